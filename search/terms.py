"""What was typed, as terms to look for: each with the forms that answer to it. Pure."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from .analysis import Token, analyse, word_forms

MOST_TERMS = 40
EXACT, STEM = "exact", "stem"
# What stands between two marks of quotation, of whatever language.
_QUOTED = re.compile('["“”„‟«»「」『』]([^"“”„‟«»「」『』]+)["“”„‟«»「」『』]')
# Two neighbours that texts write as one word have nearly what was asked.
JOINED_WEIGHT = 0.9


@dataclass(frozen=True)
class Form:
    """One way to meet a term in the index: a phrase of exact forms or of stems."""

    field: str
    tokens: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """One word of the question; a text has the term when it has one of the forms. The score counts by `weight`.

    `quoted` are words between marks of quotation: so they stand in the text, or it is no answer.
    """

    forms: tuple[Form, ...]
    gram: bool = field(default=False, compare=False)
    weight: float = field(default=1.0, compare=False)
    quoted: bool = field(default=False, compare=False)


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
    def needed(self) -> int:
        """The quoted terms, as bits."""
        return sum(1 << at for at, term in enumerate(self.terms) if term.quoted)

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
    """The words of a question in order, a compound once and not also in parts, what is quoted as one."""
    tokens = [token for token in analyse(text, analyser) if token.exact]
    quoted: list[Word] = []
    for start, end in (found.span(1) for found in _QUOTED.finditer(text)):
        inside = [token for token in tokens if start <= token.start and token.end <= end]
        if inside:
            quoted.append(_quoted(inside))
            tokens = [token for token in tokens if token not in inside]
    found = [*_loose(tokens), *quoted]
    return sorted(found, key=lambda word: word.token.start) if quoted else found


def _quoted(tokens: Sequence[Token]) -> Word:
    """Words that must stand in a text as they were typed, one behind the other."""
    exact = tuple(token.exact for token in tokens)
    if len(exact) == 1 and tokens[0].gram:
        return Word(tokens[0], Term(_forms(tokens[0]), gram=True, quoted=True))
    whole = tokens[0]._replace(end=tokens[-1].end, exact=" ".join(exact), stem="", stop=False, joins=0)
    return Word(whole, Term((Form(EXACT, exact),), gram=tokens[0].gram, quoted=True))


def _loose(tokens: Sequence[Token]) -> list[Word]:
    kept: list[Word] = []
    for token in tokens:
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
    hints = [
        Form(STEM, (each.token.stem,)) for each in kept if each.term.gram and each.token.stem and not each.token.stop
    ]
    return Question(language, tuple(terms)[:MOST_TERMS], tuple(dict.fromkeys(hints))[:MOST_TERMS])


def joined(asked: Question, kept: Sequence[Word], known: Container[str], analyser: str) -> Question:
    """The question with neighbours that texts write as one word: “pass word”, “back up”, “fire wall”."""
    made: list[tuple[Term, int]] = []
    places = {term: at for at, term in enumerate(asked.terms)}
    for one, other in _neighbours(kept):
        exact, stem, stop = word_forms(one.token.exact + other.token.exact, analyser)
        if exact in known and not stop and one.term in places and other.term in places:
            term = Term((Form(EXACT, (exact,)), Form(STEM, (stem,))), weight=JOINED_WEIGHT)
            made.append((term, 1 << places[one.term] | 1 << places[other.term]))
    if not made:
        return asked
    return replace(
        asked,
        concepts=asked.concepts + tuple(term for term, _covers in made),
        covers=asked.covers + tuple(covers for _term, covers in made),
    )


def _neighbours(kept: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Each word with the one behind it, but for what is quoted and scripts that have no words."""
    for one, other in pairwise(kept):
        plain = not any(each.term.quoted or each.term.gram or each.token.joins for each in (one, other))
        if plain and one.token.end < other.token.start:
            yield one, other
