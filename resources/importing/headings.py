"""The headings of the page that a link leads to, whether this run writes it or it is there already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from resources.importing.anchors import of_blocks
from resources.importing.blocks import body
from resources.importing.inline import Context
from resources.importing.library import Key, Library
from resources.importing.links import ToAddress, ToPage
from resources.importing.plan import Entry
from resources.texts import blocks_of


class _Nowhere:
    """Headings are the same wherever the links of a text lead."""

    def page(self, to: ToPage) -> None:
        return None

    def address(self, path: str) -> None:
        return None

    def picture(self, path: str) -> None:
        return None

    def document(self, path: str) -> None:
        return None

    def headings(self, to: ToPage | ToAddress) -> tuple[str, ...]:
        return ()


@dataclass
class Headings:
    """Anchors by page, each text read once."""

    library: Library
    take_theirs: bool = False
    entries: Mapping[Key, Entry] = field(default_factory=dict)
    _found: dict[Key | int, list[str]] = field(default_factory=dict)

    def of(self, to: ToPage | ToAddress) -> list[str]:
        """The anchors of the page at the end of a link."""
        if isinstance(to, ToAddress):
            number = self.library.at(to.path)
            return self._of_page(number) if number else []
        key = (to.resource_id, to.language)
        if key not in self._found:
            entry, row = self.entries.get(key), self.library.pages.get(key)
            is_written = row is None or row.is_shell or self.take_theirs or not self.library.edited_here(key)
            if entry and entry.front and is_written:
                silent = Context(entry.source.path, _Nowhere(), lambda _words: None)
                self._found[key] = of_blocks(body(entry.body, silent, entry.front.title))
            else:
                self._found[key] = self._of_page(row.pk) if row else []
        return self._found[key]

    def _of_page(self, number: int) -> list[str]:
        if number not in self._found:
            page: Any = Page.objects.get(pk=number).specific
            known = blocks_of(page) if hasattr(page, "body") else []
            self._found[number] = of_blocks(each.block for each in known)
        return self._found[number]
