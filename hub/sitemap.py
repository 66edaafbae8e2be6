"""Sitemaps (https://www.sitemaps.org/protocol.html) from plain values: pages with their other languages. Pure.

Django's own map speaks of things that are the same in every language; here each page has those it was translated into.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

MEDIA_TYPE: Final = "application/xml"
NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML: Final = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True)
class Spot:
    """A page's address, the day it changed, and the addresses it has in each language (`x-default`: in any)."""

    address: str
    changed: dt.date | None = None
    alternates: tuple[tuple[str, str], ...] = ()


def urls(spots: Iterable[Spot]) -> str:
    """One map of pages."""
    return _written("urlset", "url", spots, {"xmlns:xhtml": XHTML})


def index(parts: Sequence[Spot]) -> str:
    """The list of maps."""
    return _written("sitemapindex", "sitemap", parts, {})


def _written(whole: str, each: str, spots: Iterable[Spot], more: dict[str, str]) -> str:
    target = io.StringIO()
    xml = SimplerXMLGenerator(target, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement(whole, AttributesImpl({"xmlns": NAMESPACE, **more}))
    for spot in spots:
        xml.characters("\n")
        xml.startElement(each, AttributesImpl({}))
        xml.addQuickElement("loc", spot.address)
        if spot.changed:
            xml.addQuickElement("lastmod", spot.changed.isoformat())
        for tag, address in spot.alternates:
            xml.addQuickElement("xhtml:link", None, {"rel": "alternate", "hreflang": tag, "href": address})
        xml.endElement(each)
    xml.endElement(whole)
    xml.endDocument()
    return target.getvalue() + "\n"
