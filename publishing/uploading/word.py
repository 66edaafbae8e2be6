"""A Word document as Markdown: headings, lists, tables, links, stress and pictures; the rest is left behind."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

import mammoth
from django.utils.translation import gettext_lazy as _
from lxml import etree, html

from files.documents import clean
from files.documents.refusals import NotADocument
from resources.exporting.prose import Prose
from resources.exporting.structured import table
from resources.richtext import Element, inline

STYLES: Final = "p[style-name='Title'] => h1.title:fresh\np[style-name='Subtitle'] => p:fresh"
HEADINGS: Final = {f"h{level}" for level in range(1, 7)}
LINK: Final = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


@dataclass
class Document:
    """What was read: the title, the text as Markdown, and pictures by their place in the folder."""

    title: str = ""
    body: str = ""
    pictures: dict[str, bytes] = field(default_factory=dict)


def read(data: bytes) -> Document:
    """The document's text. Raises NotADocument, with a sentence for whoever sent it."""
    found = Document()
    # Judged and cleaned like every document before anything else opens it: no macros, bombs, or parts elsewhere.
    safe = clean(data, "text.docx").data
    try:
        drawn = mammoth.convert_to_html(
            io.BytesIO(safe), style_map=STYLES, convert_image=mammoth.images.img_element(_keeper(found))
        )
        root = html.fragment_fromstring(drawn.value or "<p></p>", create_parent="div")
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, RecursionError, etree.LxmlError) as error:
        raise NotADocument(_("The document is damaged and cannot be read")) from error
    found.title, found.body = _title(root), _markdown(root)
    if not found.body:
        raise NotADocument(_("There are no words in the document"))
    return found


def _keeper(found: Document) -> Any:
    def keep(image: Any) -> dict[str, str]:
        with image.open() as opened:
            data = opened.read()
        ending = "jpg" if image.content_type == "image/jpeg" else str(image.content_type).rpartition("/")[2]
        place = f"images/picture-{len(found.pictures) + 1}.{ending}"
        found.pictures[place] = data
        return {"src": place}

    return keep


def _title(root: Any) -> str:
    """The words in the style “Title”, which leave the text; else the first heading."""
    for each in root.iter("h1"):
        if each.get("class") == "title":
            each.getparent().remove(each)
            return _plain(each)
    return next((_plain(each) for each in root if each.tag in HEADINGS), "")


def _plain(element: Any) -> str:
    return " ".join(element.text_content().split())


def _markdown(root: Any) -> str:
    writer = _Writer()
    for each in root:
        writer.take(each)
    writer.end()
    return "\n\n".join(part for part in writer.parts if part)


def _link(element: Element) -> str | None:
    href = element.attributes.get("href", "")
    return href if LINK.match(href) else None


@dataclass
class _Writer:
    """Writes one element after another."""

    parts: list[str] = field(default_factory=list)
    flow: list[str] = field(default_factory=list)  # paragraphs and lists that follow each other
    prose: Prose = field(default_factory=lambda: Prose(_link))

    def take(self, element: Any) -> None:
        pictures = [_picture(each) for each in element.iter("img")]
        if element.tag in HEADINGS:
            self.end()
            words = self.prose.line([_plain(element)]).strip()
            self.parts.append(f"{'#' * int(element.tag[1])} {words}" if words else "")
        elif element.tag == "table":
            self.end()
            self.parts.append(self._table(element))
        else:
            self.flow.append(_html(element))
        if pictures:
            self.end()
            self.parts += pictures

    def end(self) -> None:
        """What follows is no paragraph or list."""
        if self.flow:
            self.parts.append(self.prose.paragraphs("".join(self.flow)))
            self.flow = []

    def _table(self, element: Any) -> str:
        cells = Prose(_link, in_table=True)
        rows = [list(row.iterchildren("td", "th")) for row in element.iter("tr")]
        written = [
            [cells.paragraphs(inline("".join(map(_html, cell)) or cell.text or "")) for cell in row] for row in rows
        ]
        if not any(map(any, written)):
            return ""
        return table(written if _names_columns(element, rows) else [[], *written], self.prose, None)


def _names_columns(element: Any, rows: list[list[Any]]) -> bool:
    """Whether the first row is marked as a heading, or is all in bold type."""
    return element.find(".//thead") is not None or all(
        _plain(cell) == " ".join(_plain(each) for each in cell.iter("strong")) for cell in rows[0]
    )


def _picture(element: Any) -> str:
    said = Prose(_link).line([" ".join((element.get("alt") or "").split())])
    return f"![{said}]({element.get('src')})"


def _inside(cell: Any) -> str:
    return escape(cell.text or "") + "".join(map(_html, cell))


def _html(element: Any) -> str:
    # Marks that lead to footnotes and back lead nowhere here.
    for each in list(element.iter("a")):
        if each.text == "↑":
            each.text = ""
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
