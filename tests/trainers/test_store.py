"""Trainers as matching reads them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

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
from trainers.matching.values import Availability, OptedIn, OwnExclusions, Period, Slot, SpokenLanguage, Travel
from trainers.models import Trainer

pytestmark = pytest.mark.django_db
FULL: dict[str, Any] = {
    "id": "full",
    "organisation": "open-harbour",
    "travel": {
        "regions": ["014"],
        "countries": ["ET"],
        "max_days_per_trip": 5,
        "notice_weeks": 3,
        "cannot_enter": ["ER"],
    },
    "exclusions": {"countries": ["RW"], "organisations": ["x"], "people": ["A. Person"]},
    "facilitator_attributes": [{"code": "woman", "consented": "2026-01-01", "expires": "2029-01-01"}],
    "availability": {
        "timezone": "Africa/Nairobi",
        "weekly": [{"day": "tue", "from": "09:30", "to": "12:00"}],
        "periods": [{"from": "2026-01-01", "to": "2027-12-31"}],
        "closed": [{"from": "2026-12-20", "to": "2027-01-06"}],
    },
}


def test_everything_is_read() -> None:
    bring_in(trainer_record(**FULL), organisations=[organisation_record()])
    [found] = store.candidates(TODAY)
    assert (found.id, found.organisation, found.organisation_country) == ("full", "open-harbour", "KE")
    assert found.languages == (SpokenLanguage("en", "fluent", True),)
    assert (dict(found.topics), dict(found.at_risk_groups)) == ({"phishing": 2}, {"journalists": 2})
    assert (found.formats, found.worked_in, found.lived_in) == ({"in_person", "online"}, {"KE", "UG"}, {"KE"})
    assert found.travel == Travel(frozenset({"014"}), frozenset({"ET"}), 5, 3, frozenset({"ER"}))
    assert found.exclusions == OwnExclusions(frozenset({"RW"}), frozenset({"x"}), ("A. Person",))
    assert found.facilitator_attributes == (OptedIn("woman", dt.date(2029, 1, 1)),)
    assert found.availability == Availability(
        "Africa/Nairobi",
        (Slot(1, 570, 720),),
        (Period(dt.date(2026, 1, 1), dt.date(2027, 12, 31)),),
        (Period(dt.date(2026, 12, 20), dt.date(2027, 1, 6)),),
    )
    assert "topics" in found.public
    assert "email" not in found.public


def test_for_a_stranger_consents_and_exclusions_stay_sealed() -> None:
    bring_in(trainer_record(**FULL), organisations=[organisation_record()])
    [found] = store.public_candidates(TODAY)
    assert (found.exclusions, found.facilitator_attributes) == (OwnExclusions(), ())
    assert found.travel.cannot_enter == {"ER"}


def test_the_desk_sees_everyone_and_a_stranger_the_vetted() -> None:
    bring_in(
        trainer_record(id="shown"), trainer_record(id="unnamed", tiers=tiers(display_name="vetted")), *hidden_trainers()
    )
    assert len(store.candidates(TODAY)) == 6
    assert [each.id for each in store.public_candidates(TODAY)] == ["shown", "unnamed"]


def test_what_nobody_knows_is_none() -> None:
    a_trainer(availability=None, accepts=None, risk_clearance=None, last_offered=None)
    [found] = store.candidates(TODAY)
    assert (found.availability, found.accepts, found.risk_clearance, found.last_offered) == (None,) * 4


def test_a_trainer_without_a_sheet_is_read_as_one_of_whom_nothing_is_known() -> None:
    Trainer.objects.create(public_id="bare", display_name="Bare", base_country="KE", last_review=TODAY)
    [found] = store.candidates(TODAY)
    assert (found.vetted_until, found.capacity.left, found.accepts, found.public) == (None, 0, None, frozenset())
    assert store.public_candidates(TODAY) == ()


def test_one_or_many_cost_the_same_queries() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            store.candidates(TODAY)
        return len(captured)

    bring_in(trainer_record(**FULL), organisations=[organisation_record()])
    one = queries()
    bring_in(*[trainer_record() for _ in range(20)])
    assert queries() == one <= 12
