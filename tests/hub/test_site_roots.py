"""The home of a new language is known at once in every process, each of which has a cache of its own."""

from __future__ import annotations

import pytest
from django.core.cache.backends.locmem import LocMemCache
from django.core.signals import request_finished, request_started
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site, sites

from home.trees import ensure_tree
from hub import site_roots
from tests.factories.resources import published

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish French for the first time in another process, after this one has asked for all homes."""
    ensure_tree("en")
    published(slug="phones")
    assert {each.language_code for each in Site.get_site_root_paths()} == {"en"}
    with monkeypatch.context() as other:
        other.setattr(sites, "cache", LocMemCache("another-process", {}))
        ensure_tree("fr")
        published(language="fr", slug="telephones")


def test_without_it_the_new_home_is_not_known_here(elsewhere: None) -> None:
    """What Wagtail itself answers; else the other tests prove nothing."""
    assert {each.language_code for each in site_roots.WAGTAILS()} == {"en"}


def test_pages_below_it_have_addresses_at_once(client: Client, elsewhere: None) -> None:
    assert "/fr/resources/telephones/" in client.get("/fr/feeds/all.atom").content.decode()
    assert client.get("/r/telephones/")["Location"] == "/fr/resources/telephones/"
    assert client.get("/fr/").status_code == 200


def test_a_request_that_writes_knows_it_too(elsewhere: None) -> None:
    request_started.send(None, environ={"REQUEST_METHOD": "POST"})
    try:
        assert {each.language_code for each in Site.get_site_root_paths()} == {"en", "fr"}
    finally:
        request_finished.send(None)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_it_costs_one_query_for_many_addresses(method: str) -> None:
    for _time in range(2):
        request_started.send(None, environ={"REQUEST_METHOD": method})
        with CaptureQueriesContext(connection) as asked:
            for _ in range(50):
                Site.get_site_root_paths()
        request_finished.send(None)
    assert len(asked) == 1
