"""The contents of an e-book as e-readers from before EPUB 3 know them: a tree of entries, and the NCX of it. Pure.

The format: https://www.w3.org/TR/epub-33/#sec-opf2-ncx, which refers to its section in OPF 2.0.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final
from xml.sax.saxutils import escape, quoteattr

MEDIA_TYPE: Final = "application/x-dtbncx+xml"


@dataclass(frozen=True)
class Entry:
    """A line of the contents: what it is called, where it leads and what stands below it."""

    title: str
    href: str
    inside: tuple[Entry, ...] = ()


def written(identifier: str, tag: str, title: str, entries: Sequence[Entry]) -> str:
    """The file; the identifier must be the one of the package."""
    numbers = count(1)

    def points(some: Sequence[Entry]) -> str:
        return "".join(point(each) for each in some)

    def point(entry: Entry) -> str:
        number = next(numbers)
        return (
            f'<navPoint id="n{number}" playOrder="{number}"><navLabel><text>{escape(entry.title)}</text></navLabel>'
            f"<content src={quoteattr(entry.href)}/>{points(entry.inside)}</navPoint>\n"
        )

    deep = 2 if any(each.inside for each in entries) else 1
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang={quoteattr(tag)}>\n'
        f'<head><meta name="dtb:uid" content={quoteattr(identifier)}/>'
        f'<meta name="dtb:depth" content="{deep}"/></head>\n'
        f"<docTitle><text>{escape(title)}</text></docTitle>\n<navMap>{points(entries)}</navMap></ncx>\n"
    )
