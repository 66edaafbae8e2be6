"""The desk's screens: adding, editing, publishing, the private sheet."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry, Revision

from accounts.models import AuditEvent
from accounts.roles import DESK, EDITOR, OPERATOR
from tests.factories.accounts import member
from tests.factories.forms import complaints, filled
from tests.factories.trainers import TODAY, a_trainer, bring_in, organisation_record, trainer_record
from trainers import records
from trainers.models import Desk, Organisation, Pause, Trainer
from vocabulary.models import Concept

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(member(DESK))
    return client


def edit_address(row: Any) -> str:
    return reverse(f"wagtailsnippets_trainers_{row._meta.model_name}:edit", args=[row.pk])


def whole(row: Trainer) -> dict[str, Any]:
    return records.trainer(Trainer.objects.whole().get(pk=row.pk))


@pytest.mark.parametrize("kind", ["trainer", "organisation"])
def test_the_desk_sees_the_lists(desk: Client, kind: str) -> None:
    bring_in(trainer_record(), organisations=[organisation_record()])
    page = desk.get(reverse(f"wagtailsnippets_trainers_{kind}:list"))
    assert page.status_code == 200
    assert ("Trainer " if kind == "trainer" else "Open Harbour") in page.content.decode()
    assert f"/admin/directory/{kind}/" in page.content.decode()


@pytest.mark.parametrize(("vouching", "found"), [("now", 1), ("soon", 0), ("ended", 1), ("never", 1)])
def test_the_list_is_filtered_by_vouching(desk: Client, vouching: str, found: int) -> None:
    never = trainer_record(vetted_until=None, vetted_by=None, display_name="Never Ada")
    bring_in(trainer_record(vetted_until="2099-01-01", display_name="Now Ada"), never)
    a_trainer(vetted_until="2019-01-01", display_name="Ended Ada")
    page = desk.get(reverse("wagtailsnippets_trainers_trainer:list"), {"vouching": vouching}).content.decode()
    assert len(re.findall(r"\b(Now|Never|Ended) Ada", page)) >= found
    assert len({name for name in ("Now", "Never", "Ended") if f"{name} Ada" in page}) == found


def test_saving_without_a_change_changes_nothing(desk: Client) -> None:
    record = trainer_record(organisation="open-harbour", display_name="Zoe\u0301")
    bring_in(record, organisations=[organisation_record()])
    trainer = Trainer.objects.get()
    before = whole(trainer)
    address = edit_address(trainer)
    answer = desk.post(address, {**filled(desk.get(address).content), "action-publish": "1"})
    assert answer.status_code == 302, complaints(answer.content)
    assert whole(trainer) == before
    assert bring_in(record, organisations=[organisation_record()]).counts["trainers"] == {"unchanged": 1}


def test_an_edit_is_a_draft_until_it_is_published(desk: Client) -> None:
    trainer = a_trainer()
    address = edit_address(trainer)
    sent = filled(desk.get(address).content) | {"display_name": "Anew", "worked": "Uganda; Tanzania; RW"}
    assert desk.post(address, sent).status_code == 302
    trainer.refresh_from_db()
    assert (trainer.display_name, trainer.has_unpublished_changes) != ("Anew", False)
    assert [row.code for row in trainer.worked_in.all()] == ["KE", "UG"]
    sent = filled(desk.get(address).content)
    assert desk.post(address, {**sent, "action-publish": "1"}).status_code == 302
    after = whole(trainer)
    assert (after["display_name"], after["worked_in"]) == ("Anew", ["UG", "TZ", "RW"])
    assert Trainer.objects.listed(TODAY).count() == 1


def test_an_id_stays_once_it_is_given(desk: Client) -> None:
    trainer = a_trainer(id="first")
    address = edit_address(trainer)
    sent = filled(desk.get(address).content) | {"public_id": "second", "action-publish": "1"}
    assert desk.post(address, sent).status_code == 302
    trainer.refresh_from_db()
    assert trainer.public_id == "first"


def test_publishing_an_old_draft_brings_no_vouching_back(desk: Client) -> None:
    trainer = a_trainer()
    trainer.save_revision()
    trainer.vouching.delete()
    Revision.objects.for_instance(trainer).first().publish()
    assert not Trainer.objects.listed(TODAY).exists()


def test_an_unknown_place_is_said_beside_its_field(desk: Client) -> None:
    trainer = a_trainer()
    address = edit_address(trainer)
    page = desk.post(address, filled(desk.get(address).content) | {"worked": "Kenya; Atlantis"})
    assert page.status_code == 200
    assert "Not known here: Atlantis" in page.content.decode()


def test_a_trainer_is_added_and_unlisted_until_the_desk_says_more(desk: Client) -> None:
    address = reverse("wagtailsnippets_trainers_trainer:add")
    topic = Concept.objects.get(scheme="topic", code="phishing").pk
    sent = filled(desk.get(address).content) | {
        "display_name": "Nova",
        "public_id": "nova",
        "base_country": "KE",
        "max_group_size": "12",
        "last_review": "2026-11-01",
        "worked": "kenya",
        "languages-TOTAL_FORMS": "1",
        "languages-0-code": "sw",
        "languages-0-level": "native",
        "languages-0-can_train": "on",
        "topics-TOTAL_FORMS": "1",
        "topics-0-concept": str(topic),
        "topics-0-level": "2",
        "summaries-TOTAL_FORMS": "1",
        "summaries-0-language": "sw",
        "summaries-0-text": "Mstari\r\nmoja.",
        "action-publish": "1",
    }
    answer = desk.post(address, sent)
    assert answer.status_code == 302, complaints(answer.content)
    trainer = Trainer.objects.get(public_id="nova")
    assert trainer.live
    assert whole(trainer)["summary"] == {"sw": "Mstari moja."}
    assert not Trainer.objects.listed(TODAY).exists()


def test_nothing_that_is_pointed_at_is_deleted(client: Client) -> None:
    bring_in(trainer_record(organisation="open-harbour"), organisations=[organisation_record()])
    client.force_login(member(is_superuser=True))
    for row in (Desk.objects.get(), Organisation.objects.get()):
        address = reverse(f"wagtailsnippets_trainers_{row._meta.model_name}:delete", args=[row.pk])
        assert client.post(address).status_code == 302
        row.refresh_from_db()
    concept = Concept.objects.first()
    client.post(reverse("wagtailsnippets_vocabulary_concept:delete", args=[concept.pk]))
    concept.refresh_from_db()


@pytest.mark.parametrize("model", [Desk, Organisation])
def test_desks_and_organisations_are_saved_unchanged(client: Client, model: Any) -> None:
    bring_in(organisations=[organisation_record()])
    client.force_login(member(is_superuser=True))
    row, address = model.objects.get(), edit_address(model.objects.get())
    answer = client.post(address, {**filled(client.get(address).content), "action-publish": "1"})
    assert answer.status_code == 302, complaints(answer.content)
    row.refresh_from_db()
    again = bring_in(organisations=[organisation_record()])
    assert again.total("unchanged") == 2, again.lines


def sheet_address(row: Any) -> str:
    return reverse(f"directory_{row._meta.model_name}_sheet", args=[row.pk])


RICH: dict[str, Any] = {
    "vetted_until": "2027-06-30",
    "travel": {
        "regions": ["014"],
        "countries": ["ET"],
        "max_days_per_trip": 5,
        "notice_weeks": 3,
        "cannot_enter": ["ER"],
    },
    "exclusions": {"countries": ["RW"], "organisations": ["open-harbour"], "people": ["A. Person", "B. Person"]},
    "facilitator_attributes": [{"code": "woman", "consented": "2026-01-01", "expires": "2029-01-01"}],
    "accepts": None,
    "risk_clearance": None,
    "last_offered": "2026-10-10",
    "availability": {
        "timezone": "Africa/Nairobi",
        "weekly": [{"day": "mon", "from": "09:00", "to": "12:00"}],
        "periods": [{"from": "2026-01-01", "to": "2027-12-31"}],
        "closed": [{"from": "2026-12-20", "to": "2027-01-06"}],
    },
}


def test_the_sheet_saved_without_a_change_changes_nothing(desk: Client) -> None:
    record = trainer_record(**RICH)
    bring_in(record, organisations=[organisation_record()])
    trainer = Trainer.objects.get()
    before, address = whole(trainer), sheet_address(trainer)
    answer = desk.post(address, filled(desk.get(address).content))
    assert answer.status_code == 302, complaints(answer.content)
    assert whole(trainer) == before


def test_a_change_of_the_sheet_holds_at_once_and_leaves_no_copy(desk: Client) -> None:
    trainer = a_trainer(**{**RICH, "exclusions": {"countries": [], "organisations": [], "people": []}})
    address, revisions = sheet_address(trainer), Revision.objects.count()
    changed = {
        "tiers-topics": "desk",
        "contact-email": "canary@trainers.example",
        "limits-people": "Canary Person",
        "times-back_on": "2099-12-05",
        "terms-accepts_unknown": "",
        "terms-accepts": ["training", "urgent"],
    }
    sent = {key: value for key, value in (filled(desk.get(address).content) | changed).items() if value != ""}
    assert desk.post(address, sent).status_code == 302
    after = whole(trainer)
    assert after["tiers"]["topics"] == "desk"
    assert after["exclusions"]["people"] == ["Canary Person"]
    assert after["accepts"] == ["training", "urgent"]
    assert str(Pause.objects.get().back_on) == "2099-12-05"
    assert Revision.objects.count() == revisions
    logs = str([entry.data for entry in ModelLogEntry.objects.all()]).lower()
    assert "canary" not in logs + str(list(AuditEvent.objects.values())).lower()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"contact-email": "nobody"}, "valid email"),
        ({"limits-cannot_enter": "Atlantis"}, "Not known here"),
        ({"limits-people": "<b>x</b>"}, "Write plain text"),
        ({"slots-0-closes": "08:00"}, "before the beginning"),
        ({"periods-0-last": "2020-01-01"}, "before the beginning"),
        ({"consents-0-expires": "2020-01-01"}, "before the day it was agreed on"),
        ({"times-timezone": "Mars/Olympus"}, "no time zone"),
        ({"terms-hours_per_quarter": "521"}, "less than or equal to 520"),
    ],
)
def test_a_wrong_sheet_saves_nothing_and_says_why(desk: Client, changed: dict[str, str], said: str) -> None:
    bring_in(trainer_record(**RICH), organisations=[organisation_record()])
    trainer = Trainer.objects.get()
    before, address = whole(trainer), sheet_address(trainer)
    page = desk.post(address, filled(desk.get(address).content) | changed)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert whole(trainer) == before


def test_each_opening_and_refusal_is_recorded(client: Client) -> None:
    trainer = a_trainer()
    client.force_login(member(EDITOR))
    assert client.get(sheet_address(trainer)).status_code in (302, 403)
    client.force_login(member(DESK))
    assert client.get(sheet_address(trainer)).status_code == 200
    events = list(AuditEvent.objects.filter(act__startswith="directory.").values_list("act", "what", "outcome"))
    what = f"trainer:{trainer.pk}"
    assert events == [("directory.sheet", what, "refused"), ("directory.sheet-read", what, "done")]


def test_operators_keep_desks_and_read_no_sheet(client: Client) -> None:
    trainer = a_trainer()
    client.force_login(member(OPERATOR))
    assert client.get(reverse("wagtailsnippets_trainers_desk:list")).status_code == 200
    assert client.get(sheet_address(trainer)).status_code in (302, 403)
    assert client.get(edit_address(trainer)).status_code in (302, 403)


def test_the_organisations_sheet_decides_who_sees_what(desk: Client) -> None:
    bring_in(organisations=[organisation_record()])
    row = Organisation.objects.get()
    address = sheet_address(row)
    assert desk.post(address, filled(desk.get(address).content) | {"name_tier": "desk"}).status_code == 302
    assert not Organisation.objects.listed().exists()
    assert records.organisation(Organisation.objects.get())["email"] == "hello@open-harbour.example"
