"""An export: every text that anybody may read, with its pictures, as files that import unchanged.

Each file is read back after it is written; what would come back otherwise is reported.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wagtail.models import Page

from files.models import HubDocument, HubImage
from hub.querysets import publicly_readable
from resources.exporting.front_matter import front_matter
from resources.exporting.markdown import markdown
from resources.exporting.places import Places
from resources.exporting.shelf import Shelf, chosen
from resources.importing import front_matter as reading
from resources.importing.anchors import of_blocks
from resources.importing.blocks import body
from resources.importing.folder import FILES, IMAGES
from resources.importing.inline import Context
from resources.importing.links import ToAddress, ToPage
from resources.models import ResourcePage
from resources.richtext import Element
from resources.texts import PageText, alike, blocks_of, of_page
from resources.values import Notice
from vocabulary.models import Concept

Hear = Callable[[Notice], None]


def export_folder(root: Path, codes: Iterable[str] = (), hear: Hear = lambda _notice: None) -> int:
    """Write the library to a folder; gives the number of files."""
    export = Export(root, Shelf.of_site(), hear)
    written = 0
    for path, page in chosen(export.shelf, codes):
        export.write(path, page)
        written += 1
    return written


@dataclass
class Export:
    """One run: knows where each page and picture is written."""

    root: Path
    shelf: Shelf
    hear: Hear
    codes: dict[int, str] = field(default_factory=lambda: dict(Concept.objects.values_list("pk", "code")))
    pictures: dict[str, int] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    anchors: dict[int, list[str]] = field(default_factory=dict)
    addresses: dict[str, int] = field(default_factory=dict)

    def write(self, path: str, page: ResourcePage) -> None:
        """Write one page, then read it back."""
        text = of_page(page)
        self.anchors[page.pk] = of_blocks(text.blocks)
        places = Places(
            lambda element: self._link(element, path),
            lambda number: self._picture(number, path),
            lambda number: self._document(number, path),
        )
        head = front_matter(page.kind, text, self.codes, places.document)
        content = f"{head}\n{markdown(text.blocks, places)}"
        _write(self.root / path, content.encode())
        self._read_back(path, content, text)

    def _link(self, element: Element, path: str) -> str | None:
        kind = element.attributes.get("linktype")
        if kind is None:
            return element.attributes.get("href")
        number = int(element.attributes.get("id") or 0)
        found = (self.shelf.relative(number, path) or self._address(number)) if kind == "page" else None
        if found is None:
            self.hear(Notice(path, f"a link to {kind} {number} keeps only its words"))
            return None
        anchor = element.attributes.get("anchor")
        return f"{found}#{anchor}" if anchor else found

    def _address(self, number: int) -> str | None:
        """A page of the site that is no resource, by its address."""
        page = publicly_readable(Page.objects.filter(pk=number)).first()
        parts = page.get_url_parts() if page else None
        if parts is None or not parts[2]:
            return None
        self.addresses[parts[2]] = number
        return str(parts[2])

    def _picture(self, number: int, path: str) -> str | None:
        """The address of a picture, which is written beside the resource."""
        return self._copy(HubImage.objects.filter(pk=number).first(), self.pictures, IMAGES, path, f"picture {number}")

    def _document(self, number: int, path: str) -> str | None:
        """The address of a document, which is written beside the resource."""
        found = HubDocument.objects.filter(pk=number).first()
        return self._copy(found, self.documents, FILES, path, f"document {number}")

    def _copy(
        self, found: HubImage | HubDocument | None, copied: dict[str, int], folder: str, path: str, what: str
    ) -> str | None:
        file: Any = found.file if found else None
        if found is None or not file.storage.exists(file.name):
            self.hear(Notice(path, f"{what} is not there"))
            return None
        place = f"{path.partition('/')[0]}/{folder}/{_name(found)}"
        if place not in copied:
            with file.storage.open(file.name) as opened:
                _write(self.root / place, opened.read())
            copied[place] = found.pk
        return posixpath.relpath(place, posixpath.dirname(path))

    def _read_back(self, path: str, content: str, text: PageText) -> None:
        _head, words = reading.split(content)
        read = body(words, Context(path, self, lambda _words: None), text.fields["title"])
        if not alike(read, text.blocks, text.fields["title"]):
            self.hear(Notice(path, "reads back with differences; compare before importing it"))

    def page(self, to: ToPage) -> int | None:
        """The page that a link in a written file leads to."""
        return self.shelf.pages.get((to.resource_id, to.language))

    def address(self, path: str) -> int | None:
        """The page of the site that is no resource."""
        return self.addresses.get(path)

    def picture(self, path: str) -> int | None:
        """The picture that was written at `path`."""
        return self.pictures.get(path)

    def document(self, path: str) -> int | None:
        """The document that was written at `path`."""
        return self.documents.get(path)

    def headings(self, to: ToPage | ToAddress) -> list[str]:
        """The anchors of a page's headings."""
        number = self.page(to) if isinstance(to, ToPage) else self.address(to.path)
        if number is not None and number not in self.anchors:
            page: Any = Page.objects.get(pk=number).specific
            known = blocks_of(page) if hasattr(page, "body") else []
            self.anchors[number] = of_blocks(each.block for each in known)
        return self.anchors.get(number or 0, [])


def _name(kept: HubImage | HubDocument) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", kept.title.lower()).strip("-")[:40] or "file"
    return f"{words}-{kept.get_file_hash()[:8]}{posixpath.splitext(str(kept.file.name))[1]}"


def _write(place: Path, data: bytes) -> None:
    """The file appears whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".{place.name}.part")
    part.write_bytes(data)
    os.replace(part, place)
