"""Elasticsearch refuses, hangs or talks nonsense: readers are answered, editors do not wait, operators are told."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.test import Client

from hub import health
from hub.elasticsearch_server import LocalServer, NoServerError
from search import answers, engine, indexing, records
from search.breaker import Breaker
from search.engines.protocol import IndexUnavailableError, SearchEngine
from search.health import state
from search.models import PendingUpdate
from search.request import SearchRequest
from tests.factories import resources as library
from tests.search.faults import MODES, failing

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ASKED = SearchRequest("padlock")


@pytest.fixture
def fails(index: SearchEngine, settings: Any) -> Callable[[str], AbstractContextManager[Any]]:
    """A site whose embedded index has one guide, and whose Elasticsearch fails in a way of one's choice."""
    library.published(slug="a-guide", title="Padlocks")
    indexing.drain()

    @contextmanager
    def broken(mode: str) -> Iterator[Any]:
        with failing(mode) as server:
            settings.SEARCH_ENGINE = "elasticsearch"
            settings.ELASTICSEARCH_URL = [server.url]
            settings.ELASTICSEARCH_READ_TIMEOUT = settings.ELASTICSEARCH_WRITE_TIMEOUT = 0.3
            yield server

    return broken


@pytest.mark.parametrize("mode", ["refused", *MODES])
def test_readers_are_answered_by_the_embedded_index_and_only_the_first_waits(
    fails: Callable[[str], AbstractContextManager[Any]], client: Client, mode: str
) -> None:
    with fails(mode) as server:
        begun = time.monotonic()
        page = client.get("/en/search/", {"q": "padlock"})
        assert time.monotonic() - begun < 20, "it waited as long as one who writes"
        text = page.content.decode()
        assert page.status_code == 200
        assert "a-guide" in text
        assert "reserve" in text
        came = server.came
        assert came <= 3
        for _ in range(3):
            found = answers.answer(ASKED, "en")
            assert (found.reserve, found.degraded, [row.resource for row in found.rows]) == (True, False, ["a-guide"])
        assert server.came == came


def test_publishing_makes_no_connection(fails: Callable[[str], AbstractContextManager[Any]], settings: Any) -> None:
    settings.SEARCH_UPDATES_BESIDE = False
    with fails("hangs") as server:
        page = library.published(slug="another", title="Padlocks too")
        # What runs after the commit.
        indexing.drain_quietly()
        assert server.came == 0
        assert {row.resource for row in answers.answer(ASKED, "en").rows} == {"a-guide", "another"}
        waiting = PendingUpdate.objects.filter(page=page.pk)
        assert set(waiting.values_list("engine", flat=True)) == {"elasticsearch"}


def test_the_timer_updates_the_embedded_index_all_the_same(
    fails: Callable[[str], AbstractContextManager[Any]],
) -> None:
    with fails("503"):
        library.published(slug="another", title="Padlocks too")
        with pytest.raises(IndexUnavailableError):
            indexing.drain()
        assert {row.resource for row in answers.answer(ASKED, "en").rows} == {"a-guide", "another"}


def test_operators_are_told_which_engine_and_since_when(fails: Callable[[str], AbstractContextManager[Any]]) -> None:
    with fails("hangs up") as server:
        answers.answer(ASKED, "en")
        record = records.known("elasticsearch")
        assert record
        assert record.failed_at
        assert "padlock" not in record.reason
        came = server.came
        with pytest.raises(health.NotWell, match=r"stands in.*last fallback.*embedded: 1 pages"):
            state()
        assert server.came == came


def test_with_no_index_at_all_readers_browse(
    fails: Callable[[str], AbstractContextManager[Any]], index: SearchEngine
) -> None:
    with fails("refused"):
        index.file.remove()  # type: ignore[attr-defined]
        found = answers.answer(ASKED, "en")
        assert (found.degraded, [row.resource for row in found.rows]) == (True, ["a-guide"])


def test_it_is_asked_again_by_one_and_beside_the_readers(fails: Callable[[str], AbstractContextManager[Any]]) -> None:
    with fails("refused"):
        found = engine.current()
        answers.answer(ASKED, "en")
        assert engine.breaker(found).is_open
        assert not engine.probe(found)
        assert engine.breaker(found).is_open


def test_a_breaker_opens_at_once_probes_ever_less_often_and_closes_by_itself() -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    assert breaker.failed()
    assert not breaker.failed()
    assert not breaker.may_probe()
    now[0] = 2.0
    assert breaker.may_probe()
    assert not breaker.may_probe()
    breaker.failed()
    now[0] = 5.9
    assert not breaker.may_probe()
    now[0] = 6.0
    assert breaker.may_probe()
    breaker.succeeded()
    assert not breaker.is_open
    assert breaker.failed()


def test_a_server_that_cannot_run_here_says_why() -> None:
    with pytest.raises(NoServerError, match=r"memory|ports"):
        LocalServer(nodes=1000).start()
