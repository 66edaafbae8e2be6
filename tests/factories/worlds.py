"""Whole drawn worlds for matching: many trainers and requests that differ in everything, the same for a seed."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from tests.factories.matching import BROADER, EVERYTHING_PUBLIC, TODAY, a_need, a_trainer
from trainers.matching.asking import ATTRIBUTES
from trainers.matching.scales import FORMATS, LANGUAGE_LEVELS, RISK_LEVELS, URGENCIES
from trainers.matching.values import (
    AskedAccompaniment,
    AskedFacilitator,
    AskedLanguage,
    AskedTopic,
    Availability,
    Candidate,
    Capacity,
    Exclusions,
    Need,
    OptedIn,
    OwnExclusions,
    Period,
    Slot,
    SpokenLanguage,
    Travel,
)

LANGUAGES = ("es", "quc", "fr", "en")
COUNTRIES = ("GT", "MX", "HN", "CO", "FR", "SE")
GROUPS = ("journalists", "lawyers", "lgbtqia")
ORGANISATIONS = ("ceiba", "minga", "asker")


def _some(draw: Random, values: tuple[str, ...], most: int = 2) -> frozenset[str]:
    return frozenset(draw.sample(values, draw.randint(0, min(most, len(values)))))


def _period(draw: Random) -> Period:
    first = TODAY + timedelta(days=draw.randint(-30, 120))
    return Period(first, first + timedelta(days=draw.randint(0, 60)))


def _availability(draw: Random) -> Availability | None:
    if draw.random() < 0.2:
        return None
    slots = tuple(Slot(day, 540, 540 + 60 * draw.randint(1, 8)) for day in sorted(draw.sample(range(7), 2)))
    periods = tuple(_period(draw) for _ in range(draw.choice((0, 0, 1, 2))))
    closed = tuple(_period(draw) for _ in range(draw.choice((0, 0, 1, 2))))
    return Availability("UTC", slots if draw.random() < 0.7 else (), periods, closed)


def _travel(draw: Random) -> Travel:
    return Travel(
        _some(draw, ("013", "019", "005", "001", "001", "001")),
        _some(draw, COUNTRIES),
        draw.randint(0, 10),
        draw.choice((0, 0, 2, 12)),
        _some(draw, COUNTRIES, 1) if draw.random() < 0.3 else frozenset(),
    )


def _languages(draw: Random) -> tuple[SpokenLanguage, ...]:
    codes = draw.sample(LANGUAGES, draw.randint(1, 3))
    return tuple(SpokenLanguage(code, draw.choice(LANGUAGE_LEVELS), draw.random() < 0.8) for code in codes)


def trainer(draw: Random, number: int) -> Candidate:
    """One drawn trainer: mostly fit to work, everything else by chance."""
    return a_trainer(
        id=f"t{number}",
        published=draw.random() < 0.95,
        vetted_until=draw.choice([None, TODAY - timedelta(days=1), TODAY, *[TODAY + timedelta(days=400)] * 9]),
        languages=_languages(draw),
        topics={code: draw.randint(1, 3) for code in draw.sample(sorted(BROADER), draw.randint(0, 4))},
        base_country=draw.choice(COUNTRIES),
        formats=frozenset(code for code in FORMATS if draw.random() < 0.75),
        max_group_size=draw.randint(4, 30),
        capacity=Capacity(draw.choice((0, 40, 60, 80)), draw.randint(0, 45), draw.randint(0, 60)),
        organisation=draw.choice((None, *ORGANISATIONS)),
        organisation_country=draw.choice((None, *COUNTRIES)),
        lived_in=_some(draw, COUNTRIES),
        worked_in=_some(draw, COUNTRIES),
        travel=_travel(draw),
        at_risk_groups={code: draw.randint(1, 3) for code in _some(draw, GROUPS)},
        risk_clearance=draw.choice((None, "low", "medium", "high", "high", "high")),
        accepts=draw.choice((None, *[frozenset({"training", "coaching", "accompaniment", "urgent"})] * 8)),
        availability=_availability(draw),
        accompaniment_hours=draw.randint(0, 10),
        exclusions=OwnExclusions(_some(draw, COUNTRIES, 1), _some(draw, ORGANISATIONS, 1))
        if draw.random() < 0.3
        else OwnExclusions(),
        facilitator_attributes=tuple(
            OptedIn(code, TODAY + timedelta(days=draw.randint(-2, 90))) for code in sorted(_some(draw, ATTRIBUTES))
        ),
        last_offered=draw.choice((None, TODAY - timedelta(days=draw.randint(0, 300)))),
        public=EVERYTHING_PUBLIC - _some(draw, tuple(sorted(EVERYTHING_PUBLIC)), 3),
    )


def need(draw: Random) -> Need:
    """One drawn request."""
    languages = draw.sample(LANGUAGES, draw.randint(0, 2))
    topics = draw.sample(sorted(BROADER), draw.randint(1, 3))
    return a_need(
        country=draw.choice(COUNTRIES),
        languages=tuple(AskedLanguage(code, draw.random() < 0.4, draw.choice(LANGUAGE_LEVELS)) for code in languages),
        topics=tuple(AskedTopic(code, draw.randint(1, 3), draw.choice((*[None] * 6, 1, 2, 3))) for code in topics),
        format=draw.choice(FORMATS[:3] * 3 + FORMATS),
        participants=draw.randint(1, 40),
        at_risk_groups=tuple(sorted(_some(draw, GROUPS))),
        risk_level=draw.choice(RISK_LEVELS),
        urgency=draw.choice(URGENCIES),
        start_by=TODAY + timedelta(days=draw.randint(0, 120)),
        weeks=draw.randint(1, 8),
        hours=draw.randint(1, 24),
        facilitator=AskedFacilitator(
            tuple(sorted(_some(draw, ATTRIBUTES, 1))) if draw.random() < 0.1 else (),
            tuple(sorted(_some(draw, ATTRIBUTES))),
        ),
        accompaniment=draw.choice((None, AskedAccompaniment(draw.randint(1, 10), draw.random() < 0.3))),
        exclusions=Exclusions(_some(draw, ("t1", "t2"), 1), _some(draw, ORGANISATIONS, 1), _some(draw, COUNTRIES, 1))
        if draw.random() < 0.2
        else Exclusions(),
        requesting_organisation=draw.choice((None, None, *ORGANISATIONS)),
        declined=_some(draw, ("t3", "t4")),
    )


def trainers(draw: Random, how_many: int) -> list[Candidate]:
    """That many drawn trainers."""
    return [trainer(draw, number) for number in range(how_many)]
