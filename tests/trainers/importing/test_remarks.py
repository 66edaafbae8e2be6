"""An import says what in a stored record does not fit together."""

from __future__ import annotations

import pytest

from tests.factories.trainers import bring_in, trainer_record
from trainers.models import Trainer

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def test_a_contradictory_profile_is_stored_and_noted() -> None:
    plain = trainer_record(id="plain")
    odd = trainer_record(id="odd", accompaniment_hours_per_month=4, tiers={})
    report = bring_in(plain, odd)
    assert Trainer.objects.count() == 2
    assert report.lines == [
        "note: trainers/odd: Has hours for accompaniment, but does not take such requests.",
    ]
    assert bring_in(plain, odd).lines == []
