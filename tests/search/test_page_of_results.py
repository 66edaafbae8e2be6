"""The page of results, as people meet it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import resources as library

pytestmark = pytest.mark.django_db


def test_a_text_is_found_at_the_heading_that_answers(client: Client, drained: Callable[[], object]) -> None:
    text = library.body("Length", "Where to keep it", text="Choose a strong passphrase of five words.")
    library.published(slug="strong-passwords", title="Passwords that hold", body=text)
    drained()
    html = client.get("/en/search/", {"q": "keep passphrase"}).content.decode()
    assert "Passwords that hold" in html
    assert "/en/resources/strong-passwords/#where-to-keep-it" in html
    assert "<mark>passphrase</mark>" in html
