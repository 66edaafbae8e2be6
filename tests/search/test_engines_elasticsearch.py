"""The site on a real Elasticsearch: published, withdrawn, rebuilt, failing and back; names, versions, leftovers."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from search import answers, engine, indexing
from search.engines.elasticsearch import ElasticsearchEngine, reading
from search.engines.elasticsearch.connection import Cluster
from search.engines.elasticsearch.layout import VERSION
from search.engines.protocol import IndexUnavailableError, SearchEngine
from search.health import state, states
from search.models import PendingUpdate
from search.request import SearchRequest
from search.terms import question
from tests.factories import resources as library
from tests.search.engines import document, pages, write

pytestmark = [pytest.mark.slow, pytest.mark.any_database, pytest.mark.together("elasticsearch")]


@pytest.fixture
def site(index: SearchEngine, cluster: Cluster, settings: Any, db: None) -> ElasticsearchEngine:
    """A site with one guide on Elasticsearch."""
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = list(cluster.urls)
    settings.ELASTICSEARCH_PREFIX = cluster.prefix
    settings.ELASTICSEARCH_READ_TIMEOUT = 20
    library.published(slug="a-guide", title="Padlocks")
    indexing.drain()
    found = engine.current()
    assert isinstance(found, ElasticsearchEngine)
    return found


def found(words: str) -> tuple[list[str], bool]:
    answer = answers.answer(SearchRequest(words), "en")
    return [row.resource for row in answer.rows], answer.reserve


def test_the_site_publishes_withdraws_and_rebuilds(site: ElasticsearchEngine) -> None:
    assert found("padlock") == (["a-guide"], False)
    page = library.published(slug="another", title="Padlocks too")
    indexing.drain()
    assert sorted(found("padlock")[0]) == ["a-guide", "another"]
    page.unpublish()
    assert found("padlock") == (["a-guide"], False)
    indexing.drain()
    assert not PendingUpdate.objects.exists()
    indexing.rebuild()
    assert found("padlock") == (["a-guide"], False)
    assert list(site.entries()) != [page.pk]
    assert [(each.name, each.in_use, each.passages) for each in states()] == [
        ("elasticsearch", True, {"en": 1}),
        ("embedded", False, {"en": 1}),
    ]
    assert state().startswith("elasticsearch: 1 pages, 1 passages, 0 updates waiting, last update ")


def test_it_comes_back_by_itself(site: ElasticsearchEngine) -> None:
    engine.failed(site, IndexUnavailableError("a test"))
    assert found("padlock") == (["a-guide"], True)
    assert engine.probe(site)
    assert found("padlock") == (["a-guide"], False)


def test_an_engine_that_was_not_told_for_a_while_is_built_anew(site: ElasticsearchEngine, settings: Any) -> None:
    settings.SEARCH_ENGINE = "embedded"
    library.published(slug="another", title="Padlocks too")
    indexing.drain()
    settings.SEARCH_ENGINE = "elasticsearch"
    indexing.drain()
    assert (sorted(found("padlock")[0]), found("padlock")[1]) == (["a-guide", "another"], False)


def test_until_it_is_whole_the_embedded_index_answers(site: ElasticsearchEngine) -> None:
    site.generations.install()
    site._checked = 0.0
    assert found("padlock") == (["a-guide"], True)


@pytest.fixture
def engine_alone(cluster: Cluster) -> ElasticsearchEngine:
    made = ElasticsearchEngine(cluster)
    made.install()
    return made


def names(cluster: Cluster) -> set[str]:
    with Elasticsearch(list(cluster.urls)) as client:
        return {name.removeprefix(f"{cluster.prefix}-") for name in client.indices.get(index=f"{cluster.prefix}-*")}


def _dies(engine_alone: SearchEngine) -> None:
    with engine_alone.rebuilding() as rebuild:
        rebuild.add([document(1, "old"), document(2, "vieux", language="fr", analyser="french")])
        raise KeyboardInterrupt


def test_a_rebuild_leaves_one_index_for_each_language_and_nothing_of_older_versions(
    engine_alone: ElasticsearchEngine, cluster: Cluster
) -> None:
    write(engine_alone, document(1, "old"))
    with Elasticsearch(list(cluster.urls)) as client:
        client.indices.create(index=f"{cluster.prefix}-0.9-g3-en")
        with pytest.raises(KeyboardInterrupt):
            _dies(engine_alone)
        with engine_alone.rebuilding() as rebuild:
            rebuild.add([document(1, "new"), document(2, "neuf", language="fr", analyser="french")])
        assert names(cluster) == {f"{VERSION}-g3-{what}" for what in ("en", "fr", "pages")} | {f"{VERSION}-state"}
        aliased = client.indices.get_alias(name=f"{cluster.prefix}-{VERSION}-fr")
        assert list(aliased) == [f"{cluster.prefix}-{VERSION}-g3-fr"]


def test_readers_miss_nothing_while_others_write_and_rebuild(engine_alone: ElasticsearchEngine) -> None:
    write(engine_alone, document(1, "padlock"), document(2, "padlock"))
    stop, missed, asked = threading.Event(), [], []

    def read() -> None:
        reader = ElasticsearchEngine(engine_alone.cluster)
        while not stop.is_set():
            reader._checked = 0.0
            asked.append(1)
            if pages(reader, "padlock") != {1, 2}:
                missed.append(pages(reader, "padlock"))

    reading = threading.Thread(target=read)
    reading.start()
    for turn in range(3):
        write(engine_alone, document(1, f"padlock {turn}"))
        with engine_alone.rebuilding() as rebuild:
            rebuild.add([document(1, "padlock"), document(2, "padlock")])
    stop.set()
    reading.join()
    assert asked
    assert missed == []


def test_a_reader_learns_what_was_written_since_and_no_more(
    engine_alone: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(engine_alone, *(document(page, "padlock") for page in range(1, 6)))
    sent: list[int] = []
    asked = reading._asked

    def counted(*arguments: Any) -> Any:
        answer = asked(*arguments)
        sent.append(len(answer.get("hits", {}).get("hits", [])))
        return answer

    monkeypatch.setattr(reading, "_asked", counted)
    reader = ElasticsearchEngine(engine_alone.cluster)
    assert set(reader.entries()) == {1, 2, 3, 4, 5}
    write(engine_alone, document(2, "key", title="Newer"), document(9, "padlock"), gone=(4,))
    reader._forget()
    assert {page: each.title for page, each in reader.entries().items() if page != 2} == dict.fromkeys(
        (1, 3, 5, 9), "A text"
    )
    assert (reader.entries()[2].title, pages(reader, "padlock")) == ("Newer", {1, 3, 5, 9})
    assert sent == [5, 3]
    # A page that slipped past: what is known does not add up, and everything is read again.
    reader._known = replace(reader._known, entries=dict(reader.entries()), tickets=dict(reader._known.tickets))
    reader._known.entries.pop(1)
    reader._known.tickets.pop(1)
    write(engine_alone, document(5, "padlock too"))
    reader._forget()
    assert set(reader.entries()) == {1, 2, 3, 5, 9}
    assert sent == [5, 3, 1, 5]
    assert reader.passages() == {"en": 5}


def test_a_ticket_of_another_set_of_indexes_writes_nothing(engine_alone: ElasticsearchEngine, cluster: Cluster) -> None:
    ticket = engine_alone.ticket()
    with Elasticsearch(list(cluster.urls)) as client:
        for name in names(cluster):
            client.indices.delete(index=f"{cluster.prefix}-{name}")
    with pytest.raises(IndexUnavailableError):
        engine_alone.write(ticket, [document(1, "old news")])
    engine_alone.install()
    engine_alone.write(ticket, [document(1, "old news")])
    assert pages(engine_alone, "old news") == set()


def test_several_shards_count_words_over_the_whole_language(cluster: Cluster) -> None:
    spread = ElasticsearchEngine(Cluster(cluster.urls, cluster.prefix, 20, 60, shards=3))
    spread.install()
    write(spread, *(document(page, "padlock key" if page % 2 else "key") for page in range(1, 9)))
    assert pages(spread, "padlock") == {1, 3, 5, 7}
    scores = {hit.score for hit in spread.match_all([question("padlock", "en", "english")])["en"].passages}
    assert len(scores) == 1
