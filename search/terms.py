"""What was typed, as terms to look for: each with the forms that answer to it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .analysis import Token, analyse

MOST_TERMS = 40
EXACT, STEM = "exact", "stem"


@dataclass(frozen=True)
class Form:
    """One way to meet a term in the index: a phrase of exact forms or of stems."""

    field: str
    tokens: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """One word of the question; a text has the term when it has one of the forms. The score counts by `weight`."""

    forms: tuple[Form, ...]
    gram: bool = field(default=False, compare=False)
    weight: float = field(default=1.0, compare=False)


@dataclass(frozen=True)
class Question:
    """What is looked for: terms, what means the same, and hints that add to a score without being words.

    `concepts` are words of the vocabulary for a part of the question; `covers` says for each which
    terms it stands for (bit n: the n-th). The hints are the single characters of a script without
    spaces: pairs of them cross the borders of words, so the characters carry a part of the evidence.
    """

    language: str = ""
    terms: tuple[Term, ...] = ()
    hints: tuple[Form, ...] = ()
    concepts: tuple[Term, ...] = ()
    covers: tuple[int, ...] = ()

    @property
    def looked_for(self) -> tuple[Term, ...]:
        """The terms and after them the concepts: bit n of a hit's mask is the n-th of these."""
        return self.terms + self.concepts


@dataclass(frozen=True)
class Word:
    """A word of the question as it was typed, and the term that it became."""

    token: Token
    term: Term


def _forms(token: Token) -> tuple[Form, ...]:
    if token.gram and len(token.exact) > len(token.stem):
        return (Form(EXACT, (token.exact,)),)
    return (Form(EXACT, (token.exact,)), Form(STEM, (token.stem,)))


def _term(token: Token, parts: Sequence[Token]) -> Term:
    """The term of a token; that of a compound is also met by its parts side by side."""
    both = (Form(EXACT, tuple(part.exact for part in parts)),) if parts else ()
    return Term(_forms(token) + both, token.gram)


def words(text: str, analyser: str) -> list[Word]:
    """The words of a question in order, a compound once and not also in parts."""
    kept: list[Word] = []
    for token in analyse(text, analyser):
        if not token.exact:
            continue
        parts = [each.token for each in kept[len(kept) - token.joins :]] if token.joins else []
        del kept[len(kept) - token.joins :]
        kept.append(Word(token, _term(token, parts)))
    return kept


class Typed:
    """What was typed, read once in each of the ways that languages read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words: dict[str, list[Word]] = {}

    def words(self, analyser: str) -> list[Word]:
        """The words in order, as one analyser reads them."""
        if analyser not in self._words:
            self._words[analyser] = words(self.text, analyser)
        return self._words[analyser]

    def telling(self, analyser: str) -> list[Word]:
        """The words without those that say nothing."""
        return telling(self.words(analyser))


def telling(kept: Sequence[Word]) -> list[Word]:
    """The words without those that say nothing, unless there are no others."""
    return [word for word in kept if not word.token.stop] or list(kept)


def question(text: str | Typed, language: str, analyser: str) -> Question:
    """The terms of a question, each once, without its stop words unless it has no other words."""
    kept = text.words(analyser) if isinstance(text, Typed) else words(text, analyser)
    terms = dict.fromkeys(each.term for each in telling(kept))
    hints = [Form(STEM, (each.token.stem,)) for each in kept if each.term.gram and not each.token.stop]
    return Question(language, tuple(terms)[:MOST_TERMS], tuple(dict.fromkeys(hints))[:MOST_TERMS])
