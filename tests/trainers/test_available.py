"""Availability in coarse words: each from what is shown, and unknown where nothing is."""

from __future__ import annotations

import datetime as dt

import pytest

from trainers.available import Told, available, next_quarter
from trainers.matching.values import Availability, Capacity, Period, Slot

TODAY = dt.date(2026, 12, 1)
FREE = Availability("UTC", (Slot(0, 0, 1),), (), ())
AWAY = Availability("UTC", (Slot(0, 0, 1),), (), (Period(TODAY, dt.date(2026, 12, 31)),))
LATER = Availability("UTC", (), (Period(dt.date(2027, 1, 4), dt.date(2027, 3, 1)),), ())


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        (Told(), None),
        (Told(times=FREE), ("four-weeks", "next-quarter")),
        (Told(times=AWAY), ("next-quarter",)),
        (Told(times=LATER), ("next-quarter",)),
        (Told(times=Availability("UTC", (), (Period(TODAY, TODAY),), ())), ("four-weeks",)),
        (Told(times=Availability("UTC", (), (), (Period(TODAY, TODAY),))), None),
        (Told(times=FREE, capacity=Capacity(10, 12, 0)), ()),
        (Told(times=FREE, capacity=Capacity(10, 8, 0)), ("four-weeks", "next-quarter")),
        (Told(formats=("online",)), ("online-only",)),
        (Told(formats=("online", "in_person")), None),
        (Told(accepts=frozenset({"training"})), None),
        (Told(accepts=frozenset({"urgent"})), ("urgent",)),
        (Told(accepts=frozenset({"accompaniment"})), ("accompaniment",)),
        (Told(accompaniment_hours=4), ("accompaniment",)),
        (Told(accompaniment_hours=0, accepts=frozenset({"accompaniment"})), None),
        (Told(accompaniment_hours=4, accepts=frozenset({"training"})), None),
    ],
)
def test_what_holds(told: Told, codes: tuple[str, ...] | None) -> None:
    assert available(told, TODAY) == codes


@pytest.mark.parametrize(
    ("day", "first"), [((2026, 12, 31), (2027, 1, 1)), ((2026, 1, 1), (2026, 4, 1)), ((2026, 9, 30), (2026, 10, 1))]
)
def test_the_next_quarter(day: tuple[int, int, int], first: tuple[int, int, int]) -> None:
    assert next_quarter(dt.date(*day)) == dt.date(*first)
