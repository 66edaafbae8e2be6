"""The engines that the settings choose: who answers, who stands in, and who is asked again once it is back.

One object per process and place, so that it can keep things in memory.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar
from weakref import WeakKeyDictionary

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search import records
from search.breaker import Breaker
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.connection import Cluster
from search.engines.embedded import EmbeddedEngine
from search.engines.protocol import IndexUnavailableError, SearchEngine

logger = logging.getLogger("hub.search")
EMBEDDED, ELASTICSEARCH = "embedded", "elasticsearch"
Answer = TypeVar("Answer")
_breakers: WeakKeyDictionary[SearchEngine, Breaker] = WeakKeyDictionary()


@lru_cache(maxsize=8)
def _embedded(path: str, read_timeout: float, write_timeout: float) -> SearchEngine:
    return EmbeddedEngine(Path(path), read_timeout, write_timeout)


@lru_cache(maxsize=8)
def _elasticsearch(cluster: Cluster) -> SearchEngine:
    return ElasticsearchEngine(cluster, only_whole=True)


def _cluster() -> Cluster:
    if not settings.ELASTICSEARCH_URL:
        raise ImproperlyConfigured("SEARCH_ENGINE=elasticsearch needs ELASTICSEARCH_URL.")
    return Cluster(
        tuple(settings.ELASTICSEARCH_URL),
        settings.ELASTICSEARCH_PREFIX,
        float(settings.ELASTICSEARCH_READ_TIMEOUT),
        float(settings.ELASTICSEARCH_WRITE_TIMEOUT),
        int(settings.ELASTICSEARCH_SHARDS),
        int(settings.ELASTICSEARCH_REPLICAS),
        settings.ELASTICSEARCH_API_KEY,
        settings.ELASTICSEARCH_CA_FILE,
    )


def reserve() -> SearchEngine:
    """The embedded engine: it is kept up to date whatever is in use, and stands in for it."""
    return _embedded(
        str(settings.SEARCH_INDEX_PATH), float(settings.SEARCH_READ_TIMEOUT), float(settings.SEARCH_WRITE_TIMEOUT)
    )


def configured() -> tuple[SearchEngine, ...]:
    """The engines that are kept up to date, the one in use first.

    Raises ImproperlyConfigured for an engine that there is not.
    """
    if settings.SEARCH_ENGINE == EMBEDDED:
        return (reserve(),)
    if settings.SEARCH_ENGINE == ELASTICSEARCH:
        return (_elasticsearch(_cluster()), reserve())
    raise ImproperlyConfigured(
        f"SEARCH_ENGINE: there is no engine {settings.SEARCH_ENGINE!r}; use 'embedded' or 'elasticsearch'."
    )


def current() -> SearchEngine:
    """The engine in use."""
    return configured()[0]


def breaker(engine: SearchEngine) -> Breaker:
    """What keeps readers from waiting for an engine that does not answer."""
    return _breakers.setdefault(engine, Breaker())


def ask(question: Callable[[SearchEngine], Answer]) -> tuple[Answer, SearchEngine]:
    """The answer of the engine in use, or of its reserve, and who gave it.

    Raises IndexUnavailableError when none of them answers.
    """
    *remote, last = configured()
    for each in remote:
        if breaker(each).is_open:
            _probe_when_due(each)
            continue
        try:
            return question(each), each
        except IndexUnavailableError as reason:
            failed(each, reason)
    return question(last), last


def failed(engine: SearchEngine, reason: IndexUnavailableError) -> None:
    """An engine did not answer: ask it no more until it does, and tell operators once. Never a reader's words."""
    if breaker(engine).failed():
        logger.error("%s (%s): the embedded index answers until it is back.", engine.name, reason)
        records.fell_back(engine.name, str(reason))


def _probe_when_due(engine: SearchEngine) -> None:
    """Try again beside the readers, none of whom waits for it."""
    if breaker(engine).may_probe():
        threading.Thread(target=probe, args=(engine,), name=f"probe-{engine.name}", daemon=True).start()


def probe(engine: SearchEngine) -> bool:
    """Whether an engine is back; if so readers are given its answers again."""
    try:
        health = engine.health()
    except Exception:
        logger.exception("%s could not be looked at.", engine.name)
        breaker(engine).failed()
        return False
    if not health.ok:
        breaker(engine).failed()
        return False
    breaker(engine).succeeded()
    logger.warning("%s answers again.", engine.name)
    return True
