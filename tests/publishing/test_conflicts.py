"""Two people at one page: the second is shown both texts, and nothing of either is lost. Without JavaScript."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from accounts.models import User
from publishing.conflicts.differences import Change, Piece, rows, words
from resources.models import GuidePage
from tests.factories.resources import published
from tests.factories.trainers import an_organisation

pytestmark = pytest.mark.any_database


def test_words_that_differ_are_told_from_those_that_stay() -> None:
    assert words("Lock the door.", "Lock the window.") == (
        Change("same", "Lock the "),
        Change("gone", "door"),
        Change("new", "window"),
        Change("same", "."),
    )
    assert [each.kind for each in words("锁上门", "锁上窗")] == ["same", "gone", "new"]
    assert words("", "all new") == (Change("new", "all new"),)


def test_fields_and_blocks_that_differ_stand_in_the_order_of_the_text() -> None:
    theirs = [Piece("title", "Title", "A"), Piece("b:1", "Text", "one"), Piece("b:2", "Text", "two")]
    mine = [Piece("title", "Title", "A"), Piece("b:1", "Text", "one"), Piece("b:3", "Text", "three")]
    found = rows(theirs, mine)
    assert [(row.theirs, row.mine) for row in found] == [("two", ""), ("", "three")]
    assert rows(theirs, theirs) == []


def form_of(client: Client, page: Page) -> dict[str, str]:
    """What a browser without JavaScript would send: every field of the edit form, as loaded."""
    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    loaded = {
        name: html.unescape(re.search(rf'name="{name}" value="([^"]*)"', text)[1])  # type: ignore[index]
        for name in ("loaded_revision_id", "loaded_revision_created_at")
    }
    return {**loaded, **fields()}


def fields(title: str = "A guide", text: str = "Some words to read.") -> dict[str, Any]:
    """The fields of a guide's form."""
    found: dict[str, Any] = nested_form_data(
        {
            "title": title,
            "slug": "a-guide",
            "summary": "",
            "body": streamfield([("text", rich_text(f"<p>{text}</p>"))]),
            "regions": "[]",
            "level": "",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        }
    )
    found["body-0-id"] = "00000000-0000-4000-a000-000000000000"
    return found


@pytest.fixture
def two(db: None, django_user_model: type[User]) -> tuple[Client, Client, GuidePage]:
    """Two editors with the same form open."""
    page = published()
    clients = []
    for name in ("Amal", "Bia"):
        client = Client()
        client.force_login(django_user_model.objects.create_superuser(name.lower(), f"{name}@example.org", "x" * 20))
        clients.append(client)
    return clients[0], clients[1], page


def send(client: Client, page: Page, data: dict[str, str], **more: str) -> Any:
    """Press a button."""
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**data, **more})


ACTIONS = ({"action-publish": "action-publish"}, {}, {"action-submit": "action-submit"})


def test_ones_own_earlier_save_of_the_same_words_is_no_conflict(two: Any) -> None:
    amal, bia, page = two
    mine, late = form_of(amal, page), form_of(bia, page)
    saved_by_itself = {**mine, **fields("New title", "New words.")}
    assert send(amal, page, saved_by_itself).status_code == 302
    assert send(amal, page, saved_by_itself, **ACTIONS[0]).status_code == 302
    assert GuidePage.objects.get(pk=page.pk).title == "New title"
    bold = {**mine, **fields("New title", "New <b>words</b>.")}
    assert send(amal, page, bold).status_code == 409, "the same words are not all that can differ"
    assert send(bia, page, {**late, **fields("New title", "New words.")}).status_code == 409, "somebody else's is told"


@pytest.mark.parametrize("second", ACTIONS)
def test_the_second_form_gets_both_texts_and_overwrites_nothing(two: Any, second: dict[str, str]) -> None:
    amal, bia, page = two
    first, late = form_of(amal, page), form_of(bia, page)
    answer = send(amal, page, {**first, **fields("Amal's title", "Words of Amal.")}, **ACTIONS[0])
    assert answer.status_code == 302, answer.context["form"].errors
    theirs = Page.objects.get(pk=page.pk).latest_revision_id

    answer = send(bia, page, {**late, **fields("Bia's title", "Words of Bia.")}, **second)

    text = answer.content.decode()
    assert answer.status_code == 409
    shown = html.unescape(re.sub(r"<(?!/?(ins|del))[^>]*>", "", text))
    assert "<del>Amal</del><ins>Bia</ins>" in shown
    assert "Words of Bia." in shown
    fresh = GuidePage.objects.get(pk=page.pk)
    assert (fresh.title, fresh.latest_revision_id) == ("Amal's title", theirs)
    kept = fresh.revisions.exclude(pk=theirs).order_by("-pk").first()
    assert kept is not None
    assert kept.content["title"] == "Bia's title"
    assert PageLogEntry.objects.filter(page=page.pk, action="publishing.conflict", revision=kept).count() == 1


