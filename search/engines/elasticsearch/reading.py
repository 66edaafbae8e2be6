"""Asking Elasticsearch: the facts of every page, what has any of the terms, what a passage says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.protocol import IndexUnavailableError, Matches, PageEntry, StoredPassage
from search.terms import Question

from . import queries
from .layout import PAGES, PLACES, WORDS, Names, identifier

BATCH = 2_000
_FIELDS = itemgetter(*PageEntry._fields)
MOST_WORDS = 200_000
# What readers need of each page's facts: nothing else is sent.
KEPT = ("entry", "ticket", "passages", "page", "gone")
KNOWN = [*(f"hits.hits._source.{each}" for each in KEPT), "hits.hits.sort", "hits.hits._seq_no", "aggregations"]
# Of the index of pages all but the marker, and those of them that are public.
WRITTEN: dict[str, Any] = {"bool": {"filter": [{"exists": {"field": "page"}}]}}
FACTS: dict[str, Any] = {"bool": {**WRITTEN["bool"], "must_not": [{"term": {"gone": True}}]}}
# How many pages are public, and their writers' numbers added up: what is known has the same, or lacks something.
SUMS: dict[str, Any] = {"public": {"filter": FACTS, "aggregations": {"tickets": {"sum": {"field": "ticket"}}}}}


@dataclass(frozen=True)
class Known:
    """The facts of every page of a generation as they were at one moment; `seen` is the last write among them."""

    version: str
    generation: int
    entries: dict[int, PageEntry] = field(default_factory=dict)
    tickets: dict[int, int] = field(default_factory=dict)
    lengths: dict[int, int] = field(default_factory=dict)
    seen: int = -1

    @cached_property
    def passages(self) -> dict[str, int]:
        """How many passages each language has."""
        found: Counter[str] = Counter()
        for page, entry in self.entries.items():
            found[entry.language] += self.lengths[page]
        return dict(found)


class MissingIndexError(Exception):
    """The generation that was asked is no more: another has taken its place."""


def known(client: Elasticsearch, names: Names, generation: int, version: str, before: Known) -> Known:
    """The facts of every page: what was written since `before`, or all where that does not add up."""
    index = names.index(generation, PAGES)
    if before.generation == generation and (found := _since(client, index, version, before)):
        return found
    found = Known(version, generation)
    after: list[Any] | None = None
    while True:
        asked = {"query": FACTS, "sort": ["page"], "search_after": after}
        hits = _asked(client, index, asked).get("hits", {}).get("hits", [])
        found = _with(found, version, hits)
        if len(hits) < BATCH:
            return found
        after = hits[-1]["sort"]


def _since(client: Elasticsearch, index: str, version: str, before: Known) -> Known | None:
    newer = {"range": {"_seq_no": {"gt": before.seen}}}
    answer = _asked(client, index, {"query": WRITTEN, "post_filter": newer, "aggregations": SUMS})
    hits = answer.get("hits", {}).get("hits", [])
    found, sums = _with(before, version, hits), answer["aggregations"]["public"]
    adds_up = (len(found.entries), sum(found.tickets.values())) == (sums["doc_count"], round(sums["tickets"]["value"]))
    return found if adds_up else None


def _asked(client: Elasticsearch, index: str, asked: dict[str, Any]) -> Mapping[str, Any]:
    return client.search(index=index, size=BATCH, seq_no_primary_term=True, filter_path=KNOWN, **asked).body


def _with(before: Known, version: str, hits: Iterable[Mapping[str, Any]]) -> Known:
    entries, tickets, lengths, seen = dict(before.entries), dict(before.tickets), dict(before.lengths), before.seen
    for hit in hits:
        facts, seen = hit["_source"], max(seen, hit["_seq_no"])
        page = facts["page"]
        for each in (entries, tickets, lengths):
            each.pop(page, None)
        if not facts.get("gone"):
            values = _FIELDS(facts["entry"])
            entries[page] = PageEntry._make(tuple(each) if type(each) is list else each for each in values)
            tickets[page], lengths[page] = facts["ticket"], facts["passages"]
    return Known(version, before.generation, entries, tickets, lengths, seen)


def match(
    client: Elasticsearch, names: Names, facts: Known, asked: Sequence[Question], *, several_shards: bool
) -> tuple[dict[str, Matches], bool]:
    """The matches of each question in its language, in one request for all; True where a page has changed since."""
    searches: list[dict[str, Any]] = []
    for each in asked:
        # Words rare in the language, not in one shard of it; the same question asks the same copy of a shard.
        kind = "dfs_query_then_fetch" if several_shards else "query_then_fetch"
        copy = f"{queries.sign(each):08x}"
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
