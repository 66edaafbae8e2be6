"""Where a text has a word, and as what: the title, the manual around it, a heading, the text. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from search.analysis import Token, analyse
from search.terms import EXACT, Form, Term

MOST_SHOWN = 3


class Part(Enum):
    """A part of a page; `ABOUT` is what the index knows besides: the summary and the names of its topics."""

    TITLE = auto()
    AROUND = auto()
    ABOUT = auto()
    HEADING = auto()
    TEXT = auto()


class Standing(NamedTuple):
    """The words of a part that answer, as they are written there; none where they cannot be pointed at."""

    part: Part
    words: tuple[str, ...]


class Texts(NamedTuple):
    """What of a page is looked at: its best passages, and what stands over them."""

    title: str
    around: str
    headings: tuple[str, ...]
    passages: tuple[str, ...]


def found_in(texts: Sequence[str], term: Term, analyser: str) -> tuple[str, ...]:
    """The stretches of some texts that answer to a term, each once, as they are written."""
    found: dict[str, str] = {}
    for text in texts:
        for start, end in _stretches(text, term, analyser):
            found.setdefault(text[start:end].casefold(), text[start:end])
    return tuple(found.values())[:MOST_SHOWN]


def _stretches(text: str, term: Term, analyser: str) -> Iterator[tuple[int, int]]:
    """Where a text has one of the forms of a term."""
    tokens = [token for token in analyse(text, analyser) if token.exact]
    for form in term.forms:
        # A compound stands beside its parts: a phrase is met in the parts, one word in either.
        row = [token for token in tokens if not token.joins] if len(form.tokens) > 1 else tokens
        for at in range(len(row) - len(form.tokens) + 1):
            stretch = row[at : at + len(form.tokens)]
            if all(map(_is, stretch, form.tokens, [form] * len(stretch))):
                yield stretch[0].start, stretch[-1].end


def _is(token: Token, word: str, form: Form) -> bool:
    return (token.exact if form.field == EXACT else token.stem) == word


def standings(term: Term, texts: Texts, analyser: str, *, by_title: bool, by_text: bool) -> list[Standing]:
    """Where a page has a term. The index says whether its title or its text answer; the words only show it."""
    over = [
        Standing(part, words)
        for part, text in ((Part.TITLE, texts.title), (Part.AROUND, texts.around))
        if by_title and (words := found_in([text], term, analyser))
    ]
    found = over or ([Standing(Part.ABOUT, ())] if by_title else [])
    inside = [
        Standing(part, words)
        for part, several in ((Part.HEADING, texts.headings), (Part.TEXT, texts.passages))
        if by_text and (words := found_in(several, term, analyser))
    ]
    return found + (inside or ([Standing(Part.TEXT, ())] if by_text else []))
