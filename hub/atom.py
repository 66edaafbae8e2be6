"""Atom feeds (RFC 4287) from plain values: escaped, and without the signs that no XML may hold. Pure.

Days and no hours: a moment would tell when the people behind a site are at work.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

MEDIA_TYPE: Final = "application/atom+xml"
NAMESPACE: Final = "http://www.w3.org/2005/Atom"
# What a feed says of its age while nothing is in it.
NEVER: Final = dt.date(2020, 1, 1)
# https://www.w3.org/TR/xml/#charsets
NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Link:
    """Where a feed or an entry leads; `more` are attributes of other vocabularies."""

    href: str
    rel: str = "alternate"
    type: str = ""
    title: str = ""
    hreflang: str = ""
    length: int = 0
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Category:
    """What an entry is about: a code, where it comes from, and its name for people."""

    term: str
    label: str = ""
    scheme: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing of a feed. `content` is for entries that lead to no page of their own; `more` are further elements."""

    id: str
    title: str
    updated: dt.date
    links: tuple[Link, ...]
    summary: str = ""
    summary_language: str = ""
    content: str = ""
    published: dt.date | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    rights: str = ""
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Feed:
    """A feed: `language` is that of its entries, `words` that of its own title."""

    id: str
    title: str
    updated: dt.date
    author: str
    language: str
    links: tuple[Link, ...]
    entries: tuple[Entry, ...]
    words: str = ""
    namespaces: Mapping[str, str] = field(default_factory=dict)
    more: tuple[tuple[str, str], ...] = ()


def written(feed: Feed) -> str:
    """The feed as a document, the same to the letter for the same values."""
    target = io.StringIO()
    xml = SimplerXMLGenerator(target, "utf-8", short_empty_elements=True)
    xml.startDocument()
    spaces = {f"xmlns:{name}": address for name, address in feed.namespaces.items()}
    xml.startElement("feed", AttributesImpl({"xmlns": NAMESPACE, **spaces, "xml:lang": feed.language}))
    _say(xml, "id", feed.id)
    _say(xml, "title", feed.title, _spoken(feed.words, feed.language))
    _say(xml, "updated", moment(feed.updated))
    _by(xml, feed.author)
    for name, value in feed.more:
        _say(xml, name, value)
    for link in feed.links:
        _link(xml, link)
    for entry in feed.entries:
        xml.characters("\n")
        _entry(xml, entry)
    xml.endElement("feed")
    xml.endDocument()
    return target.getvalue() + "\n"


def moment(day: dt.date) -> str:
    """A day as the moment it begins, as RFC 3339 writes it."""
    return f"{day.isoformat()}T00:00:00Z"


def clean(text: str) -> str:
    """A text without the signs that no XML may hold."""
    return NO_XML.sub("", text)


def _entry(xml: SimplerXMLGenerator, entry: Entry) -> None:
    xml.startElement("entry", AttributesImpl({}))
    _say(xml, "id", entry.id)
    _say(xml, "title", entry.title)
    _say(xml, "updated", moment(entry.updated))
    if entry.published:
        _say(xml, "published", moment(entry.published))
    for name in entry.authors:
        _by(xml, name)
    for link in entry.links:
        _link(xml, link)
    for each in entry.categories:
        said = {"term": each.term, "scheme": each.scheme, "label": each.label}
        xml.addQuickElement("category", None, _filled(said))
    for name, value in (("rights", entry.rights), *entry.more):
        if value:
            _say(xml, name, value)
    if entry.summary:
        _say(xml, "summary", entry.summary, _spoken(entry.summary_language, ""))
    if entry.content:
        _say(xml, "content", entry.content, {"type": "text"})
    xml.endElement("entry")


def _by(xml: SimplerXMLGenerator, name: str) -> None:
    xml.startElement("author", AttributesImpl({}))
    _say(xml, "name", name)
    xml.endElement("author")


def _link(xml: SimplerXMLGenerator, link: Link) -> None:
    length = str(link.length) if link.length else ""
    said = {"rel": link.rel, "href": link.href, "type": link.type, "hreflang": link.hreflang, "title": link.title}
    xml.addQuickElement("link", None, _filled({**said, "length": length, **link.more}))


def _say(xml: SimplerXMLGenerator, name: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
    xml.addQuickElement(name, clean(text), dict(attributes or {}))


def _spoken(language: str, around: str) -> dict[str, str]:
    return {"xml:lang": language} if language not in ("", around) else {}


def _filled(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name: clean(value) for name, value in attributes.items() if value}
