"""A vetted organisation sees its tier of the directory through its case, until the mark is taken back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent, User
from accounts.roles import DESK
from casework import desk_work, requester
from casework.models import VettedMark, VettedOpening
from casework.states import State
from casework.vetted import marking, openings
from tests.casework import cases as browsing
from tests.casework.cases import CASE, Browser
from tests.factories import casework as cases
from tests.factories.accounts import member
from tests.factories.trainers import a_trainer, bring_in, organisation_record, tiers
from trainers import public
from trainers.choices import TIERED, Tier
from trainers.models import Desk, Trainer
from trainers.public import ALLOWED, Audience

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
DIRECTORY = "/en/case/open/directory/"
PUBLIC_ADDRESSES = ("/en/trainers/", "/en/trainers/?language=en", "/api/v1/trainers", "/en/organisations/open-harbour/")
# What no tier opens: a vetted organisation never reads it, whatever a record says.
NEVER = {
    "exclusions": {"countries": ["RW"], "organisations": ["canary-org"], "people": ["Canary Person"]},
    "facilitator_attributes": [{"code": "woman", "consented": "2026-01-01", "expires": "2029-01-01"}],
    "email": "canary@trainers.example",
    "lived_in": ["GL"],
    "last_offered": "2019-07-13",
    "travel": {"regions": [], "countries": [], "max_days_per_trip": 9, "notice_weeks": 1, "cannot_enter": ["MN"]},
}
TRACES = ("Rwanda", "canary-org", "Canary Person", "Woman", "canary@trainers", "Greenland", "2019", "Mongolia")


@pytest.fixture(autouse=True)
def on_a_day() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def ana() -> User:
    cases.three_desks()
    browsing.a_site()
    return cases.coordinator(cases.HERE, role=DESK)


@pytest.fixture
def kept(ana: User) -> cases.Kept:
    return cases.confirmed()


@pytest.fixture
def group(kept: cases.Kept) -> Browser:
    """The browser in which the case is open."""
    browser = Browser()
    browser.post(browsing.OPEN, {"code": kept.sent.code, "passphrase": kept.passphrase})
    return browser


def vetted(kept: cases.Kept, ana: User) -> None:
    marking.mark(ana, kept.case.pk, cases.TODAY)


def main(answer: Any) -> str:
    """The words of the page itself."""
    assert answer.status_code == 200
    found: Any = BeautifulSoup(answer.content, "html.parser").find("main")
    return " ".join(found.get_text(" ").split())


def of(trainer: Trainer) -> str:
    return f"{DIRECTORY}trainers/{trainer.public_id}/"


def test_once_marked_the_case_leads_to_what_vetted_organisations_may_see(
    client: Client, ana: User, kept: cases.Kept, group: Browser
) -> None:
    trainer = a_trainer(
        display_name="Zuri Vettedname", tiers=tiers(display_name="vetted", languages="vetted", travel="vetted")
    )
    assert "vetted organisations may see" not in main(group.get(CASE))
    client.force_login(ana)
    at = reverse("desk_case", args=[kept.case.pk])
    assert client.post(at, {"act": "vet"}).status_code == 302
    assert DIRECTORY in group.get(CASE).content.decode()
    page = group.get(DIRECTORY)
    assert "Zuri Vettedname" in main(page)
    assert of(trainer) in page.content.decode()
    profile = group.get(of(trainer))
    assert "English (fluent, trains in it)" in main(profile)
    assert "Does not travel" in main(profile)
    for answer in (page, profile):
        assert answer["Cache-Control"] == "no-store"
        assert "script-src 'none'" in answer["Content-Security-Policy"]
        assert "noindex" in answer.content.decode()
    assert client.get(f"/en/trainers/{trainer.public_id}/").status_code == 404
    acts = AuditEvent.objects.filter(act="case.vet").values_list("who", "what", "outcome")
    assert list(acts) == [(f"user:{ana.pk}", f"case:{kept.case.pk} on", "done")]


def test_each_opening_is_kept_with_its_day_and_the_desk_reads_it(
    client: Client, ana: User, kept: cases.Kept, group: Browser
) -> None:
    trainer = a_trainer(display_name="Zuri")
    vetted(kept, ana)
    before = AuditEvent.objects.count()
    group.get(DIRECTORY)
    group.get(of(trainer))
    assert AuditEvent.objects.count() == before
    assert list(VettedOpening.objects.values_list("number", "on")) == [(1, cases.TODAY), (2, cases.TODAY)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casework_vettedopening")
        assert trainer.public_id not in str(cursor.fetchall())
    client.force_login(ana)
    text = main(client.get(reverse("desk_case", args=[kept.case.pk])))
    assert "What they opened: 2 Zuri, today The list, today" in text.replace(" ,", ",")


def test_without_a_mark_there_is_nothing_and_nothing_is_kept(kept: cases.Kept, group: Browser) -> None:
    trainer = a_trainer()
    for address in (DIRECTORY, of(trainer)):
        assert (group.get(address).status_code, group.get(address)["Location"]) == (302, "/en/case/open/")
    assert not VettedOpening.objects.exists()
    assert Browser().get(DIRECTORY)["Location"] == "/en/case/"


def taken_back(ana: User, kept: cases.Kept) -> None:
    marking.withdraw(ana, kept.case.pk)


def closed(ana: User, kept: cases.Kept) -> None:
    desk_work.move(ana, kept.case.pk, State.CLOSED, cases.TODAY)


def handed_over(ana: User, kept: cases.Kept) -> None:
    cases.coordinator(cases.NEIGHBOUR)
    desk_work.hand_over(ana, kept.case.pk, Desk.objects.get(public_id=cases.NEIGHBOUR), cases.TODAY)


def erased(_ana: User, kept: cases.Kept) -> None:
    requester.erase(kept.opened(), cases.TODAY)


@pytest.mark.parametrize("ends", [taken_back, closed, handed_over, erased])
def test_it_ends_with_the_mark_and_with_the_case(
    ana: User, kept: cases.Kept, group: Browser, ends: Callable[[User, cases.Kept], None]
) -> None:
    a_trainer(display_name="Zuri Vettedname", tiers=tiers(display_name="vetted"))
    vetted(kept, ana)
    assert "Zuri Vettedname" in main(group.get(DIRECTORY))
    ends(ana, kept)
    answer = group.get(DIRECTORY)
    assert "Zuri" not in answer.content.decode()
    assert not VettedMark.objects.exists()


def test_a_case_that_was_opened_again_is_marked_again(ana: User, kept: cases.Kept) -> None:
    vetted(kept, ana)
    closed(ana, kept)
    with pytest.raises(desk_work.NotAllowed, match="not_active"):
        vetted(kept, ana)
    desk_work.move(ana, kept.case.pk, State.READ, cases.TODAY)
    assert marking.held(kept.case) is None


def test_only_the_cases_own_desk_marks(ana: User, kept: cases.Kept) -> None:
    for other in (cases.coordinator(cases.NEIGHBOUR), cases.coordinator(cases.CENTRAL), member(is_superuser=True)):
        with pytest.raises(desk_work.NotAllowed):
            vetted(kept, other)
    assert not VettedMark.objects.exists()
    assert AuditEvent.objects.filter(act="case.vet", outcome="refused").count() == 3


@pytest.mark.parametrize("tier", list(Tier))
def test_one_allow_list_decides_for_both(tier: Tier) -> None:
    bring_in(organisations=[organisation_record()])
    trainer = a_trainer(organisation="open-harbour", tiers=dict.fromkeys(TIERED, tier.value))
    for audience in Audience:
        row = public.trainers_for(audience, cases.TODAY).for_page().filter(pk=trainer.pk).first()
        assert (row is not None) is (tier in audience.tiers)
        if row is not None:
            shown = public.trainer(row, public.offers_of(row, audience), audience)
            assert {field for field in ALLOWED if field != "display_name" and getattr(shown, field) is None} == set()
    assert public.Audience.ANYONE.tiers < public.Audience.VETTED.tiers


def test_for_each_field_the_tier_and_who_reads_decide() -> None:
    bring_in(organisations=[organisation_record()])
    for field in ALLOWED[1:]:
        trainer = a_trainer(organisation="open-harbour", tiers=tiers(**{field: "vetted"}))
        row = Trainer.objects.for_page().get(pk=trainer.pk)
        hidden = {
            audience: {
                name
                for name in ALLOWED[1:]
                if getattr(public.trainer(row, public.offers_of(row, audience), audience), name) is None
            }
            for audience in Audience
        }
        assert hidden == {Audience.ANYONE: {field}, Audience.VETTED: set()}


@pytest.mark.parametrize("everything", ["public", "vetted"])
def test_what_is_for_the_desk_is_never_shown_whatever_its_tier_says(
    ana: User, kept: cases.Kept, group: Browser, everything: str
) -> None:
    trainer = a_trainer(tiers=dict.fromkeys(TIERED, everything), **NEVER)
    vetted(kept, ana)
    pages = main(group.get(DIRECTORY)) + main(group.get(of(trainer)))
    assert not [trace for trace in TRACES if trace in pages]


def test_an_organisation_shows_vetted_ones_its_name_and_contact(
    client: Client, ana: User, kept: cases.Kept, group: Browser
) -> None:
    home = organisation_record(tiers={"name": "vetted", "email": "vetted", "website": "desk"})
    bring_in(organisations=[home])
    trainer = a_trainer(organisation="open-harbour")
    vetted(kept, ana)
    at = f"{DIRECTORY}organisations/open-harbour/"
    assert at in group.get(of(trainer)).content.decode()
    text = main(group.get(at))
    assert "hello@open-harbour.example" in text
    assert "https://open-harbour.example/" not in text
    assert trainer.display_name in text
    assert client.get("/en/organisations/open-harbour/").status_code == 404


def plain(answer: Any) -> bytes:
    assert answer.status_code == 200
    return re.sub(rb"nonce-[^']*|name=\"proof\" value=\"[^\"]*\"", b"", answer.content)


def test_hidden_ones_change_no_byte_of_what_others_see(
    client: Client, ana: User, kept: cases.Kept, group: Browser
) -> None:
    bring_in(organisations=[organisation_record()])
    shown = a_trainer(organisation="open-harbour", topics=[{"code": "malware", "level": 2}])
    vetted(kept, ana)
    addresses = (DIRECTORY, f"{DIRECTORY}?language=en", of(shown), f"{DIRECTORY}organisations/open-harbour/")
    public_before = [plain(client.get(address)) for address in PUBLIC_ADDRESSES]
    vetted_before = [plain(group.get(address)) for address in addresses]
    for_the_desk = a_trainer(organisation="open-harbour", tiers=tiers(display_name="desk"))
    a_trainer(organisation="open-harbour", vetted_until="2026-11-30")
    assert [plain(group.get(address)) for address in addresses] == vetted_before
    assert group.get(of(for_the_desk)).status_code == 404
    a_trainer(organisation="open-harbour", tiers=tiers(display_name="vetted"))
    assert [plain(client.get(address)) for address in PUBLIC_ADDRESSES] == public_before
    assert plain(group.get(DIRECTORY)) != vetted_before[0]


def test_nobody_copies_the_directory_in_a_day(
    ana: User, kept: cases.Kept, group: Browser, monkeypatch: pytest.MonkeyPatch, on_a_day: time_machine.Traveller
) -> None:
    monkeypatch.setattr(openings, "MOST_A_DAY", 2)
    trainer = a_trainer()
    vetted(kept, ana)
    assert [group.get(of(trainer)).status_code for _each in range(3)] == [200, 200, 429]
    assert VettedOpening.objects.count() == 2
    on_a_day.shift(dt.timedelta(days=1))
    group.post(browsing.OPEN, {"code": kept.sent.code, "passphrase": kept.passphrase})
    assert group.get(of(trainer)).status_code == 200


def test_filters_work_as_in_the_public_directory(ana: User, kept: cases.Kept, group: Browser) -> None:
    a_trainer(display_name="Zuri", topics=[{"code": "malware", "level": 2}], tiers=tiers(topics="vetted"))
    a_trainer(display_name="Omari")
    vetted(kept, ana)
    text = main(group.get(f"{DIRECTORY}?topic=malware"))
    assert ("Zuri" in text, "Omari" in text) == (True, False)
    assert "1 of 2 trainers match" in text


def test_as_many_queries_for_many_trainers_as_for_one(ana: User, kept: cases.Kept, group: Browser) -> None:
    vetted(kept, ana)

    def queries() -> int:
        group.get(DIRECTORY)
        with CaptureQueriesContext(connection) as asked:
            group.get(DIRECTORY)
        return len(asked)

    a_trainer()
    one = queries()
    for _each in range(4):
        a_trainer()
    assert queries() == one <= 30
