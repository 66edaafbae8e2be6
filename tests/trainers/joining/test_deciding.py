"""What a desk does about an application, who of the desks may, and what stands behind the code."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.roles import DESK
from tests.factories.casework import coordinator
from tests.factories.trainers import a_trainer, an_organisation
from tests.trainers.joining.asker import BACK, CANARY, JOIN, ORGANISATION, PERSON, Asker, a_site, title
from trainers import records
from trainers.joining import duplicates
from trainers.models import Application, Organisation, Trainer

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
LIST = "/admin/directory/asking/"
# Wagtail leads a person elsewhere where it refuses a script with 403.
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}
VOUCHED = {
    "list-for_what": ["identity", "skills"],
    "list-knowledge": "Somebody of the desk",
    "list-reason": "Two talks",
    "list-clearance": "medium",
    "list-looked": "on",
}


@pytest.fixture(autouse=True)
def site() -> None:
    a_site()


def signed_in(*desks: str) -> Client:
    client = Client()
    client.force_login(coordinator(*desks, role=DESK), backend="accounts.backends.StaffBackend")
    return client


def address() -> str:
    return f"{LIST}{Application.objects.get().pk}/"


def decide(client: Client, act: str, **fields: Any) -> Any:
    row = Application.objects.get()
    until = timezone.localdate() + dt.timedelta(days=200)
    given = {"list-until": until.isoformat(), **VOUCHED} if act == "list" else {}
    return client.post(address(), {**given, **fields, "act": act, "version": str(row.version)})


def acts() -> list[str]:
    return list(AuditEvent.objects.filter(act__startswith="joining.").order_by("number").values_list("act", "outcome"))


def test_listed_with_everything_they_said_as_the_look_had_shown() -> None:
    asker = Asker()
    an_organisation(id="open-harbour", name="Open Harbour")
    code = asker.send(away_from="2027-01-04", away_to="2027-1-8")
    page = (desk := signed_in("south")).get(address()).content.decode()
    assert CANARY in page
    assert "Africa/Nairobi; Away: 2027-01-04 to 2027-01-08" in page
    assert '<option value="open-harbour" selected>' in page
    assert decide(desk, "list", **{"list-organisation": "open-harbour"}).status_code == 302

    record = records.trainer(Trainer.objects.whole().get())
    assert record["id"] == "wanjiru-achieng"
    assert (record["display_name"], record["is_alias"], record["organisation"]) == (
        "Wanjiru Achieng",
        True,
        "open-harbour",
    )
    assert record["exclusions"] == {
        "countries": ["SD"],
        "organisations": ["open-harbour"],
        "people": [f"Somebody {CANARY}-person"],
    }
    assert record["travel"]["regions"] == ["014"]
    hours = {"from": "09:00", "to": "12:30"}
    assert record["availability"] == {
        "timezone": "Africa/Nairobi",
        "weekly": [{"day": "mon", **hours}, {"day": "wed", **hours}],
        "periods": [],
        "closed": [{"from": "2027-01-04", "to": "2027-01-08"}],
    }
    assert record["capacity"]["hours_per_quarter"] == 40
    assert record["tiers"]["worked_in"] == "vetted"
    assert record["tiers"]["email"] == "desk"
    assert record["vetted_by"] == "south"
    assert [each["code"] for each in record["facilitator_attributes"]] == ["woman"]
    profile = desk.get("/en/trainers/wanjiru-achieng/").content.decode()
    assert "Swahili (native, trains in it)" in profile
    assert "Uganda" not in profile
    row = Application.objects.get()
    # In the directory now; what has no place there yet stays for a month, and nothing else.
    assert row.content == {"reach": f"Signal, {CANARY}-reach"}
    assert 'href="/en/trainers/wanjiru-achieng/"' in asker.open(code)
    assert title(asker.page) == "You are in the directory"


def test_who_shows_no_name_has_no_name_in_any_address() -> None:
    asker = Asker()
    asker.send({**PERSON, 7: dict.fromkeys(PERSON[7], "desk")})
    decide(signed_in("south"), "list")
    made = Trainer.objects.get()
    assert "wanjiru" not in made.public_id
    assert not Trainer.objects.listed(timezone.localdate()).exists()


def test_an_organisation_is_listed_without_a_vouching() -> None:
    Asker().send(ORGANISATION)
    client = signed_in("north")
    assert decide(client, "list", **{"list-looked": ""}).status_code == 200
    assert not Organisation.objects.exists()
    decide(client, "list", **{"list-looked": "on"})
    assert Organisation.objects.listed().get().public_id == "baobab-circle"


def test_nothing_is_made_when_the_vouching_is_refused() -> None:
    Asker().send()
    page = decide(signed_in("south"), "list", **{"list-until": "2099-01-01"})
    assert page.status_code == 200
    assert not Trainer.objects.exists()
    assert Application.objects.get().state == "waiting"


def test_a_question_is_read_and_answered_behind_the_code() -> None:
    asker = Asker()
    code = asker.send()
    desk = signed_in("south")
    decide(desk, "ask", **{"ask-text": "Who knows your work?"})
    assert "Who knows your work?" in asker.open(code)
    assert "Write your answer" in asker.post(BACK, to="answer", answer="")
    assert "The desk has your answer." in asker.post(BACK, to="answer", answer="The newsroom")
    # Sent again from an old page: nothing is asked any more.
    asker.post(BACK, to="answer", answer="The newsroom")
    row = Application.objects.get()
    assert [line["text"] for line in row.talk] == ["Who knows your work?", "The newsroom"]
    assert (row.state, row.news) == ("waiting", True)
    assert "The newsroom" in desk.get(address()).content.decode()


def test_a_refusal_is_told_in_their_language_and_erases_what_they_wrote() -> None:
    asker = Asker()
    code = asker.send()
    client = signed_in("south")
    assert "Write the reason" in decide(client, "refuse", **{"refuse-code": "other"}).content.decode()
    decide(client, "refuse", **{"refuse-code": "unknown", "refuse-text": "Ask again next year"})
    page = asker.open(code)
    assert "Nobody we trust could tell us about this work." in page
    assert "Ask again next year" in page
    row = Application.objects.get()
    assert (row.content, row.talk) == ({}, [])
    assert 80 < (row.purge_on - timezone.localdate()).days <= 90


def test_what_was_corrected_meanwhile_is_not_decided_unread() -> None:
    asker = Asker()
    code = asker.send()
    version = Application.objects.get().version
    asker.open(code)
    assert 'value="Wanjiru Achieng"' in asker.post(BACK, to="correct")
    asker.post(JOIN, **{**PERSON[1], "name": "Wanjiru A."}, to="next")
    for number in range(2, 8):
        asker.post(JOIN, **PERSON[number], to="next")
    assert "Send the correction" in asker.page
    assert "The desk has your correction." in asker.post(JOIN, to="send")
    row = Application.objects.get()
    assert row.content["said"]["name"] == "Wanjiru A."
    client = signed_in("south")
    client.post(address(), {"act": "duplicate", "version": str(version)})
    assert Application.objects.get().state == "waiting"
    client.post(address(), {"act": "duplicate", "version": str(row.version)})
    assert Application.objects.get().state == "duplicate"
    # Decided: nothing is left to correct, and another list of answers opens nothing.
    asker.open(code)
    assert "Correct what I wrote" not in asker.page


def test_taken_back_is_erased_after_one_more_question() -> None:
    asker = Asker()
    code = asker.send()
    asker.open(code)
    assert "Erase all of it now?" in asker.post(BACK, to="withdraw")
    assert Application.objects.exists()
    assert title(asker.post(BACK, to="erase")) == "It is erased"
    assert not Application.objects.exists()
    gone = asker.open(code)
    assert "This code opens nothing." in gone
    assert "This code opens nothing." in asker.open("0000 0000 0000 0000")


def test_only_its_desk_and_the_central_unit_read_it_and_each_opening_is_recorded() -> None:
    Asker().send()
    neighbour = signed_in("north")
    assert neighbour.get(address(), headers=SCRIPT).status_code == 403
    assert neighbour.post(address(), {"act": "refuse"}, headers=SCRIPT).status_code == 403
    assert str(Application.objects.get()) not in neighbour.get(LIST).content.decode()
    without = Client()
    without.force_login(coordinator(role=DESK), backend="accounts.backends.StaffBackend")
    assert without.get(LIST, headers=SCRIPT).status_code == 403
    member_without_rights = Client()
    member_without_rights.force_login(coordinator("south"), backend="accounts.backends.StaffBackend")
    assert member_without_rights.get(address(), headers=SCRIPT).status_code == 403
    assert acts() == [("joining.read", "refused"), ("joining.read", "refused")]
    for client in (signed_in("south"), signed_in("central-unit")):
        assert str(Application.objects.get()) in client.get(LIST).content.decode()
        assert "Wanjiru" in client.get(address()).content.decode()
    assert "Wanjiru" not in client.get(LIST).content.decode()
    assert acts()[2:] == [("joining.read", "done"), ("joining.read", "done")]


def test_a_name_that_is_listed_already_is_a_warning_in_any_script() -> None:
    a_trainer(display_name="Лариса Гусева", email="larisa@mail.example")
    Asker().send(name="Gusieva Larisa", email="LARISA@mail.example")
    Asker().send(name="Larisa Guseva")
    page = signed_in("south").get(f"{LIST}{Application.objects.order_by('pk').first().pk}/").content.decode()
    assert "Somebody of this name is listed already." in page
    assert "1 other came to this desk on the same day." in page
    assert "asks too" in page
    Application.objects.all().delete()
    Asker().send(name="Somebody Else")
    assert "Somebody of this name" not in signed_in("south").get(address()).content.decode()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Лариса Гусева", "Guseva Larisa", True),
        ("María López", "MARIA LOPEZ", True),
        ("Zoé Nguyễn", "Zoe\u0301 Nguye\u0302\u0303n", True),
        ("Ana López", "Ana Gómez", False),
        ("", "", False),
    ],
)
def test_names_are_alike_across_scripts(one: str, other: str, same: bool) -> None:
    assert duplicates.alike(duplicates.bare(one), duplicates.bare(other)) is same


def test_many_cost_the_list_no_more_queries(django_assert_max_num_queries: Any) -> None:
    client = signed_in("south")
    for number in range(3):
        Asker().send(name=f"Somebody {number}")
    client.get(LIST)
    with django_assert_max_num_queries(25) as few:
        client.get(LIST)
    first = len(few)
    for row in Application.objects.all():
        for copy in range(4):
            Application.objects.create(
                code_hash=f"{row.pk}{copy}",
                token_hash=f"{row.pk}{copy}",
                kind=row.kind,
                desk=row.desk,
                language="en",
                came_on=row.came_on,
                changed_on=row.came_on,
                purge_on=row.purge_on,
            )
    with django_assert_max_num_queries(first):
        client.get(LIST)
