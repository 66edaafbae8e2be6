"""A text that cannot be marked holds up none of the others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from hub import retries
from hub.health import NotWell
from hub.retries import FREE
from resources.glossary import keeping
from resources.glossary.ticking import tick
from resources.models.identity import Rendering
from tests.factories.resources import published

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def test_a_text_that_cannot_be_marked_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    settings.HUB_DATA_DIR = tmp_path
    first, second = published(slug="one"), published(slug="two")
    french = published(language="fr", slug="un")
    Rendering.objects.update(marked_with="of another day")
    tried: list[int] = []
    mark = keeping._marked

    def broken(page: Any, html: str, found: Any) -> Any:
        tried.append(page.pk)
        if page.pk == first.pk:
            raise RecursionError
        return mark(page, html, found)

    monkeypatch.setattr(keeping, "_marked", broken)
    for _ in range(10):
        tick(timezone.now())
    assert [tried.count(page.pk) for page in (first, second, french)] == [FREE, 1, 1]
    assert list(Rendering.objects.filter(marked_with="of another day").values_list("page", flat=True)) == [first.pk]
    with pytest.raises(NotWell, match=f"texts-marked: {first.pk}"):
        retries.state()
