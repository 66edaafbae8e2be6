"""Feeds of other directories come in as proposals, and a desk decides of each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import AuditEvent
from accounts.roles import DESK, EDITOR
from tests.factories.accounts import member
from tests.factories.trainers import TODAY, an_organisation, bring_in, trainer_record
from trainers.hsds import taking
from trainers.hsds.models import FeedEntry, FeedState
from trainers.hsds.reading import Codes, read
from trainers.importing.reading import UnreadableFileError
from trainers.models import Organisation, Trainer

CODES = Codes(
    topics=frozenset({"phishing"}),
    formats=frozenset({"online"}),
    at_risk_groups=frozenset({"journalists"}),
    services=frozenset({"triage"}),
)


def attribute(code: str) -> dict[str, Any]:
    return {"id": "x", "taxonomy_term": {"id": "y", "code": code, "name": code, "description": code}}


def organization(**changes: Any) -> dict[str, Any]:
    return {
        "id": "8d3b2f0e-0000-4000-8000-000000000001",
        "name": "Casa <b>Ceiba</b>\u202e",
        "description": "<p>We help &amp; listen.</p>\u0007",
        "website": "https://ceiba.example",
        "email": "hello@ceiba.example",
        **changes,
    }


def service(**changes: Any) -> dict[str, Any]:
    return {
        "id": "8d3b2f0e-0000-4000-8000-000000000002",
        "organization_id": "8d3b2f0e-0000-4000-8000-000000000001",
        "name": "First help",
        "status": "active",
        "languages": [{"id": "l", "code": "es"}, {"id": "m", "code": "klingon"}],
        "service_areas": [{"id": "a", "extent": "GT"}, {"id": "b", "extent": "Middle-earth"}],
        "attributes": [attribute("triage"), attribute("journalists"), attribute("magic")],
        **changes,
    }


def feed(*organizations: Any, services: Any = ()) -> bytes:
    return json.dumps({"organizations": organizations, "services": list(services)}).encode()


def test_an_organisation_is_read_with_its_services_and_cleaned() -> None:
    found = read(feed(organization(), organization(id="z", name=" "), services=[service()]), CODES)
    [ceiba] = found.offered
    assert found.faults == ("organisation/z: has no id or no name",)
    assert ceiba.content == {
        "name": "Casa Ceiba",
        "summary": {"en": "We help & listen."},
        "website": "https://ceiba.example/",
        "email": "hello@ceiba.example",
        "languages": ["es"],
        "places": ["GT"],
        "services": ["triage"],
        "at_risk_groups": ["journalists"],
        "unknown": ["magic"],
        "offers": ["First help"],
        "active": True,
    }


def test_a_trainer_is_read_where_the_profile_says_so() -> None:
    person = service(id="t", name="Ana", entry_kind="trainer", attributes=[attribute("phishing"), attribute("online")])
    page = json.dumps({"contents": [person], "last_page": True}).encode()
    [ana] = read(page, CODES).offered
    assert (ana.kind, ana.content["name"], ana.content["topics"]) == ("trainer", "Ana", {"phishing": 1})
    assert ana.content["formats"] == ["online"]


@pytest.mark.parametrize(
    "raw",
    [b"", b"[]", b"{}", b"\xff", b"null", b'{"organizations": 3}', b'["a"]', b"[" * 5000, b'{"contents": [[[[]]]]}'],
)
def test_what_is_no_feed_is_refused_as_a_whole(raw: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        read(raw, CODES)


@pytest.mark.parametrize("value", [None, 3, [], {}, [[]], [None], "x" * 9999, {"id": []}, "\ud800", "\x00<script>"])
def test_any_value_anywhere_is_no_accident(value: Any) -> None:
    for name in (*organization(), "descriptions", "attributes", "entry_kind", "groups_served"):
        read(feed(organization(**{name: value}), services=[service()]), CODES)
    for name in (*service(), "organization", "groups_served", "entry_kind", "base_country"):
        read(feed(organization(), services=[service(**{name: value})]), CODES)


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(member(DESK))
    return client


@pytest.mark.django_db
def test_a_desk_takes_one_as_a_draft_and_refuses_another(desk: Client, tmp_path: Path) -> None:
    an_organisation(name="Casa de la Ceiba", website="https://ceiba.example/", id="casa")
    file = tmp_path / "feed.json"
    person = service(id="t", name="Ana", entry_kind="trainer", attributes=[attribute("phishing")])
    file.write_bytes(feed(organization(), services=[service(), person]))
    with file.open("rb") as upload:
        page = desk.post("/admin/directory/proposals/", {"file": upload, "source": "Other"}, follow=True)
    assert "Casa Ceiba" in page.content.decode()
    assert "perhaps here already" in page.content.decode()
    first, second = FeedEntry.objects.order_by("kind")
    shown = desk.get(f"/admin/directory/proposals/{first.pk}/").content.decode()
    assert "Casa de la Ceiba" in shown
    assert "We help &amp; listen." in shown
    desk.post(f"/admin/directory/proposals/{first.pk}/", {"act": "accept"})
    made = Organisation.objects.get(public_id="casa-ceiba")
    assert (made.live, made.contact.email_tier, made.contact.name_tier) == (False, "desk", "desk")
    assert desk.get("/en/organisations/casa-ceiba/").status_code == 404
    desk.post(f"/admin/directory/proposals/{second.pk}/", {"act": "refuse"})
    assert not Trainer.objects.exists()
    taking.keep(read(file.read_bytes(), taking.codes()), "Other", TODAY)
    assert set(FeedEntry.objects.values_list("state", flat=True)) == {FeedState.ACCEPTED, FeedState.REFUSED}
    again = desk.post(f"/admin/directory/proposals/{second.pk}/", {"act": "accept"}, follow=True)
    assert "Nothing was changed" in again.content.decode()
    acts = set(AuditEvent.objects.values_list("act", flat=True))
    assert {"directory.feed", "directory.feed-accept", "directory.feed-refuse"} <= acts


@pytest.mark.django_db
def test_what_changes_after_it_was_taken_is_shown_beside_what_was_taken(desk: Client) -> None:
    def bring(**changes: Any) -> taking.Kept:
        offered = feed(organization(**changes), services=[service(status=changes.pop("status", "active"))])
        return taking.keep(read(offered, taking.codes()), "Other", TODAY)

    bring()
    entry = FeedEntry.objects.get()
    address = f"/admin/directory/proposals/{entry.pk}/"
    made = taking.accept(entry.pk, TODAY)
    assert bring().same == 1
    assert bring(description="We help.").changed == 1
    assert bring(description="We listen.", status="inactive").changed == 1
    assert "changed since it was taken" in desk.get("/admin/directory/proposals/").content.decode()
    page = desk.get(address).content.decode()
    # Beside what was taken, not beside the change in between.
    for shown in ("English: We help &amp; listen.", "<mark>English: We listen.</mark>", "<mark>No</mark>"):
        assert shown in page
    assert "<mark>hello@ceiba.example</mark>" not in page
    assert f"/edit/{made.pk}/" in page
    for act in ("accept", "refuse"):
        assert "Nothing was changed" in desk.post(address, {"act": act}, follow=True).content.decode()
    assert desk.post(address, {"act": "seen"}).status_code == 302
    assert Organisation.objects.get().summaries.get().text == "We help & listen."
    assert bring(description="We listen.", status="inactive").same == 1
    # Once more, and back again: then nothing is left to decide.
    bring()
    assert FeedEntry.objects.get().state == FeedState.WAITING
    bring(description="We listen.", status="inactive")
    assert FeedEntry.objects.get().state == FeedState.ACCEPTED
    bring(description="We sing.")
    Organisation.objects.all().delete()
    assert "We sing." in desk.get(address).content.decode()
    assert taking.accept(entry.pk, TODAY).public_id == "casa-ceiba"


@pytest.mark.django_db
def test_a_trainer_from_a_feed_is_vouched_for_by_nobody() -> None:
    person = service(id="t", name="Ana", entry_kind="trainer", attributes=[attribute("phishing")])
    bring_in(trainer_record(id="ana"))
    taking.keep(read(feed(services=[person]), taking.codes()), "Other", TODAY)
    made = taking.accept(FeedEntry.objects.get(kind="trainer").pk, TODAY)
    assert (made.public_id, made.live) == ("ana-2", False)
    assert not hasattr(Trainer.objects.get(pk=made.pk), "vouching")


@pytest.mark.django_db
def test_proposals_are_sealed_and_only_for_desks(client: Client) -> None:
    taking.keep(read(feed(organization(), services=[service()]), taking.codes()), "Other", TODAY)
    stored = FeedEntry.objects.values_list("content", flat=True)[0]
    assert "Ceiba" not in str(stored)
    client.force_login(member(EDITOR))
    assert client.get("/admin/directory/proposals/").status_code in {302, 403}


@pytest.mark.django_db
def test_only_allowed_addresses_are_asked(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="HUB_HSDS_FEEDS"):
        call_command("import_directory", "https://other.example/api/hsds/", format="hsds")
    file = tmp_path / "feed.json"
    file.write_bytes(feed(organization(), services=[service()]))
    call_command("import_directory", str(file), format="hsds", dry_run=True, verbosity=0)
    assert not FeedEntry.objects.exists()
