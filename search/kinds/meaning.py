"""The entry of the glossary that is exactly the word asked: what it means stands above the results. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from hub import languages
from search.engines.protocol import PageEntry
from search.ranking import Place, Ranked
from search.request import SearchRequest
from search.suggesting import fold

GLOSSARY = "glossary"
# “VPN (virtual private network)” explains both.
_BRACKETS = re.compile(r"[()（）]")


def definition_of(
    request: SearchRequest, reader: str, entries: Mapping[int, PageEntry], public: Collection[int]
) -> list[Ranked]:
    """The public entry of the glossary, in the reader's language or the next that has one; none past the first page."""
    if not request.text or request.page > 1 or (request.kinds and GLOSSARY not in request.kinds):
        return []
    wanted = fold(request.text).strip()
    chain = [each.code for each in languages.chain(reader)]
    found = [
        (chain.index(entry.language), entry.order, entry)
        for entry in entries.values()
        if entry.kind == GLOSSARY and entry.language in chain and entry.page in public and wanted in names(entry.title)
    ]
    return [_ranked(entry) for _nearness, _order, entry in sorted(found)[:1]]


def names(title: str) -> set[str]:
    """A title, and what stands in it before and in brackets, as they are compared."""
    return {fold(part).strip() for part in (title, *_BRACKETS.split(title)) if part.strip()}


def _ranked(entry: PageEntry) -> Ranked:
    place = Place(entry.page, 0.0, 1.0)
    return Ranked(entry.resource, entry.language, entry.kind, entry.topics, entry.regions, 0.0, 1.0, (place,))
