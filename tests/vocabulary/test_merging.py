"""Two terms become one: everything goes along, everything old leads to the new."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import ModelLogEntry, Page, ReferenceIndex

from accounts.roles import EDITOR
from search.models import PendingUpdate
from tests.factories.accounts import member
from tests.factories.forms import complaints, filled
from tests.factories.resources import published
from tests.factories.trainers import a_trainer
from tests.factories.vocabulary import a_term
from vocabulary import replaced, store
from vocabulary.merging.act import CannotMergeError, ChangedMeanwhileError, merge
from vocabulary.merging.plan import plan
from vocabulary.middleware import today
from vocabulary.models import AliasCode, Concept, Label, Note, Related, Status

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture
def two() -> tuple[Concept, Concept]:
    """A term that goes, and one that stays."""
    return a_term("drones", en="Drones", es="Drones"), a_term("aircraft", en="Aircraft", fr="Aéronefs")


@pytest.fixture
def own_folder(settings: Any, tmp_path: Path) -> Path:
    """Files that one test alone reads."""
    settings.HUB_DATA_DIR = tmp_path
    return tmp_path


def words(concept: Concept) -> set[tuple[str, str, str]]:
    return set(Label.objects.filter(concept=concept).values_list("language", "kind", "text"))


def test_words_notes_and_ties_go_along(two: tuple[Concept, Concept]) -> None:
    old, new = two
    Label.objects.create(concept=old, language="en", kind="hidden", text="Aircraft")
    Label.objects.create(concept=old, language="en", kind="synonym", text="UAV")
    for concept, text in ((old, "Flies without a pilot."), (new, "Flies.")):
        Note.objects.create(concept=concept, language="en", text=text)
    Note.objects.create(concept=old, language="es", text="Vuela.")
    below, beside = a_term("quadcopters", broader="drones", en="Quadcopters"), a_term("kites", en="Kites")
    Related.objects.create(concept=old, other=beside)
    AliasCode.objects.create(concept=old, code="uav")
    merge(old, new, None)
    assert words(new) == {
        ("en", "preferred", "Aircraft"),
        ("fr", "preferred", "Aéronefs"),
        ("en", "synonym", "Drones"),
        ("en", "synonym", "UAV"),
        ("es", "preferred", "Drones"),
    }
    assert set(new.notes.values_list("language", "text")) == {("en", "Flies."), ("es", "Vuela.")}
    assert list(old.notes.values_list("text", flat=True)) == ["Flies without a pilot."]
    below.refresh_from_db()
    assert below.broader == new
    assert list(Related.objects.filter(concept=beside).values_list("other", flat=True)) == [new.pk]
    old.refresh_from_db()
    assert (old.status, old.replaced_by, list(old.labels.all())) == (Status.ARCHIVED, new, [])
    keys = store.keys("topic")
    assert keys["drones"] == keys["uav"] == keys["aircraft"] == new.pk


def test_everything_that_used_it_uses_the_other(two: tuple[Concept, Concept]) -> None:
    old, new = two
    page, both = published(slug="one-topic"), published(slug="both-topics")
    page.topics.set([old])
    page.save_revision().publish()
    both.topics.set([old, new])
    both.save_revision().publish()
    trainer = a_trainer()
    trainer.topics.model.objects.filter(trainer=trainer).delete()
    for concept, level in ((old, 3), (new, 1)):
        trainer.topics.model.objects.create(trainer=trainer, concept=concept, level=level)
    PendingUpdate.objects.all().delete()
    made = merge(old, new, None)
    counts = {each.use.owner._meta.model_name: (each.count, each.doubled) for each in made.used}
    assert counts == {page._meta.model_name: (2, 1), "trainer": (1, 1)}
    for each in (page, both):
        assert list(type(each).objects.get(pk=each.pk).topics.all()) == [new]
    assert list(trainer.topics.model.objects.filter(trainer=trainer).values_list("concept", "level")) == [(new.pk, 3)]
    assert not ReferenceIndex.objects.filter(to_object_id=str(old.pk), to_content_type__model="concept").exists()
    assert {page.pk, both.pk} <= set(PendingUpdate.objects.values_list("page", flat=True))


def test_a_draft_that_holds_the_old_term_opens_and_publishes_with_the_new(
    two: tuple[Concept, Concept], client: Client
) -> None:
    old, new = two
    page = published(slug="a-draft")
    page.topics.set([old])
    page.title = "A draft"
    waiting = page.save_revision()
    merge(old, new, None)
    client.force_login(member(EDITOR))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = filled(client.get(address).content)
    assert sent["topics"] == [str(new.pk)]
    answer = client.post(address, sent | {"action-publish": "1"})
    assert answer.status_code == 302, complaints(answer.content)
    stored: Any = Page.objects.get(pk=page.pk).specific
    assert (stored.title, list(stored.topics.all())) == ("A draft", [new])
    waiting.refresh_from_db()
    assert list(waiting.as_object().topics.all()) == [new]


def test_a_form_that_was_open_meanwhile_saves_the_other(two: tuple[Concept, Concept], client: Client) -> None:
    old, new = two
    page = published(slug="open-form")
    client.force_login(member(EDITOR))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = filled(client.get(address).content) | {"topics": [str(old.pk)]}
    merge(old, new, None)
    answer = client.post(address, sent | {"action-publish": "1"})
    assert answer.status_code == 302, complaints(answer.content)
    assert list(type(page).objects.get(pk=page.pk).topics.all()) == [new]


def test_the_codes_on_the_first_page_go_along(two: tuple[Concept, Concept]) -> None:
    old, new = two
    page = published(slug="below-home")
    home: Any = Page.objects.get(pk=page.get_ancestors().get(depth=2).pk).specific
    home.topics = [("topic", "phishing"), ("topic", "drones")]
    draft = home.save_revision()
    draft.publish()
    merge(old, new, None)
    home = Page.objects.get(pk=home.pk).specific
    assert [block["value"] for block in home.topics.raw_data] == ["phishing", "aircraft"]
    draft.refresh_from_db()
    assert [each["value"] for each in json.loads(draft.content["topics"])] == ["phishing", "aircraft"]


def test_old_codes_in_addresses_and_names_lead_to_the_other(
    two: tuple[Concept, Concept],
    own_folder: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    client: Client,
) -> None:
    old, new = two
    with django_capture_on_commit_callbacks(execute=True):
        merge(old, new, None)
    assert replaced.code("topic", "drones") == "aircraft"
    assert today("q=a%20b&topic=drones&topic=aircraft&kind=drones") == "q=a+b&topic=aircraft&kind=drones"
    assert today("q=%20&topic=phishing") == "q=%20&topic=phishing"
    assert store.labels("fr")["topic", "drones"] == "Aéronefs"
    assert 'value="aircraft" checked' in client.get("/en/search/?q=x&topic=drones").content.decode()
    (own_folder / replaced.NAME).write_text("{")
    assert replaced.current() == {}
    assert replaced.hand_out()
    assert replaced.code("topic", "drones") == "aircraft"


def test_merging_twice_leads_to_the_last(two: tuple[Concept, Concept]) -> None:
    old, new = two
    merge(old, new, None)
    last = a_term("flying", en="Flying")
    merge(new, last, None)
    old.refresh_from_db()
    assert old.replaced_by == last
    with pytest.raises(CannotMergeError, match="merged into another before"):
        merge(old, last, None)


def test_what_would_make_no_sense_is_refused_with_a_sentence(two: tuple[Concept, Concept]) -> None:
    old, new = two
    below = a_term("quadcopters", broader="drones", en="Quadcopters")
    assert "close a circle" in plan(old, below).refused
    assert "another term than this" in plan(old, old).refused
    assert "same list" in plan(old, Concept.objects.get(code="journalists")).refused
    assert not plan(below, old).refused
    with pytest.raises(ChangedMeanwhileError):
        merge(old, new, None, mark="of another day")
    old.refresh_from_db()
    assert old.status == Status.ACTIVE


def test_an_editor_sees_what_will_change_and_confirms(two: tuple[Concept, Concept], client: Client) -> None:
    old, new = two
    client.force_login(member(EDITOR))
    edit = client.get(reverse("wagtailsnippets_vocabulary_concept:edit", args=[old.pk])).content.decode()
    address = reverse("wagtailsnippets_vocabulary_concept:merge", args=[old.pk])
    assert address in edit
    page = client.get(address, {"into": new.pk})
    assert "Both have a name" in page.content.decode()
    Label.objects.create(concept=old, language="de", text="Drohnen")
    late = client.post(address, {"into": new.pk, "mark": page.context["plan"].mark})
    assert "Something changed since you looked" in late.content.decode()
    assert "Drohnen" in late.content.decode()
    done = client.post(address, {"into": new.pk, "mark": late.context["plan"].mark})
    assert done.status_code == 302
    assert ("de", "preferred", "Drohnen") in words(new)
    said = [entry.message for entry in ModelLogEntry.objects.for_instance(new)]
    assert said == ["Merged “drones” into “aircraft”"]
