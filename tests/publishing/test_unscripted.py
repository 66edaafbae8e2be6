"""Editing without JavaScript: what a script would have drawn is not sent, stays as it is stored, and that is said."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from accounts.models import User
from resources.models import GuidePage
from tests.factories.resources import published, shelf
from tests.publishing.test_conflicts import typed

pytestmark = pytest.mark.django_db


def opened(client: Client, address: str) -> dict[str, Any]:
    """What a browser without JavaScript would send of a form."""
    form = BeautifulSoup(client.get(address).content, "html.parser").select_one("form[data-edit-form]")
    assert form is not None
    return typed(form)


def test_a_page_saved_without_its_text_keeps_it_and_says_so(admin_client: Client) -> None:
    page = published()
    stored = page.body.get_prep_value()
    assert stored
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = opened(admin_client, address)
    assert "body-count" not in sent
    assert "comments-TOTAL_FORMS" not in sent
    answer = admin_client.post(address, {**sent, "title": "Another title", "action-publish": "1"}, follow=True)
    assert answer.status_code == 200
    assert "stay as they were" in answer.content.decode()
    fresh = GuidePage.objects.get(pk=page.pk)
    assert fresh.title == "Another title"
    assert fresh.body.get_prep_value() == stored


def test_two_people_without_javascript_meet_the_conflict_page(
    admin_client: Client, client: Client, django_user_model: type[User]
) -> None:
    client.force_login(django_user_model.objects.create_superuser("bia", "bia@example.org", "x" * 20))
    page = published()
    stored = page.body.get_prep_value()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    first = opened(admin_client, address)
    late = opened(client, address)
    assert admin_client.post(address, {**first, "title": "First"}).status_code == 302
    answer = client.post(address, {**late, "title": "Second"})
    assert answer.status_code == 409
    assert "Second" in answer.content.decode()
    latest = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert latest.title == "First"
    assert latest.body.get_prep_value() == stored


def test_a_text_that_arrives_broken_changes_nothing_and_keeps_what_was_typed(admin_client: Client) -> None:
    page = published()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    versions = page.revisions.count()
    for broken in ({"body-count": "many"}, {"body-count": "3"}):
        sent = {**opened(admin_client, address), **broken, "title": "Typed by hand"}
        answer = admin_client.post(address, sent)
        assert answer.status_code == 200
        assert "Typed by hand" in answer.content.decode()
        assert "body" in answer.context["form"].errors
    assert page.revisions.count() == versions


def test_a_new_page_without_javascript_is_a_draft_with_an_empty_text(admin_client: Client) -> None:
    address = reverse("wagtailadmin_pages:add", args=["resources", "guidepage", shelf("en").pk])
    text = admin_client.get(address).content.decode()
    assert reverse("publishing_upload") in str(BeautifulSoup(text, "html.parser").select_one("noscript .unscripted"))
    sent = {**opened(admin_client, address), "title": "New", "slug": "new", "summary": "Short."}
    answer = admin_client.post(address, sent, follow=True)
    assert answer.status_code == 200
    page = GuidePage.objects.get(slug="new")
    assert (page.live, page.summary, len(page.body)) == (False, "Short.", 0)
