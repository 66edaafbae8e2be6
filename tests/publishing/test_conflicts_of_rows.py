"""Two people at a term, or at a setting: the second is shown what was stored meanwhile, and loses nothing."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from accounts.models import User
from home.identity import HubSettings
from hub.stamps import BACK_TO_THE_FORM, STAMP_OF_THE_ROW
from tests.factories.trainers import an_organisation
from tests.publishing.test_conflicts import typed
from vocabulary.models import Concept, Label

pytestmark = pytest.mark.any_database


@pytest.fixture
def two(db: None, django_user_model: type[User]) -> list[Client]:
    """Two editors."""
    clients = [Client(), Client()]
    for client, name in zip(clients, ("Amal", "Bia"), strict=True):
        client.force_login(django_user_model.objects.create_superuser(name.lower(), f"{name}@example.org", "x" * 20))
    return clients


def opened(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send of a form."""
    form = BeautifulSoup(client.get(address).content, "html.parser").select_one("form[data-edit-form]")
    assert form is not None
    return typed(form)


def ways(answer: Any) -> dict[str, Any]:
    """What the conflict page sends again."""
    form = BeautifulSoup(answer.content, "html.parser").select_one("form.conflict-ways")
    assert form is not None
    return typed(form)


def words(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").text.split())


def setting() -> str:
    return reverse("wagtailsettings:edit", args=["home", "hubsettings", Site.objects.get(is_default_site=True).pk])


def test_a_setting_that_was_saved_meanwhile_is_not_overwritten(two: list[Client]) -> None:
    amal, bia = two
    address = setting()
    first, late = opened(amal, address), opened(bia, address)
    assert amal.post(address, {**first, "name": "House of Amal"}).status_code == 302
    answer = bia.post(address, {**late, "name": "House of Bia", "email": "no address"})
    assert answer.status_code == 409
    assert "House of AmalBia" in words(answer)
    assert "amal saved it" in words(answer).lower()
    assert HubSettings.objects.get().name == "House of Amal"
    back = bia.post(address, {**ways(answer), BACK_TO_THE_FORM: "yes"})
    assert "Nothing is saved yet" in words(back)
    form = typed(BeautifulSoup(back.content, "html.parser").select("form[data-edit-form]")[0])
    assert (form["name"], form["email"]) == ("House of Bia", "no address")
    assert HubSettings.objects.get().name == "House of Amal"
    assert bia.post(address, {**form, "email": ""}).status_code == 302
    assert HubSettings.objects.get().name == "House of Bia"


def test_a_term_whose_words_changed_meanwhile_keeps_both_until_somebody_decides(two: list[Client]) -> None:
    amal, bia = two
    term = Concept.objects.create(scheme="topic", code="kites", order=900)
    Label.objects.create(concept=term, language="en", text="Kites")
    address = reverse(Concept.snippet_viewset.get_url_name("edit"), args=[term.pk])
    first, late = opened(amal, address), opened(bia, address)
    assert amal.post(address, {**first, "labels-0-text": "Paper kites"}).status_code == 302
    answer = bia.post(address, {**late, "labels-0-text": "Silk kites"})
    assert answer.status_code == 409
    assert "Paper" in words(answer)
    assert "Silk" in words(answer)
    assert [each.text for each in term.labels.all()] == ["Paper kites"]
    assert bia.post(address, ways(answer)).status_code == 302
    assert [each.text for each in Concept.objects.get(pk=term.pk).labels.all()] == ["Silk kites"]


def test_one_person_alone_is_never_asked_and_a_fault_changes_nothing_of_that(two: list[Client]) -> None:
    amal, bia = two
    address = setting()
    for number in range(2):
        assert amal.post(address, {**opened(amal, address), "name": f"House {number}"}).status_code == 302
    late = opened(bia, address)
    faulty = bia.post(address, {**late, "email": "no address"})
    again = typed(BeautifulSoup(faulty.content, "html.parser").select("form[data-edit-form]")[0])
    assert again[STAMP_OF_THE_ROW] == late[STAMP_OF_THE_ROW]
    amal.post(address, {**opened(amal, address), "name": "House 3"})
    assert bia.post(address, {**again, "email": ""}).status_code == 409, "the form is as old as when it was opened"


def test_an_entry_that_has_no_version_yet(two: list[Client]) -> None:
    amal, bia = two
    found = an_organisation()
    address = reverse("wagtailsnippets_trainers_organisation:edit", args=[found.pk])
    first, late = opened(amal, address), opened(bia, address)
    answer = amal.post(address, {**first, "name": "Amal's name"})
    assert answer.status_code == 302, answer.context["form"].errors
    answer = bia.post(address, {**late, "name": "Bia's name", "action-publish": "1"})
    assert answer.status_code == 409
    assert bia.post(address, ways(answer)).status_code == 302
    found.refresh_from_db()
    assert found.get_latest_revision_as_object().name == "Bia's name"
