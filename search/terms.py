"""What was typed, as terms to look for: each with the forms that answer to it. Pure."""

from __future__ import annotations

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
    """One word of the question; a text has the term when it has one of the forms."""

    forms: tuple[Form, ...]
    gram: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Question:
    """What is looked for: terms, and hints that add to a score without being a word of the question.

    The hints are the single characters of a script without spaces: pairs of them cross the borders
    of words, so the characters themselves carry a part of the evidence.
    """

    language: str = ""
    terms: tuple[Term, ...] = ()
    hints: tuple[Form, ...] = ()


def _forms(token: Token) -> tuple[Form, ...]:
    if token.gram and len(token.exact) > len(token.stem):
        return (Form(EXACT, (token.exact,)),)
    return (Form(EXACT, (token.exact,)), Form(STEM, (token.stem,)))


def _term(token: Token, parts: list[Token]) -> Term:
    """The term of a token; that of a compound is also met by its parts side by side."""
    both = (Form(EXACT, tuple(part.exact for part in parts)),) if parts else ()
    return Term(_forms(token) + both, token.gram)


def _kept(text: str, analyser: str) -> list[tuple[Token, Term]]:
    """The words of a question in order, a compound once and not also in parts."""
    kept: list[tuple[Token, Term]] = []
    for token in analyse(text, analyser):
        if not token.exact:
            continue
        parts = [each for each, _whole in kept[len(kept) - token.joins :]] if token.joins else []
        del kept[len(kept) - token.joins :]
        kept.append((token, _term(token, parts)))
    return kept


def question(text: str, language: str, analyser: str) -> Question:
    """The terms of a question, each once, without its stop words unless it has no other words."""
    kept = _kept(text, analyser)
    telling = [term for token, term in kept if not token.stop] or [term for _token, term in kept]
    terms = tuple(dict.fromkeys(telling))[:MOST_TERMS]
    hints = [Form(STEM, (token.stem,)) for token, term in kept if term.gram and not token.stop]
    return Question(language, terms, tuple(dict.fromkeys(hints))[:MOST_TERMS])
