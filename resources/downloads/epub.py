"""A book as EPUB 3.3: one file for each part, contents, pictures; the same book gives the same bytes. Pure.

The format: https://www.w3.org/TR/epub-33/. The contents are in it twice: readers of ten years ago know the NCX alone.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from resources.downloads import ncx
from resources.downloads.values import Book, Part

MEDIA_TYPE: Final = "application/epub+zip"
STYLE: Final = (Path(__file__).parent / "book.css").read_text(encoding="utf-8")
TO_PART: Final = re.compile(r'href="part:(\d+)')
# The earliest date that a zip file can hold: none of ours tells when it was packed.
MOMENT: Final = (1980, 1, 1, 0, 0, 0)
CONTAINER: Final = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
# What a reader with a screen reader may count on, as https://www.w3.org/TR/epub-a11y-11/ has it.
ACCESSIBLE: Final = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityHazard", "none"),
)
# Every picture has words instead of it, or is marked as saying nothing.
PICTURED: Final = (("schema:accessMode", "visual"), ("schema:accessibilityFeature", "alternativeText"))
PICTURE: Final = re.compile(r"<img\b[^>]*>")
# Said of a picture, they win over the style of a book in Calibre, which then draws it thin and tall.
SIZE: Final = re.compile(r' (?:width|height)="\d+"')
TERM: Final = 'class="term"'
# What lets an e-reader show the meaning of a word over the text, and not turn to the end of the part.
NOTED: Final = f'{TERM} epub:type="glossref noteref" role="doc-glossref"'


def packed(book: Book) -> bytes:
    """The file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in _files(book):
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.external_attr = 0o644 << 16
            # The first must lie open, for programs that look at the first bytes only.
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()


def _files(book: Book) -> Iterator[tuple[str, str | bytes]]:
    yield "mimetype", MEDIA_TYPE
    yield "META-INF/container.xml", CONTAINER
    yield "book/package.opf", _package(book)
    yield "book/nav.xhtml", _contents(book)
    yield "book/toc.ncx", ncx.written(book.identifier, book.tag, book.title, _entries(book))
    yield "book/front.xhtml", _front(book)
    yield "book/book.css", STYLE
    for number, part in enumerate(book.parts, 1):
        yield f"book/{_file(number)}", _page(book, part.title, _body(part))
    for name in sorted(book.pictures):
        yield f"book/pictures/{name}", book.pictures[name].content


def _file(number: int) -> str:
    return f"part-{number:03}.xhtml"


def _body(part: Part) -> str:
    """A part with its addresses as those of files."""
    html = part.html.replace('src="picture:', 'src="pictures/').replace(TERM, NOTED)
    html = PICTURE.sub(lambda found: SIZE.sub("", found[0]), html)
    html = TO_PART.sub(lambda found: f'href="{_file(int(found[1]))}', html)
    return f"<section><h1>{escape(part.title)}</h1>\n{html}</section>"


def _page(book: Book, title: str, body: str) -> str:
    language = quoteattr(book.tag)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang={language} xml:lang={language} dir="{book.dir}"><head><meta charset="utf-8"/>'
        f'<title>{escape(title)}</title><link rel="stylesheet" type="text/css" href="book.css"/></head>\n'
        # MuPDF reads the direction of the body and of what is in it, not that of the whole.
        f'<body dir="{book.dir}">{body}</body></html>\n'
    )


def _front(book: Book) -> str:
    words = book.words
    summary = f"<p>{escape(book.summary)}</p>\n" if book.summary else ""
    address = f'<a href={quoteattr(book.address)} dir="ltr">{escape(book.address)}</a>'
    return _page(
        book,
        book.title,
        f"<section><h1>{escape(book.title)}</h1>\n{summary}"
        f'<div lang="{words.tag}" xml:lang="{words.tag}" dir="{words.dir}">'
        f"<p>{escape(words.state)} {address}</p>\n{book.rights}</div></section>",
    )


def _entries(book: Book) -> list[ncx.Entry]:
    """The contents: the first page unless it is called as the first part, each part, and its headings below it."""
    alike = any(part.title == book.title for part in book.parts[:1])
    return [
        *(() if alike else (ncx.Entry(book.title, "front.xhtml"),)),
        *(
            ncx.Entry(
                part.title,
                _file(number),
                tuple(ncx.Entry(each.text, f"{_file(number)}#{each.anchor}") for each in part.headings),
            )
            for number, part in enumerate(book.parts, 1)
        ),
    ]


def _contents(book: Book) -> str:
    words = book.words
    heading = f'<h1 lang="{words.tag}" xml:lang="{words.tag}" dir="{words.dir}">{escape(words.contents)}</h1>'
    nav = f'<nav epub:type="toc" id="toc" role="doc-toc">{heading}{_listed(_entries(book))}</nav>'
    return _page(book, words.contents, nav)


def _listed(entries: Sequence[ncx.Entry]) -> str:
    lines = "".join(
        f"<li><a href={quoteattr(each.href)}>{escape(each.title)}</a>{_listed(each.inside)}</li>\n" for each in entries
    )
    return f"<ol>{lines}</ol>" if lines else ""


def _package(book: Book) -> str:
    numbers = range(1, len(book.parts) + 1)
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        f'<item id="ncx" href="toc.ncx" media-type="{ncx.MEDIA_TYPE}"/>',
        '<item id="front" href="front.xhtml" media-type="application/xhtml+xml"/>',
        '<item id="style" href="book.css" media-type="text/css"/>',
        *(f'<item id="p{each}" href="{_file(each)}" media-type="application/xhtml+xml"/>' for each in numbers),
        *(
            f'<item id="i{place}" href={quoteattr("pictures/" + name)} media-type="{book.pictures[name].media_type}"/>'
            for place, name in enumerate(sorted(book.pictures))
        ),
    ]
    spine = "".join(f'<itemref idref="{each}"/>' for each in ("front", "nav", *(f"p{each}" for each in numbers)))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        f'unique-identifier="id" xml:lang={quoteattr(book.tag)} dir="{book.dir}">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{_metadata(book)}</metadata>\n'
        f"<manifest>{''.join(items)}</manifest>\n"
        f'<spine toc="ncx" page-progression-direction="{book.dir}">{spine}</spine></package>\n'
    )


def _metadata(book: Book) -> str:
    optional = (("dc:description", book.summary), ("dc:creator", book.authors), ("dc:rights", book.licence))
    accessible = (*ACCESSIBLE, *(PICTURED if book.pictures else ()))
    return "".join(
        [
            f'<dc:identifier id="id">{escape(book.identifier)}</dc:identifier>',
            f"<dc:title>{escape(book.title)}</dc:title><dc:language>{escape(book.tag)}</dc:language>",
            *(f"<{name}>{escape(value)}</{name}>" for name, value in optional if value),
            f"<dc:source>{escape(book.address)}</dc:source><dc:date>{book.modified.isoformat()}</dc:date>",
            f'<meta property="dcterms:modified">{book.modified.isoformat()}T00:00:00Z</meta>',
            *(f'<meta property="{name}">{value}</meta>' for name, value in accessible),
        ]
    )
