"""Who is listed, on which day, and that whoever is not changes nothing that anyone can read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.factories.trainers import (
    TODAY,
    a_trainer,
    bring_in,
    hidden_trainers,
    organisation_record,
    tiers,
    trainer_record,
)
from trainers import store
from trainers.models import Organisation, Trainer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_the_directorys_day() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC), tick=False):
        yield


@pytest.mark.parametrize(
    ("changes", "listed"),
    [
        ({}, True),
        ({"vetted_until": "2026-12-01"}, True),
        ({"vetted_until": "2026-11-30"}, False),
        ({"vetted_until": None, "vetted_by": None}, False),
        ({"published": False}, False),
        ({"tiers": tiers(display_name="vetted")}, False),
        ({"tiers": {}}, False),
        ({"topics": []}, True),
        ({"organisation": None}, True),
    ],
)
def test_who_is_listed(changes: dict[str, Any], listed: bool) -> None:
    trainer = a_trainer(**changes)
    assert (trainer in Trainer.objects.listed(TODAY)) is listed
    assert store.count_listed(TODAY) == listed


def test_vouching_ends_with_its_last_day() -> None:
    a_trainer(vetted_until="2026-12-01")
    assert store.count_listed(dt.date(2026, 12, 1)) == 1
    assert store.count_listed(dt.date(2026, 12, 2)) == 0


def test_expiry_counts_by_the_clock_and_not_by_the_timer() -> None:
    trainer = a_trainer()
    Trainer.objects.update(expire_at=timezone.now() + dt.timedelta(minutes=1))
    assert store.count_listed(TODAY) == 1
    Trainer.objects.update(expire_at=timezone.now())
    assert store.count_listed(TODAY) == 0
    trainer.refresh_from_db()
    assert not trainer.is_current()


MEMBERS = {
    "organisation": "open-harbour",
    "base_country": "MW",
    "worked_in": ["MW", "MG"],
    "languages": [{"code": "ny", "level": "native", "can_train": True}],
    "topics": [{"code": "kidnapping", "level": 3}],
    "formats": ["accompaniment"],
    "at_risk_groups": [{"code": "lawyers", "experience": 3}],
    "accepts": ["urgent"],
    "display_name": "Hidden Malawi",
}
ADDRESSES = (
    "/en/trainers/",
    "/ar/trainers/?region=014",
    "/en/trainers/?language=ny&topic=security-management",
    "/fr/trainers/?country=MW",
    "/en/trainers/?q=malawi&available=four-weeks",
    "/en/trainers/?q=hidden",
    "/en/trainers/coverage/",
    "/en/trainers/coverage/?language=ny&topic=security-management",
    "/en/trainers/list.csv",
    "/fr/trainers/list.json?region=014",
    "/en/trainers/feed.xml?country=MW",
    "/ar/trainers/feed.xml",
    "/api/v1/trainers?q=hidden",
    "/en/organisations/open-harbour/",
    "/es/desks/central-unit/",
    "/api/v1/trainers",
    "/api/v1/trainers?country=MW",
    *(f"/en/trainers/{record['id']}/" for record in hidden_trainers()),
)
REQUEST = {
    "country": "MW",
    "languages": [{"code": "en", "need": "must"}],
    "topics": [{"code": "phishing", "weight": 2}],
    "format": "online",
    "participants": 10,
    "at_risk_groups": ["journalists"],
    "risk_level": "low",
    "urgency": "planned",
    "start_by": "2027-01-15",
    "weeks": 4,
    "hours": 6,
}


def public_answers(client: Client) -> dict[str, tuple[int, bytes]]:
    answers = {address: client.get(address) for address in ADDRESSES}
    answers["match"] = client.post("/api/v1/match", json.dumps(REQUEST), content_type="application/json")
    return {address: (answer.status_code, answer.getvalue()) for address, answer in answers.items()}


@pytest.mark.parametrize("wider", [MEMBERS, {}])
def test_whoever_is_not_listed_changes_no_byte_of_any_public_answer(client: Client, wider: dict[str, Any]) -> None:
    seen = [trainer_record(organisation="open-harbour"), trainer_record(base_country="UG")]
    bring_in(*seen, organisations=[organisation_record()])
    before = public_answers(client)
    bring_in(*hidden_trainers(**wider), organisations=[organisation_record()])
    assert Trainer.objects.count() == 6
    after = public_answers(client)
    assert {address: status for address, (status, _) in after.items() if status not in (200, 404)} == {}
    assert after == before


def test_a_hidden_organisation_is_named_nowhere(client: Client) -> None:
    member = trainer_record(organisation="open-harbour")
    bring_in(member, organisations=[organisation_record()])
    profile = f"/en/trainers/{member['id']}/"
    assert b"Open Harbour" in client.get(profile).content
    for hide in (
        lambda: Organisation.objects.update(live=False),
        lambda: Organisation.objects.update(live=True, status="defunct"),
        lambda: Organisation.objects.update(live=True, status="active", expire_at=timezone.now()),
        lambda: (
            bring_in(member, organisations=[organisation_record(tiers={"name": "vetted"})], take_theirs=True)
            and Organisation.objects.update(expire_at=None)
        ),
    ):
        hide()
        assert client.get("/en/organisations/open-harbour/").status_code == 404
        for address in (profile, "/en/trainers/", "/api/v1/trainers"):
            assert b"Open Harbour" not in client.get(address).content
            assert b"open-harbour" not in client.get(address).content


def test_an_unlisted_profile_answers_like_one_that_never_was(client: Client) -> None:
    a_trainer(id="quux-one", published=False)
    hidden, never = (client.get(f"/en/trainers/{name}/") for name in ("quux-one", "quux-two"))
    assert hidden.status_code == never.status_code == 404
    assert hidden.content.replace(b"quux-one", b"quux-two") == never.content
