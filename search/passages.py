"""What the index is given: a page as a reader may see it, cut into passages. Pure values."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from .analysis import forms

MOST_TOKENS = 400


@dataclass(frozen=True)
class Section:
    """The text under one heading; the text before the first heading has neither anchor nor heading."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True)
class Document:
    """One public page in one language.

    `place` is the page's own id outside (`manual/chapter`), `resource` that of the resource it
    belongs to, which is what results are folded to; kind, level, topics and dates are the resource's.
    `labels` are the words of its topics, `translated_from` the revision it was made from.
    """

    page: int
    resource: str
    place: str
    language: str
    analyser: str
    kind: str
    title: str
    resource_title: str
    summary: str = ""
    level: str = ""
    topics: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    reviewed: str = ""
    review_by: str = ""
    translated_from: int = 0
    order: str = ""
    sections: tuple[Section, ...] = ()

    @property
    def is_chapter(self) -> bool:
        """Whether this page is a part of a larger resource."""
        return self.place != self.resource

    @property
    def stamp(self) -> str:
        """A short word for all of this: another one for anything that differs."""
        return hashlib.sha256(repr(self).encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True)
class Passage:
    """A unit of the index: a section, or a piece of one that is too long to be read as one."""

    anchor: str
    heading: str
    text: str


def _pieces(text: str, analyser: str) -> list[str]:
    """The text cut between paragraphs so that no piece has more than `MOST_TOKENS` tokens."""
    pieces: list[str] = []
    held: list[str] = []
    count = 0
    for paragraph in _paragraphs(text, analyser):
        size = len(forms(paragraph, analyser)[0])
        if held and count + size > MOST_TOKENS:
            pieces.append("\n".join(held))
            held, count = [], 0
        held.append(paragraph)
        count += size
    return [*pieces, "\n".join(held)] if held else pieces


def _paragraphs(text: str, analyser: str) -> list[str]:
    """Paragraphs, those alone too long cut between words (or anywhere, in scripts without spaces)."""
    found: list[str] = []
    for paragraph in filter(None, (line.strip() for line in text.split("\n"))):
        size = len(forms(paragraph, analyser)[0]) if len(paragraph) > MOST_TOKENS else 0
        while size > MOST_TOKENS:
            near = len(paragraph) * MOST_TOKENS // size
            cut = paragraph.rfind(" ", near // 2, near) + 1 or near
            found.append(paragraph[:cut])
            paragraph = paragraph[cut:]
            size = len(forms(paragraph, analyser)[0])
        found.append(paragraph)
    return found


def passages(document: Document) -> list[Passage]:
    """The units of a page; one at least, so that a page with a title alone is found as well."""
    cut = [
        Passage(section.anchor, section.heading, piece)
        for section in document.sections
        for piece in _pieces(section.text, document.analyser) or ([""] if section.heading else [])
    ]
    return cut or [Passage("", "", "")]
