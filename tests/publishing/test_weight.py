"""What a page costs to read, as the page editor says it."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale

from files import sizes
from home.models import StandardPage
from publishing.weight import measuring
from publishing.weight.adding import Sort
from resources.models import PAGE_MODELS
from tests.factories.resources import body, published

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def picture(name: str = "Map", width: int = 900) -> Any:
    return get_image_model().objects.create(title=name, file=get_test_image_file(size=(width, 300)))


def a_body(*images: Any) -> list[dict[str, Any]]:
    """A heading with words, pictures, and a text that packs badly."""
    found = [*body("Begin here", text="Some words to read. " * 20)]
    found += [{"type": "image", "value": {"image": each.pk, "decorative": False, "alt_text": "x"}} for each in images]
    found.append({"type": "code", "value": {"code": "".join(f"{at:x} " for at in range(3000))}})
    return found


def panel(client: Client, page: Any) -> BeautifulSoup:
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    found = BeautifulSoup(answer.content, "html.parser").select_one("[data-side-panel=weight]")
    assert found is not None
    return found


def test_the_sum_is_what_a_reader_gets() -> None:
    page = published(body=body("One", "Two", text="Words of advice that are read. " * 30))
    measured = measuring.weigh(page)
    sent = len(gzip.compress(Client().get(page.url).content, 6))
    assert abs(measured.without_pictures - measured.styles - sent) < 1500


def test_pictures_are_estimated_and_nothing_is_written() -> None:
    shown, logo = picture(), picture("Logo")
    partner = {"name": "A fund", "role": "", "url": "", "logo": logo.pk}
    blocks = [*a_body(shown, shown), {"type": "partners", "value": {"title": "", "items": [partner]}}]
    page = published(body=blocks)
    get_image_model().get_rendition_model().objects.all().delete()
    with CaptureQueriesContext(connection) as queries:
        measured = measuring.weigh(page)
    assert len(queries) <= 5
    assert not get_image_model().get_rendition_model().objects.exists()
    sizes = {piece.name: piece.size for piece in measured.pieces if piece.sort is Sort.PICTURE}
    assert 0 < sizes["Map"] < shown.file_size
    assert sizes["Logo"] < sizes["Map"]


def test_of_a_picture_the_form_and_the_width_that_a_phone_takes_are_weighed() -> None:
    noise = BytesIO()
    Image.effect_noise((900, 300), 80).save(noise, "PNG")
    shown = get_image_model().objects.create(title="Map", file=ContentFile(noise.getvalue(), "map.png"))
    page = published(body=a_body(shown))
    get_image_model().get_rendition_model().objects.all().delete()
    usual = shown.get_rendition("width-800").file.size
    assert weighed(page)["Map"] == round(usual * measuring.LIGHTER[sizes.formats()[0]])
    sizes.make(shown)
    made = {row.filter_spec: row.file.size for row in shown.renditions.all()}
    light = min(made[f"width-800|format-{form}"] for form in sizes.formats())
    assert made[f"width-400|format-{sizes.formats()[0]}"] < light < usual
    assert weighed(page)["Map"] == light


def test_a_picture_that_no_form_makes_lighter_weighs_what_it_is() -> None:
    small = picture("Dot", width=2)
    page = published(body=a_body(small))
    usual = small.get_rendition("width-800")
    sizes.make(small)
    for row in small.renditions.exclude(pk=usual.pk):
        row.file.storage.delete(row.file.name)
        row.file.storage.save(row.file.name, ContentFile(b"x" * 90_000))
    assert weighed(page)["Dot"] == usual.file.size


def weighed(page: Any) -> dict[str, int]:
    """The size of each picture by its title."""
    return {each.name: each.size for each in measuring.weigh(page).pieces if each.sort is Sort.PICTURE}


def test_many_pictures_cost_as_many_queries_as_one() -> None:
    page = published(body=a_body(*(picture(f"Map {at}") for at in range(6))))
    get_image_model().get_rendition_model().objects.all().delete()
    get_image_model().objects.update(file_size=90_000)
    with CaptureQueriesContext(connection) as queries:
        measured = measuring.weigh(page)
    assert len(queries) <= 5
    assert len(measured.heaviest) == 5


def test_the_editor_says_it_of_the_draft_with_a_verdict(admin_client: Client) -> None:
    page = published()
    assert "light" in panel(admin_client, page).get_text()
    big = picture("Wide photograph")
    get_image_model().objects.filter(pk=big.pk).update(file_size=900_000)
    page.body = a_body(big)
    page.save_revision()
    said = " ".join(panel(admin_client, page).get_text().split())
    assert "heavy" in said
    assert "Without pictures" in said
    assert said.index("Wide photograph") < said.index("Code")
    assert "Is the picture needed?" in said
    assert "min" in said or " s" in said


def test_every_kind_can_be_weighed() -> None:
    locale = Locale.objects.get_or_create(language_code="en")[0]
    for model in (*PAGE_MODELS, StandardPage):
        assert measuring.weigh(model(title="A draft", body=body(), locale=locale)).words > 0
        assert measuring.weigh(model(title="", locale=locale)).words == 0
