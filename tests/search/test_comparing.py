"""Rows that vanish, stay or lie behind the index's back: found once a day, put right, told to operators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from search import comparing, indexing, records
from search import engine as engines
from search.comparing import Differences, differences
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded import state as embedded
from search.engines.protocol import Held, SearchEngine
from search.health import state
from tests.factories import accounts
from tests.factories import resources as library
from tests.search.conftest import ON_ELASTICSEARCH
from tests.search.engines import document, pages, write

NOW = dt.datetime(2030, 5, 1, 12, tzinfo=dt.UTC)


def test_what_lacks_is_too_many_or_differs_is_told_apart() -> None:
    held = Held({1: "a", 2: "old", 4: "d", 5: "e"}, frozenset({5}))
    found = differences(held, {1: "a", 2: "new", 3: "c", 5: "e"})
    assert found == Differences(frozenset({3}), frozenset({4}), frozenset({2, 5}))


def test_a_document_has_another_stamp_when_anything_of_it_differs() -> None:
    one = document(1, "Keep your passwords safe.")
    assert one.stamp == document(1, "Keep your passwords safe.").stamp
    others = (replace(one, reviewed="2030-01-01"), replace(one, topics=("email",)), document(1, "Keep them safe."))
    assert len({one.stamp, *(each.stamp for each in others)}) == 4


def test_an_engine_tells_what_it_holds(engine: SearchEngine) -> None:
    one, other = document(1, "before"), document(2, "word", language="fr", analyser="french")
    write(engine, one, other)
    assert engine.held() == Held({1: one.stamp, 2: other.stamp})
    after = document(1, "after")
    write(engine, after, gone=(2,))
    assert engine.held() == Held({1: after.stamp})
    with engine.rebuilding() as rebuild:
        rebuild.add([other])
    assert engine.held() == Held({2: other.stamp})


def _from_embedded(engine: SearchEngine, page: int, what: str) -> None:
    assert isinstance(engine, EmbeddedEngine)
    statements = {
        "facts": "DELETE FROM $page WHERE page = ?",
        "passage": "DELETE FROM $passage WHERE page = ?",
        "words": "DELETE FROM $text WHERE rowid IN (SELECT passage FROM $passage WHERE page = ?)",
    }
    with engine.file.writing() as connection:
        connection.execute(embedded.current(connection).sql(statements[what], "en"), (page,))


def _from_elasticsearch(engine: SearchEngine, page: int, what: str) -> None:
    assert isinstance(engine, ElasticsearchEngine)
    client, generation = engine.connection.writing, engine.generations.in_use().generation
    index = engine.names.index(generation, "pages" if what == "facts" else "en")
    term = {"bool": {"filter": {"term": {"page": page}}}}
    for hit in client.search(index=index, query=term, size=10)["hits"]["hits"]:
        client.delete(index=index, id=hit["_id"], refresh=True)


Remove = Callable[[SearchEngine, int, str], None]


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=ON_ELASTICSEARCH)])
def damaged(request: pytest.FixtureRequest, index: SearchEngine, settings: Any) -> tuple[SearchEngine, Remove]:
    """Either engine in use, and how to take something out behind its back."""
    settings.SEARCH_UPDATES_BESIDE = False
    if request.param == "embedded":
        return index, _from_embedded
    cluster = request.getfixturevalue("cluster")
    settings.SEARCH_ENGINE, settings.ELASTICSEARCH_URL = "elasticsearch", list(cluster.urls)
    settings.ELASTICSEARCH_PREFIX, settings.ELASTICSEARCH_READ_TIMEOUT = cluster.prefix, 20.0
    return engines.current(), _from_elasticsearch


@pytest.mark.django_db
def test_rows_removed_behind_the_back_of_the_index_come_back(damaged: tuple[SearchEngine, Remove]) -> None:
    engine, remove = damaged
    guides = [library.published(slug=f"guide-{each}", title=f"Padlocks {each}") for each in range(3)]
    indexing.drain()
    assert comparing.tick(NOW) == {"differences of the search index": 0}
    # Elasticsearch keeps a passage and its words in one document.
    lost = ("facts", "passage", "words") if engine.name == "embedded" else ("facts", "passage")
    for days, what in enumerate(lost, start=1):
        remove(engine, guides[1].pk, what)
        assert comparing.tick(NOW + dt.timedelta(days=days))["differences of the search index"] == 1
        assert pages(engine, "padlocks") == {each.pk for each in guides}
        assert comparing.compare(engine, NOW) == Differences()


@pytest.mark.django_db
def test_a_page_too_many_goes_and_an_older_one_is_brought_up(index: SearchEngine) -> None:
    guides = [library.published(slug=f"guide-{each}", title=f"Padlocks {each}") for each in range(9)]
    indexing.drain()
    withdrawn = document(9_999, "padlocks")
    write(index, withdrawn, replace(document(guides[0].pk, "keys"), title="Keys"))
    found = comparing.put_right(index, NOW)
    assert found == Differences(frozenset(), frozenset({9_999}), frozenset({guides[0].pk}))
    assert pages(index, "padlocks") == {each.pk for each in guides}
    assert pages(index, "keys") == set()


@pytest.mark.django_db
def test_what_waits_to_be_told_is_no_difference(index: SearchEngine, django_capture_on_commit_callbacks: Any) -> None:
    library.published(slug="a-guide", title="Padlocks")
    indexing.drain()
    library.published(slug="another", title="Keys")
    assert comparing.compare(index, NOW) == Differences()


@pytest.mark.django_db
def test_it_looks_once_a_day_and_operators_see_it(
    index: SearchEngine, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = library.published(slug="a-guide", title="Padlocks")
    indexing.drain()
    _from_embedded(index, page.pk, "words")
    now, put_right = timezone.now(), comparing.put_right
    looks: list[dt.datetime] = []

    def noted(found: SearchEngine, at: dt.datetime) -> Differences:
        looks.append(at)
        return put_right(found, at)

    monkeypatch.setattr(comparing, "put_right", noted)
    for hours in (0, 1, 23, 25):
        comparing.tick(now + dt.timedelta(hours=hours))
    assert looks == [now, now + dt.timedelta(hours=25)]
    records.compared("embedded", 1, 2, 4)
    assert "(1 missing, 2 too many, 4 otherwise than published)" in state()
    client.force_login(accounts.operator())
    text = client.get(reverse("search_panel")).content.decode()
    assert "Pages put right then: 7" in text


@pytest.mark.django_db
def test_an_engine_that_does_not_answer_is_looked_at_the_next_time(index: SearchEngine) -> None:
    library.published(slug="a-guide", title="Padlocks")
    indexing.drain()
    index.file.remove()  # type: ignore[attr-defined]
    assert comparing.tick(NOW) == {"differences of the search index": 0}
    record = records.known("embedded")
    assert record
    assert record.compared_at is None
