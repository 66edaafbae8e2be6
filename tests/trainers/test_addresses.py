"""Ids that are words of our own addresses: no page of an entry could ever be reached under them."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import resolve, reverse

from accounts.roles import DESK
from tests.factories.accounts import member
from tests.factories.trainers import bring_in, organisation_record, trainer_record
from trainers import addresses
from trainers.hsds import taking
from trainers.hsds.models import FeedEntry
from trainers.joining import publishing
from trainers.models import Organisation, Trainer
from trainers.models.base import ID_PATTERN


def test_they_are_read_from_the_addresses_themselves() -> None:
    assert "coverage" in addresses.taken("trainer")
    for kind, page in addresses.PAGES.items():
        assert resolve(reverse(f"trainers:{page}", args=["ana"])).url_name == page
        for word in (each for each in addresses.taken(kind) if re.fullmatch(ID_PATTERN, each)):
            # An entry of this id would never be seen.
            assert resolve(reverse(f"trainers:{page}", args=[word])).url_name != page


@pytest.mark.django_db
def test_an_import_refuses_them_for_trainers_alone() -> None:
    report = bring_in(
        trainer_record(id="coverage"), trainer_record(id="ana"), organisations=[organisation_record(id="coverage")]
    )
    assert [line for line in report.lines if "another page" in line] == [
        "failed: trainers/coverage: id: “coverage” is the address of another page: choose another id"
    ]
    assert list(Trainer.objects.values_list("public_id", flat=True)) == ["ana"]
    assert Organisation.objects.filter(public_id="coverage").exists()


@pytest.mark.django_db
def test_who_is_called_so_gets_another_id() -> None:
    assert publishing._free_id("Coverage", "trainer", ()).startswith("coverage-")
    assert publishing._free_id("Coverage", "organisation", ()) == "coverage"
    assert taking._free_id(FeedEntry(kind="trainer", content={"name": "Coverage"})) == "coverage-2"


@pytest.mark.django_db
def test_a_coordinator_is_told_beside_the_field(client: Client) -> None:
    client.force_login(member(DESK), backend="accounts.backends.StaffBackend")
    page = client.post(reverse("wagtailsnippets_trainers_trainer:add"), {"public_id": "coverage"}).content.decode()
    assert "This is the address of another page." in page
