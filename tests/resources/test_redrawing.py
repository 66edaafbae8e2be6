"""Texts that were drawn by older code are drawn anew by the timer, once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from hub import retries
from hub.health import NotWell
from hub.retries import FREE
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


def test_a_text_that_cannot_be_drawn_holds_up_no_other_and_is_tried_again_when_it_changes(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    settings.HUB_DATA_DIR = tmp_path
    first, second = published(slug="one"), published(slug="two")
    tried: list[int] = []
    make = rendering.make

    def broken(page: Any) -> Any:
        tried.append(page.pk)
        if page.pk == first.pk and page.title == "One":
            raise ValueError("a fault of ours")
        return make(page)

    monkeypatch.setattr(rendering, "make", broken)
    Rendering.objects.update(made_with=0)
    assert redrawing.tick(timezone.now()) == {"texts drawn anew": 1}
    assert Rendering.objects.get(page=second).made_with == rendering.MADE_WITH
    for _ in range(20):
        redrawing.tick(timezone.now())
    assert tried.count(first.pk) == FREE
    with pytest.raises(NotWell, match=rf"{first.pk} \(ValueError, {FREE} times\)"):
        retries.state()
    monkeypatch.setattr(rendering, "make", make)
    Rendering.objects.filter(page=first).update(made_with=0)
    redrawing.tick(timezone.now() + dt.timedelta(days=1))
    assert Rendering.objects.get(page=first).made_with == rendering.MADE_WITH
    assert retries.state()
