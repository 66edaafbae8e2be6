"""A picture of the library has a sentence for those who do not see it, or says that it only decorates."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from files.models import HubImage

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ({"description": ""}, False),
        ({"description": "  "}, False),
        ({"description": "A map of a day."}, True),
        ({"description": "", "decorative": "on"}, True),
        # The first step of an upload of many sends the files alone: each is kept clean, and described next.
        ({}, True),
    ],
)
def test_a_sentence_or_the_tick(said: dict[str, str], taken: bool) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    collection = Collection.get_first_root_node() or Collection.add_root(name="Root")
    form = get_image_form(HubImage)(
        {"title": "Map", "collection": str(collection.pk), **said},
        {"file": SimpleUploadedFile("map.png", drawn.getvalue(), "image/png")},
    )
    assert form.is_valid() is taken, form.errors
    assert taken or "one sentence" in form.errors["description"][0]
