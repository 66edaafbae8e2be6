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


def _forms(token: Token) -> tuple[Form, ...]:
    if token.gram and len(token.exact) > len(token.stem):
        return (Form(EXACT, (token.exact,)),)
    return (Form(EXACT, (token.exact,)), Form(STEM, (token.stem,)))


def _term(token: Token, parts: list[Token]) -> Term:
    """The term of a token; that of a compound is also met by its parts side by side."""
    both = (Form(EXACT, tuple(part.exact for part in parts)),) if parts else ()
    return Term(_forms(token) + both, token.gram)


def terms_of(text: str, analyser: str) -> tuple[Term, ...]:
    """The terms of a question, each once, without its stop words unless it has no other words."""
    kept: list[tuple[Token, Term]] = []
    for token in analyse(text, analyser):
        if not token.exact:
            continue
        parts = [each for each, _term_of in kept[len(kept) - token.joins :]] if token.joins else []
        del kept[len(kept) - token.joins :]
        kept.append((token, _term(token, parts)))
    telling = [term for token, term in kept if not token.stop]
    return tuple(dict.fromkeys(telling or [term for _token, term in kept]))[:MOST_TERMS]
