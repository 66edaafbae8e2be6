"""What the indexes hold, counted document by document: for the comparison with the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.protocol import Held

from .layout import PAGES, Names
from .reading import FACTS, MissingIndexError

BATCH = 2_000
# Of each page and writer: its documents in a language.
GROUPS: list[dict[str, Any]] = [{"page": {"terms": {"field": "page"}}}, {"ticket": {"terms": {"field": "ticket"}}}]
READ = ["page", "ticket", "passages", "stamp", "entry.language"]

Written = tuple[str, int, int]


def held(client: Elasticsearch, names: Names, generation: int) -> Held:
    """The stamp of every page; a page is torn where it has fewer documents, or more, than were written."""
    stamps: dict[int, str] = {}
    expected: dict[Written, int] = {}
    for facts in _facts(client, names.index(generation, PAGES)):
        stamps[facts["page"]] = facts.get("stamp", "")
        # Its passages, and one document for the words of its title.
        expected[facts["entry"]["language"], facts["page"], facts["ticket"]] = facts["passages"] + 1
    found: dict[Written, int] = {}
    for language in {language for language, _page, _ticket in expected}:
        found |= _documents(client, names.index(generation, language), language)
    return Held(stamps, frozenset(key[1] for key, many in expected.items() if found.get(key) != many))


def _facts(client: Elasticsearch, index: str) -> Iterator[dict[str, Any]]:
    after: list[Any] | None = None
    while True:
        try:
            answer = client.search(
                index=index, query=FACTS, size=BATCH, sort=["page"], search_after=after, source_includes=READ
            )
        except NotFoundError as error:
            raise MissingIndexError from error
        hits = answer["hits"]["hits"]
        yield from (hit["_source"] for hit in hits)
        if len(hits) < BATCH:
            return
        after = hits[-1]["sort"]


def _documents(client: Elasticsearch, index: str, language: str) -> dict[Written, int]:
    found: dict[Written, int] = {}
    grouped: dict[str, Any] = {"size": BATCH, "sources": GROUPS}
    while True:
        # An index that is gone has no document: all its pages are torn.
        answer = client.search(
            index=index, size=0, aggregations={"pages": {"composite": grouped}}, ignore_unavailable=True
        )
        part = answer.get("aggregations", {}).get("pages", {"buckets": []})
        for bucket in part["buckets"]:
            found[language, bucket["key"]["page"], bucket["key"]["ticket"]] = bucket["doc_count"]
        if "after_key" not in part:
            return found
        grouped["after"] = part["after_key"]
