"""A book on paper: one HTML document, which the press prints in a process of its own."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

from hub import printing
from resources.downloads.values import Book, Part

MEDIA_TYPE: Final = "application/pdf"
STYLE: Final = Path(__file__).with_name("paper.css")
PICTURE: Final = re.compile(r'src="picture:([^"]+)"')
TO_PART: Final = re.compile(r'href="part:(\d+)(?:#([^"]*))?"')
OWN: Final = re.compile(r'\b(id|href)="(#?)([^":/#]+)"')

LINK: Final = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
WORDS: Final = "b|bdi|cite|code|em|i|span|strong|sub|sup"
WRAPPED: Final = re.compile(rf"<({WORDS})\b([^>]*)>([^<]*)</\1>")
IN_WORDS: Final = re.compile(rf"</?(?:{WORDS})\b[^>]*>")


def printed(book: Book) -> bytes:
    """The book as tagged PDF. Raises CannotPrint."""
    return printing.printed(document(book), STYLE)


def document(book: Book) -> str:
    """The whole book as one HTML document that asks for nothing outside of it."""
    words = book.words
    ours = f'lang="{words.tag}" dir="{words.dir}"'
    summary = f"<p>{escape(book.summary)}</p>" if book.summary else ""
    address = f'<a href="{escape(book.address)}" dir="ltr">{escape(book.address)}</a>'
    whole = "\n".join(
        [
            f'<!DOCTYPE html><html lang="{book.tag}" dir="{book.dir}"><head><meta charset="utf-8">',
            f"<title>{escape(book.title)}</title>",
            f'<meta name="author" content="{escape(book.authors)}">' if book.authors else "",
            f'<meta name="dcterms.created" content="{book.modified.isoformat()}">',
            f'<meta name="dcterms.modified" content="{book.modified.isoformat()}">',
            f'</head><body><header class="front"><h1>{escape(book.title)}</h1>{summary}',
            f"<div {ours}><p>{escape(words.state)} {address}</p>{book.rights}</div></header>",
            _contents(book),
            *_parts(book),
            "</body></html>",
        ]
    )
    return LINK.sub(_plain_link, whole)


def _plain_link(found: re.Match[str]) -> str:
    """A link that holds words alone: of an element within, the press makes a second one, unknown to screen readers."""
    if wrapped := WRAPPED.fullmatch(found[2]):
        return f"<{wrapped[1]}{wrapped[2]}><a{found[1]}>{wrapped[3]}</a></{wrapped[1]}>"
    return f"<a{found[1]}>{IN_WORDS.sub('', found[2])}</a>"


def _contents(book: Book) -> str:
    if len(book.parts) < 2:
        return ""
    entries = "".join(
        f'<li><a href="#part-{number}">{escape(part.title)}</a></li>' for number, part in enumerate(book.parts, 1)
    )
    words = book.words
    heading = f'<h2 lang="{words.tag}" dir="{words.dir}">{escape(words.contents)}</h2>'
    return f'<nav class="contents">{heading}<ol>{entries}</ol></nav>'


def _parts(book: Book) -> Iterator[str]:
    alone = len(book.parts) == 1
    for number, part in enumerate(book.parts, 1):
        heading = "" if alone and part.title == book.title else f'<h1 class="part">{escape(part.title)}</h1>'
        yield f'<section id="part-{number}">{heading}{_inside(book, number, part)}</section>'


def _inside(book: Book, number: int, part: Part) -> str:
    """A part in the whole: its own addresses told apart from other parts', its pictures within."""
    html = OWN.sub(lambda found: f'{found[1]}="{found[2]}{number}-{found[3]}"', part.html)
    html = TO_PART.sub(lambda to: f'href="#{to[1]}-{to[2]}"' if to[2] else f'href="#part-{to[1]}"', html)

    def picture(found: re.Match[str]) -> str:
        shown = book.pictures[found[1]]
        return f'src="data:{shown.media_type};base64,{base64.b64encode(shown.content).decode()}"'

    return PICTURE.sub(picture, html)
