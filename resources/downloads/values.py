"""A resource as a book: frozen values, without the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Heading:
    """A heading within a part that one can go to."""

    anchor: str
    text: str


@dataclass(frozen=True)
class Part:
    """An introduction, a chapter or a whole one-page text: XHTML without a heading of its own.

    Links to other parts read `part:NUMBER#anchor`, pictures `picture:NAME`.
    """

    title: str
    html: str
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A picture shown in some part."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Words:
    """What the book itself says, in its language's interface language: `tag` and `dir` say which."""

    tag: str
    dir: str
    contents: str
    state: str


@dataclass(frozen=True)
class Book:
    """Everything that a file of a resource is made of; the same values give the same bytes."""

    identifier: str
    address: str
    tag: str
    dir: str
    title: str
    summary: str
    authors: str
    rights: str
    """XHTML: who wrote it and what may be done with it."""
    licence: str
    """The same for programs, which show no markup."""
    modified: dt.date
    parts: tuple[Part, ...]
    pictures: Mapping[str, Picture]
    words: Words
