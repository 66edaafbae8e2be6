"""What is kept ready for unknown askers is what the tables say, whatever was written meanwhile."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.trainers import TODAY, bring_in, hidden_trainers, trainer_record
from trainers import ready, store
from trainers.models import Trainer

pytestmark = pytest.mark.django_db


def test_it_is_kept_while_nothing_changes_and_read_anew_when_something_does() -> None:
    bring_in(trainer_record(id="one"), trainer_record(id="two"), *hidden_trainers())
    first = ready.public(TODAY)
    assert first.candidates == store.public_candidates(TODAY)
    assert ready.public(TODAY) is first
    Trainer.objects.filter(public_id="two").update(live=False)
    assert {one.id for one in ready.public(TODAY).candidates} == {one.id for one in first.candidates} - {"two"}
    assert ready.public(TODAY + dt.timedelta(days=1)) is not first


def test_nobody_stays_beyond_the_moment_they_expire(monkeypatch: pytest.MonkeyPatch) -> None:
    bring_in(trainer_record(id="one"), trainer_record(id="two"))
    now = dt.datetime.now(dt.UTC)
    Trainer.objects.filter(public_id="two").update(expire_at=now + dt.timedelta(hours=1))
    assert len(ready.public(TODAY).candidates) == 2
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + dt.timedelta(hours=2))
    assert [one.id for one in ready.public(TODAY).candidates] == ["one"]


def test_where_nothing_has_changed_it_costs_one_query_and_holds_no_consent() -> None:
    bring_in(
        trainer_record(
            id="one", facilitator_attributes=[{"code": "woman", "consented": "2026-01-01", "expires": "2029-01-01"}]
        )
    )
    kept = ready.public(TODAY)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        ready.public(TODAY)
    assert len(queries) == 1
    assert [one.facilitator_attributes for one in kept.candidates] == [()]
    assert all(not one.exclusions.countries and not one.exclusions.people for one in kept.candidates)
