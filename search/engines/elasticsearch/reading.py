"""Asking Elasticsearch: the facts of every page, what has any of the terms, what a passage says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.protocol import IndexUnavailableError, Matches, PageEntry, StoredPassage
from search.terms import Question

from . import queries
from .layout import PAGES, PLACES, WORDS, Names, identifier

BATCH = 2_000
MOST_WORDS = 200_000
# What readers need of each page's facts: read anew after each write, so nothing else is sent.
KNOWN = [f"hits.hits.{each}" for each in ("sort", "_source.entry", "_source.ticket", "_source.passages")]
# Of the index of pages those that are public, and not the marker.
FACTS = {"bool": {"filter": [{"exists": {"field": "page"}}], "must_not": [{"term": {"gone": True}}]}}


@dataclass(frozen=True)
class Known:
    """The facts of every page of a generation as they were at one moment."""

    version: str
    generation: int
    entries: dict[int, PageEntry]
    tickets: dict[int, int]
    passages: dict[str, int]


class MissingIndexError(Exception):
    """The generation that was asked is no more: another has taken its place."""


def known(client: Elasticsearch, names: Names, generation: int, version: str) -> Known:
    """Read the facts of every page."""
    found = Known(version, generation, {}, {}, {})
    after: list[Any] | None = None
    while True:
        answer = client.search(
            index=names.index(generation, PAGES),
            query=FACTS,
            size=BATCH,
            sort=["page"],
            search_after=after,
            filter_path=KNOWN,
        )
        hits = answer.get("hits", {}).get("hits", [])
        for hit in hits:
            _add(found, hit["_source"])
        if len(hits) < BATCH:
            return found
        after = hits[-1]["sort"]


def _add(found: Known, facts: Mapping[str, Any]) -> None:
    fields: dict[str, Any] = {
        name: tuple(each) if isinstance(each, list) else each for name, each in facts["entry"].items()
    }
    entry = PageEntry(**{name: each for name, each in fields.items() if name in PageEntry._fields})
    found.entries[entry.page] = entry
    found.tickets[entry.page] = facts["ticket"]
    found.passages[entry.language] = found.passages.get(entry.language, 0) + facts["passages"]


def match(
    client: Elasticsearch, names: Names, facts: Known, asked: Sequence[Question], *, several_shards: bool
) -> tuple[dict[str, Matches], bool]:
    """The matches of each question in its language, in one request for all; True where a page has changed since."""
    searches: list[dict[str, Any]] = []
    for each in asked:
        # Words rare in the language, not in one shard of it; the same question asks the same copy of a shard.
        kind = "dfs_query_then_fetch" if several_shards else "query_then_fetch"
        copy = hashlib.sha256(repr(each).encode("utf-8", "replace")).hexdigest()[:8]
        index = names.index(facts.generation, each.language)
        searches += [{"index": index, "search_type": kind, "preference": copy}, queries.body(each)]
    answer = client.msearch(searches=searches, filter_path=queries.ANSWERED)
    found: dict[str, Matches] = {}
    overtaken = False
    for each, one in zip(asked, answer["responses"], strict=True):
        if "error" in one or one["_shards"]["failed"]:
            raise MissingIndexError if one["status"] == 404 else IndexUnavailableError("Elasticsearch failed")
        hits = one.get("hits", {}).get("hits", [])
        found[each.language], newer = queries.matches(
            Matches(each.language, facts.passages[each.language]), hits, facts.tickets
        )
        overtaken |= newer
    return found, overtaken


def stored(client: Elasticsearch, names: Names, facts: Known, passages: Iterable[int]) -> dict[int, StoredPassage]:
    """Passages as they were written, by number."""
    wanted: dict[tuple[str, str], int] = {}
    for number in passages:
        page, place = divmod(number, PLACES)
        if entry := facts.entries.get(page):
            named = identifier(page, facts.tickets[page], place)
            wanted[names.index(facts.generation, entry.language), named] = number
    if not wanted:
        return {}
    documents = [{"_index": index, "_id": named} for index, named in wanted]
    found: dict[int, StoredPassage] = {}
    for each in client.mget(docs=documents)["docs"]:
        if each.get("found"):
            number, source = wanted[each["_index"], each["_id"]], each["_source"]
            texts = (source["anchor"], source["shown_heading"], source["shown"])
            found[number] = StoredPassage(number, number // PLACES, *texts)
    return found


def words(client: Elasticsearch, index: str) -> dict[str, int]:
    """The exact forms of a language with the number of passages that have each."""
    found: dict[str, int] = {}
    grouped: dict[str, Any] = {"size": 10_000, "sources": [{"word": {"terms": {"field": WORDS}}}]}
    while len(found) < MOST_WORDS:
        try:
            answer = client.search(index=index, size=0, aggregations={"words": {"composite": grouped}})
        except NotFoundError as error:
            raise MissingIndexError from error
        part = answer["aggregations"]["words"]
        found |= {bucket["key"]["word"]: bucket["doc_count"] for bucket in part["buckets"]}
        if "after_key" not in part:
            break
        grouped["after"] = part["after_key"]
    return found
