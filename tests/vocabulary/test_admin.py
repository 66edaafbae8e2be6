"""The editors' screens for terms."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import EDITOR
from tests.factories.accounts import member
from tests.factories.forms import complaints, filled
from vocabulary import store
from vocabulary.models import Concept, Label, Status

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(member(EDITOR))
    return client


def address(name: str, *args: int) -> str:
    return reverse(f"wagtailsnippets_vocabulary_concept:{name}", args=args)


def test_terms_are_listed_and_found_by_their_words(editor: Client) -> None:
    assert editor.get(address("list")).status_code == 200
    page = editor.get(address("list"), {"q": "Hameçonnage"}).content.decode()
    assert "phishing" in page
    assert "evacuation" not in page


def test_a_term_saved_without_a_change_is_unchanged(editor: Client) -> None:
    concept = Concept.objects.get(scheme="topic", code="phishing")
    before = list(Label.objects.filter(concept=concept).values_list("language", "kind", "text", "key"))
    answer = editor.post(address("edit", concept.pk), filled(editor.get(address("edit", concept.pk)).content))
    assert answer.status_code == 302, complaints(answer.content)
    assert list(Label.objects.filter(concept=concept).values_list("language", "kind", "text", "key")) == before


def test_a_term_is_archived_and_no_longer_offered(editor: Client) -> None:
    concept = Concept.objects.get(scheme="topic", code="phishing")
    sent = filled(editor.get(address("edit", concept.pk)).content) | {"status": Status.ARCHIVED}
    assert editor.post(address("edit", concept.pk), sent).status_code == 302
    assert "phishing" not in store.codes("topic")


def test_a_new_term_gets_its_words_and_other_codes(editor: Client) -> None:
    sent = filled(editor.get(address("add")).content) | {
        "scheme": "topic",
        "code": "drones",
        "broader": str(Concept.objects.get(scheme="topic", code="physical-security").pk),
        "labels-TOTAL_FORMS": "2",
        "labels-0-language": "en",
        "labels-0-kind": "preferred",
        "labels-0-text": "Drones",
        "labels-1-language": "es",
        "labels-1-kind": "preferred",
        "labels-1-text": "Drones y vigilancia",
        "aliases-TOTAL_FORMS": "1",
        "aliases-0-code": "uav",
    }
    answer = editor.post(address("add"), sent)
    assert answer.status_code == 302, complaints(answer.content)
    assert store.labels("es")["topic", "drones"] == "Drones y vigilancia"
    assert store.keys("topic")["uav"] == store.keys("topic")["drones"]
    assert store.broader()["drones"] == "physical-security"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"broader": "journalists"}, "same list"),
        ({"broader": "hameconnage-child"}, "would close a circle"),
    ],
)
def test_a_broader_term_is_of_the_same_list_and_closes_no_circle(
    editor: Client, changed: dict[str, str], said: str
) -> None:
    concept = Concept.objects.get(scheme="topic", code="phishing")
    below = Concept.objects.create(scheme="topic", code="hameconnage-child", broader=concept)
    Label.objects.create(concept=below, language="en", text="Below phishing")
    broader = Concept.objects.get(code=changed["broader"])
    sent = filled(editor.get(address("edit", concept.pk)).content) | {"broader": str(broader.pk)}
    page = editor.post(address("edit", concept.pk), sent)
    assert page.status_code == 200
    assert said in page.content.decode()


def test_a_code_that_is_taken_is_refused(editor: Client) -> None:
    concept = Concept.objects.get(scheme="topic", code="phishing")
    for code in ("legal", "doxxing"):
        sent = filled(editor.get(address("edit", concept.pk)).content)
        sent |= {"aliases-TOTAL_FORMS": "1", "aliases-0-code": code}
        page = editor.post(address("edit", concept.pk), sent)
        assert page.status_code == 200
        assert "Another term has this code already." in page.content.decode()