def hidden(text: str) -> dict[str, str]:
    """The hidden fields of the conflict page."""
    return {
        html.unescape(name): html.unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', text)
    }


def test_the_ways_on(two: Any) -> None:
    amal, bia, page = two
    first, late = form_of(amal, page), form_of(bia, page)
    send(amal, page, {**first, **fields("Amal's title")}, **ACTIONS[0])
    sent = hidden(send(bia, page, {**late, **fields("Bia's title")}, **ACTIONS[0]).content.decode())

    back = send(bia, page, sent, **{"conflict-back": "yes"})
    assert back.status_code == 200
    text = back.content.decode()
    assert "Nothing is saved yet" in text
    assert "Bia&#x27;s title" in text
    assert Page.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Amal's title"

    answer = send(bia, page, sent)
    assert answer.status_code == 302
    fresh = Page.objects.get(pk=page.pk)
    assert fresh.title == "Amal's title"
    assert fresh.get_latest_revision_as_object().title == "Bia's title"
    assert [each.content["title"] for each in fresh.revisions.order_by("created_at")][-3:] == [
        "Bia's title",
        "Amal's title",
        "Bia's title",
    ]


def test_the_conflict_is_found_with_what_autosave_sends(two: Any) -> None:
    amal, bia, page = two
    early = form_of(bia, page)
    saved = bia.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        {**early, **fields("Bia, draft")},
        headers={"accept": "application/json"},
    ).json()
    own = {**early, "overwrite_revision_id": str(saved["revision_id"])}
    assert send(bia, page, {**own, **fields("Bia, draft 2")}).status_code == 302
    own["loaded_revision_id"] = str(Page.objects.get(pk=page.pk).latest_revision_id)
    send(amal, page, {**form_of(amal, page), **fields("Amal's title")})
    assert send(bia, page, {**own, **fields("Bia, too late")}, **ACTIONS[0]).status_code == 409


def test_one_person_alone_is_never_asked(two: Any) -> None:
    amal, _bia, page = two
    for number in range(2):
        data = {**form_of(amal, page), **fields(f"Title {number}")}
        assert send(amal, page, data, **ACTIONS[0]).status_code == 302


def test_a_form_with_faults_that_comes_too_late_is_a_conflict_first(two: Any) -> None:
    amal, bia, page = two
    first, late = form_of(amal, page), form_of(bia, page)
    send(amal, page, {**first, **fields("Amal's title")}, **ACTIONS[0])
    answer = send(bia, page, {**late, **fields("Bia's title"), "slug": "no slug!"}, **ACTIONS[0])
    assert answer.status_code == 409
    assert "Bia&#x27;s title" in answer.content.decode()


def test_rows_with_drafts_as_well(two: Any) -> None:
    amal, bia, _page = two
    found = an_organisation()
    address = reverse("wagtailsnippets_trainers_organisation:edit", args=[found.pk])
    forms = []
    for client in (amal, bia):
        soup = BeautifulSoup(client.get(address).content, "html.parser").select_one("form[data-edit-form]")
        assert soup is not None
        forms.append(typed(soup))
    answer = amal.post(address, {**forms[0], "name": "Amal's name", "action-publish": "1"})
    assert answer.status_code == 302, answer.context["form"].errors
    # The first form of a row without a version says nothing of one; from then on each names the one it was loaded from.
    forms = [{**forms[1], **typed_now(client, address)} for client in (amal, bia)]
    amal.post(address, {**forms[0], "name": "Third name", "action-publish": "1"})
    late = bia.post(address, {**forms[1], "name": "Fourth name", "action-publish": "1"})
    assert late.status_code == 409
    assert "Fourth" in late.content.decode()
    found.refresh_from_db()
    assert found.name == "Third name"


def typed_now(client: Client, address: str) -> dict[str, Any]:
    """The hidden fields of a row's form as it is loaded now."""
    form = BeautifulSoup(client.get(address).content, "html.parser").select_one("form[data-edit-form]")
    assert form is not None
    return {name: value for name, value in typed(form).items() if name.startswith("loaded_")}


def typed(form: Tag) -> dict[str, Any]:
    """What a browser would send of a form."""
    found: dict[str, Any] = {}
    for each in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(each["name"]), each.get("type")
        if kind in ("checkbox", "radio") and not each.has_attr("checked"):
            continue
        if each.name == "select":
            chosen = [str(option.get("value", "")) for option in each.select("option[selected]")]
            found[name] = chosen if each.has_attr("multiple") else (chosen or [""])[0]
        else:
            found[name] = each.text if each.name == "textarea" else str(each.get("value", ""))
    return found
