"""Before a picture, a document or a page is deleted, the screen says where it is used: in blocks and links as well."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from files.models import HubDocument, HubImage
from hub.languages import BY_CODE
from publishing.bin import acts
from publishing.usage import uses_of
from resources.models import ResourcePage
from tests.factories.documents import jpeg
from tests.factories.resources import published, translation
from tests.resources.blocks import document

pytestmark = pytest.mark.django_db


def links(client: Client, address: str) -> dict[str, str]:
    """The links of a screen's own part, by what they say."""
    found = BeautifulSoup(client.get(address).content, "html.parser").select("main a[href]")
    return {each.text.strip(): str(each["href"]) for each in found}


def using(slug: str, kind: str, value: Any, **fields: Any) -> ResourcePage:
    """A published page with one block."""
    return published(slug=slug.lower().replace(" ", "-"), title=slug, body=[{"type": kind, "value": value}], **fields)


def edit(page: ResourcePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_a_picture_in_a_block_and_on_a_card(admin_client: Client, admin_user: User) -> None:
    image = HubImage.objects.create(title="Map", file=ContentFile(jpeg(), name="map.jpg"))
    address = reverse("wagtailimages:delete", args=[image.pk])
    assert "Nothing on this site uses it." in admin_client.get(address).content.decode()
    shown = using("Shown", "image", {"image": image.pk, "decorative": False, "alt_text": "A map"})
    card = translation(shown, "fr", slug="carte", title="Carte", card_image=image)
    lost = using("Lost", "image", {"image": image.pk, "decorative": True, "alt_text": ""})
    entry = acts.put(lost, admin_user)
    found = links(admin_client, address)
    assert (found["Shown"], found["Carte"]) == (edit(shown), edit(card))
    text = admin_client.get(address).content.decode()
    assert f"<bdi>{BY_CODE['fr'].endonym}</bdi>" in text
    assert text.index("lie in the bin") < text.index("Lost"), "a binned page is named as binned"
    assert found["Lost"] == reverse("publishing_bin_restore", args=[entry.pk])
    many = reverse("wagtail_bulk_action", args=["files", "hubimage", "delete"]) + f"?id={image.pk}"
    assert links(admin_client, many)["Shown"] == edit(shown)


def test_a_document_in_a_block_in_a_link_and_as_a_form(admin_client: Client) -> None:
    kept = document()
    file = using("In a block", "file", {"document": kept.pk, "title": "Report", "text": ""})
    link = using("In a link", "text", f'<p><a linktype="document" id="{kept.pk}">it</a></p>')
    address = reverse("wagtaildocs:delete", args=[kept.pk])
    found = links(admin_client, address)
    assert (found["In a block"], found["In a link"]) == (edit(file), edit(link))
    form = published("template", slug="form", title="A form", document=kept)
    assert links(admin_client, address)["A form"] == edit(form)
    assert "cannot be deleted" in admin_client.get(address).content.decode()
    admin_client.post(address)
    assert HubDocument.objects.filter(pk=kept.pk).exists()


def test_a_page_says_in_which_language_and_leaves_the_bin_out(admin_client: Client, admin_user: User) -> None:
    guide = published(slug="target")
    link = f'<p><a linktype="page" id="{guide.pk}">there</a></p>'
    source = using("Quelle", "text", link, language="de")
    address = reverse("wagtailadmin_pages:delete", args=[guide.pk])
    assert links(admin_client, address)["Quelle"] == edit(source)
    assert BY_CODE["de"].endonym in admin_client.get(address).content.decode()
    acts.put(source, admin_user)
    text = admin_client.get(address).content.decode()
    assert "Nothing on this site leads to it." in text
    assert "lie in the bin" in text


def test_a_draft_of_others_is_counted_and_not_named(django_user_model: type[User]) -> None:
    kept = document()
    page = using("Secret plan", "file", {"document": kept.pk, "title": "Report", "text": ""})
    stranger = django_user_model.objects.create_user("s", "s@example.org", "x" * 20)
    assert [each.title for each in uses_of([kept], stranger).shown] == ["Secret plan"], "readers know it"
    type(page).objects.filter(pk=page.pk).update(live=False)
    [told] = uses_of([kept], stranger).shown
    assert "Secret" not in told.title
    assert told.address == ""
