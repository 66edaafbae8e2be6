"""Telling Elasticsearch: new passages first, then the page's facts under the writer's number, old passages last.

Until the facts are seen, readers are given the passages of the writer before: a page is never half there. Who looked
at the database earlier has a lower number, which Elasticsearch refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from elasticsearch import Elasticsearch

from search.analysis import forms
from search.engines.protocol import IndexUnavailableError, PageEntry
from search.passages import Document, passages

from .generations import Generations
from .layout import PAGES, PLACES, TITLE, WORDS, identifier, unit

# An action, and the document that belongs to it if it needs one.
Operation = tuple[dict[str, Any], ...]
BULK = 500
CONFLICT, GONE = 409, 404


@dataclass
class Change:
    """What becomes of a page: its documents by identifier, or its absence."""

    page: int
    facts: dict[str, Any]
    language: str = ""
    documents: dict[int, dict[str, Any]] = field(default_factory=dict)


class MovedOnError(Exception):
    """The generation that was written to has been replaced meanwhile."""


def absent(page: int) -> Change:
    """A page that nobody may see: its number stays, so that an earlier look does not bring it back."""
    return Change(page, {"gone": True})


def prepare(document: Document) -> Change:
    """A document with all its words analysed."""
    units = passages(document)[: PLACES - 1]
    facts: dict[str, Any] = {"entry": {name: getattr(document, name) for name in PageEntry._fields}}
    facts |= {"passages": len(units), "stamp": document.stamp}
    change = Change(document.page, facts, document.language)
    parent = document.resource_title if document.is_chapter else ""
    about = "\n".join((document.summary, *document.labels))
    named = {"title": document.title, "parent": parent, "about": about}
    change.documents[TITLE] = _analysed(named, document.analyser) | {"unit": document.page * PLACES + TITLE}
    for place, each in enumerate(units):
        shown = {"anchor": each.anchor, "shown_heading": each.heading, "shown": each.text}
        words = _analysed({"heading": each.heading, "body": each.text}, document.analyser)
        spelt = sorted({word for name in ("heading", "body") for word in words[name].split()})
        change.documents[place] = {**words, **shown, WORDS: spelt, "unit": unit(document.page, place)}
    return change


def _analysed(texts: dict[str, str], analyser: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, text in texts.items():
        exact, stems = forms(text, analyser)
        found[name], found[f"{name}_stem"] = " ".join(filter(None, exact)), " ".join(stems)
    return found


class Writer:
    """Writes pages into one generation."""

    def __init__(self, generations: Generations, generation: int, *, in_use: bool) -> None:
        self.generations, self.generation, self.in_use = generations, generation, in_use
        self.client: Elasticsearch = generations.client
        self._made: set[str] = set()

    def _target(self, what: str) -> str:
        return self.generations.names.written(self.generation, what)

    def write(self, number: int, changes: Sequence[Change]) -> int:
        """Write pages under a ticket's number; returns how many were not overtaken."""
        for language in {change.language for change in changes if change.language} - self._made:
            self.generations.create(self.generation, language, in_use=self.in_use)
            self._made.add(language)
        self._bulk(self._passages(number, changes))
        refused = self._bulk(self._facts(number, changes))
        overtaken = [change for change in changes if str(change.page) in refused]
        self._bulk(self._removals(number, overtaken))
        return len(changes) - len(overtaken)

    def show(self) -> None:
        """Let readers see what was written: the passages before the facts that lead to them."""
        for what in (*sorted(self._made), PAGES):
            index = self.generations.names.index(self.generation, what)
            self.client.indices.refresh(index=index, ignore_unavailable=True)

    def tidy(self, number: int, changes: Iterable[Change]) -> None:
        """Remove what earlier writers have left of these pages."""
        words = [index for what, index in self.generations.of(self.generation).items() if what != PAGES]
        left = self._old(number, [change.page for change in changes], words) if words else []
        if left:
            self._bulk(({"delete": each},) for each in left)
            self.client.indices.refresh(index=sorted({each["_index"] for each in left}), ignore_unavailable=True)

    def _passages(self, number: int, changes: Iterable[Change]) -> Iterator[Operation]:
        for change in changes:
            for place, document in change.documents.items():
                named = {"_index": self._target(change.language), "_id": identifier(change.page, number, place)}
                yield {"index": named}, {**document, "page": change.page, "ticket": number}

    def _facts(self, number: int, changes: Iterable[Change]) -> Iterator[Operation]:
        for change in changes:
            named = {"_index": self._target(PAGES), "_id": str(change.page)}
            versioned = {**named, "version": number, "version_type": "external_gte"}
            yield {"index": versioned}, {**change.facts, "page": change.page, "ticket": number}

    def _removals(self, number: int, changes: Iterable[Change]) -> Iterator[Operation]:
        for change in changes:
            for place in change.documents:
                named = {"_index": self._target(change.language), "_id": identifier(change.page, number, place)}
                yield ({"delete": named},)

    def _old(self, number: int, pages: Sequence[int], words: list[str]) -> list[dict[str, str]]:
        left = {"bool": {"filter": [{"terms": {"page": list(pages)}}, {"range": {"ticket": {"lt": number}}}]}}
        found = self.client.search(index=words, query=left, size=10_000, source=False, ignore_unavailable=True)
        return [{"_index": hit["_index"], "_id": hit["_id"]} for hit in found["hits"]["hits"]]

    def _bulk(self, operations: Iterable[Operation]) -> set[str]:
        """Send operations in parts; returns the identifiers that a later writer has already written."""
        refused: set[str] = set()
        remaining = iter(operations)
        while part := list(islice(remaining, BULK)):
            new = "index" in part[0][0]
            answer = self.client.bulk(operations=list(chain.from_iterable(part)), require_alias=new or None)
            for item in answer["items"] if answer["errors"] else ():
                (result,) = item.values()
                if result["status"] == CONFLICT:
                    refused.add(result["_id"])
                elif result["status"] == GONE and new:
                    raise MovedOnError
                elif "error" in result and result["status"] != GONE:
                    raise IndexUnavailableError(f"Elasticsearch did not write: {result['error'].get('type')}")
        return refused
