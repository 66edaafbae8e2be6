"""Chosen texts put first in what was found. Pure; those left out are never given to the search at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from search.engines.protocol import PageEntry
from search.ladder import Found
from search.listing import Fixed, Place, Ranked


def put_first(
    found: Mapping[str, Found], chosen: Sequence[int], entries: Mapping[int, PageEntry]
) -> Mapping[str, Found]:
    """What each language found, with the resources of the chosen pages first, in their order.

    `chosen` are page ids; one that is not in `entries` may not be seen and is passed over.
    """
    moved = dict(found)
    for page in reversed(chosen):
        entry = entries.get(page)
        own = moved.get(entry.language) if entry else None
        if entry and own:
            first = next((each for each in own.results if each.resource == entry.resource), None) or _made(entry)
            rest = tuple(each for each in own.results if each.resource != entry.resource)
            loose = own.loose and first.coverage < 1
            moved[entry.language] = replace(own, results=Fixed((first, *rest)), loose=loose)
    return moved


def _made(entry: PageEntry) -> Ranked:
    """A text that has none of the words: shown from its top."""
    place = Place(entry.page, 0.0, 1.0)
    return Ranked(entry.resource, entry.language, entry.kind, entry.topics, entry.regions, 0.0, 1.0, (place,))


def hidden_with(pages: Sequence[int], entries: Mapping[int, PageEntry]) -> frozenset[int]:
    """All pages of the resources that these pages are of: a manual that is not shown takes its chapters along."""
    if not pages:
        return frozenset()
    gone = {(entries[page].resource, entries[page].language) for page in pages if page in entries}
    return frozenset(page for page, entry in entries.items() if (entry.resource, entry.language) in gone)
