"""Texts that were drawn by older code are drawn anew by the timer, once."""

from __future__ import annotations

import pytest
from django.utils import timezone

from resources import redrawing, rendering
from resources.models.identity import Rendering
from tests.factories.resources import published

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def test_what_older_code_drew_is_drawn_anew_once() -> None:
    page, other = published(slug="one"), published(slug="two")
    Rendering.objects.filter(page=page).update(made_with=rendering.MADE_WITH - 1, html="<p>As it was</p>")
    Rendering.objects.filter(page=other).update(html="<p>As it is</p>")
    assert redrawing.tick(timezone.now()) == {"texts drawn anew": 1}
    stored = Rendering.objects.get(page=page)
    assert (stored.made_with, stored.revision_id) == (rendering.MADE_WITH, page.live_revision_id)
    assert "Some words to read." in stored.html
    assert Rendering.objects.get(page=other).html == "<p>As it is</p>"
    assert redrawing.tick(timezone.now()) == {}


def test_what_was_taken_back_is_left_alone() -> None:
    page = published(slug="one")
    Rendering.objects.filter(page=page).update(made_with=0)
    page.unpublish()
    assert redrawing.tick(timezone.now()) == {}
