"""Whatever way a picture comes into the site, only its pixels are kept, in every size that is served."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from files.models import HubImage
from tests.factories.folders import PLANTED, picture_with_secrets

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def upload(data: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def stored(image: HubImage) -> bytes:
    with image.file.storage.open(image.file.name) as file:
        return bytes(file.read())


def test_a_saved_picture_and_its_renditions_carry_nothing() -> None:
    image = HubImage.objects.create(title="A", file=upload(picture_with_secrets()))
    assert PLANTED not in stored(image)
    assert (image.width, image.height) == (40, 30)
    for spec in ("width-20", "original", "fill-10x10|format-jpeg"):
        rendition = image.get_rendition(spec)
        with rendition.file.storage.open(rendition.file.name) as file:
            assert PLANTED not in file.read()


def test_the_editors_upload_is_cleaned(admin_client: Client) -> None:
    form = {"title": "A", "file": upload(picture_with_secrets()), "tags": "", "collection": "1"}
    admin_client.post(reverse("wagtailimages:add"), form)
    image = HubImage.objects.get()
    assert PLANTED not in stored(image)
    assert image.file_size == len(stored(image))


def test_the_editors_upload_of_no_picture_is_a_form_error(admin_client: Client) -> None:
    form = {"title": "A", "file": upload(b"MZ not a picture"), "tags": "", "collection": "1"}
    answer = admin_client.post(reverse("wagtailimages:add"), form)
    assert answer.status_code == 200
    assert "file" in answer.context["form"].errors
    assert not HubImage.objects.exists()


@pytest.mark.parametrize("kept", [0.01, 0.2, 0.5, 0.9])
def test_a_picture_cut_on_its_way_is_a_form_error(admin_client: Client, kept: float) -> None:
    data = picture_with_secrets()
    form = {"title": "A", "file": upload(data[: int(len(data) * kept)]), "tags": "", "collection": "1"}
    answer = admin_client.post(reverse("wagtailimages:add"), form)
    assert answer.status_code == 200
    assert "file" in answer.context["form"].errors
    assert not HubImage.objects.exists()


def test_a_new_title_leaves_the_file_alone() -> None:
    image = HubImage.objects.create(title="A", file=upload(picture_with_secrets()))
    before, name = stored(image), image.file.name
    image = HubImage.objects.get()
    image.title = "B"
    image.save()
    assert (stored(image), image.file.name) == (before, name)
