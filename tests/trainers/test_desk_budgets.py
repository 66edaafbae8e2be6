"""The desk's lists cost as many queries for many rows as for a few."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.trainers import bring_in, desk_record, trainer_record
from tests.trainers.own.situations import in_days, wish, works_at
from tests.trainers.test_feed import feed, organization, service
from trainers import vouching
from trainers.hsds import taking
from trainers.hsds.reading import read
from trainers.links_health.models import LinkCheck, Outcome
from trainers.models import Trainer

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 12, 1)
FEW, MANY = 3, 10
WAITING, HEALTH, PROPOSALS = "directory_waiting", "directory_health", "directory_proposals"


def rows(first: int, last: int) -> None:
    """Trainers whose vouching ends soon, who wish something and whose link is silent; proposals of others."""
    soon = in_days(20).isoformat()
    bring_in(*[trainer_record(id=f"t{number}", vetted_until=soon) for number in range(first, last)])
    for trainer in Trainer.objects.filter(public_id__in=[f"t{number}" for number in range(first, last)]):
        wish(trainer, display_name=f"New {trainer.public_id}")
        LinkCheck.objects.create(trainer=trainer, mark=f"{trainer.pk:064}", outcome=Outcome.SILENT, checked=TODAY)
    for number in range(first, last):
        given = feed(organization(id=f"o{number}", name=f"House {number}"), services=[service(id=f"s{number}")])
        taking.keep(read(given, taking.codes()), f"Other {number}", TODAY)


def queries(client: Client, address: str, shown: str, many: int) -> int:
    """The queries of a screen that shows so many of something."""
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address)
    assert page.content.decode().count(shown) >= many, page.status_code
    return len(asked)


@pytest.mark.slow
def test_lists_cost_as_many_queries_for_many_rows_as_for_a_few(client: Client) -> None:
    bring_in(desks=[desk_record()])
    client.force_login(works_at())
    marks = {
        WAITING: "/admin/directory/waiting/",
        HEALTH: "has not answered since",
        PROPOSALS: "/admin/directory/proposals/",
    }
    rows(0, FEW)
    for screen in marks:
        client.get(reverse(screen))
    few = {screen: queries(client, reverse(screen), mark, FEW) for screen, mark in marks.items()}
    rows(FEW, MANY)
    many = {screen: queries(client, reverse(screen), mark, MANY) for screen, mark in marks.items()}
    assert many == few
    assert max(few.values()) <= 25, few


def test_one_trainer_with_a_long_history_costs_no_more(client: Client) -> None:
    bring_in(trainer_record(id="t1", vetted_until=in_days(20).isoformat()), desks=[desk_record()])
    user, trainer = works_at(), Trainer.objects.get()
    client.force_login(user)
    screens = [reverse(name, args=[trainer.pk]) for name in ("directory_vouching", "directory_review")]

    def measured() -> list[int]:
        found = []
        for address in screens:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            found.append(len(asked))
        return found

    def history() -> None:
        vouching.suspend(trainer, by=user, reason="We look at something.", today=TODAY)
        vouching.resume(trainer, by=user, reason="It is fine.", today=TODAY)

    wish(trainer, display_name="New")
    history()
    measured()
    few = measured()
    wish(trainer, display_name="New", base_country="UG", formats=["online"], organisation=None)
    for _ in range(4):
        history()
    assert measured() == few
    assert max(few) <= 40, few
