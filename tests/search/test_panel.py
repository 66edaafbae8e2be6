"""What operators see of the search's engines, and that nobody else sees it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from search import indexing, records
from search.engines.protocol import SearchEngine
from tests.factories import accounts
from tests.factories import resources as library

pytestmark = pytest.mark.django_db


def test_operators_see_the_engine_in_use_and_what_it_holds(index: SearchEngine, client: Client) -> None:
    library.published(slug="a-guide", title="Padlocks")
    indexing.drain()
    records.fell_back("embedded", "a test")
    client.force_login(accounts.operator())
    text = client.get(reverse("search_panel")).content.decode()
    for said in ("embedded", "in use", "It answers.", "English", "a test"):
        assert said in text


def test_others_do_not(index: SearchEngine, client: Client) -> None:
    client.force_login(accounts.editor())
    page = client.get(reverse("search_panel"))
    assert "a test" not in page.content.decode()
    assert page.status_code in {302, 403}
