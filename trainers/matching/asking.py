"""Turns a request's JSON into a Need, or into everything that is wrong with it.

The API, the command and the form all read requests here, so that one request means one
thing wherever it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .faults import Fault
from .reader import Reader
from .scales import FORMATS, LANGUAGE_LEVELS, RISK_LEVELS, URGENCIES
from .values import (
    AskedAccompaniment,
    AskedFacilitator,
    AskedLanguage,
    AskedTopic,
    Exclusions,
    Need,
)

FIELDS = (
    "country",
    "languages",
    "topics",
    "format",
    "participants",
    "at_risk_groups",
    "risk_level",
    "urgency",
    "start_by",
    "weeks",
    "hours",
    "facilitator",
    "accompaniment",
    "exclusions",
    "requesting_organisation",
    "declined",
)
ATTRIBUTES = (
    "woman",
    "non-binary",
    "lgbtqia-peer",
    "indigenous-peer",
    "journalist-peer",
    "disability-peer",
)
NEEDS = ("must", "prefer")
MOST = 60
MOST_LANGUAGES = 10
MOST_TOPICS = 12
MOST_DECLINED = 200
FARTHEST = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes a request may use; the languages map any case to the one written."""

    topics: frozenset[str]
    at_risk_groups: frozenset[str]
    countries: frozenset[str]
    languages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as read: the need where nothing is wrong, and what had to be assumed."""

    need: Need | None
    faults: tuple[Fault, ...]
    assumed: Mapping[str, str | int]


def read(value: object, codes: Codes, today: date) -> Asked:
    """Read one request; nothing is guessed, what may be left out has a cautious default."""
    faults: list[Fault] = []
    reader = Reader.of(value, "", faults)
    if reader is None:
        return Asked(None, tuple(faults), {})
    reader.only(*FIELDS)
    need = _need(reader, codes, today)
    if faults:
        return Asked(None, tuple(faults), {})
    return Asked(need, (), _assumed(reader, need))


def _need(reader: Reader, codes: Codes, today: date) -> Need:
    return Need(
        country=reader.choice("country", codes.countries),
        languages=_languages(reader, codes),
        topics=_topics(reader, codes),
        format=reader.choice("format", FORMATS),
        participants=reader.number("participants", 1, 1000, 10),
        at_risk_groups=reader.choices("at_risk_groups", codes.at_risk_groups, MOST),
        # Unsaid, the setting counts as a dangerous one: only who is cleared for it comes.
        risk_level=reader.choice("risk_level", RISK_LEVELS, "high"),
        urgency=reader.choice("urgency", URGENCIES, "planned"),
        start_by=reader.day("start_by", today, today + FARTHEST, today + timedelta(weeks=8)),
        weeks=reader.number("weeks", 1, 52, 4),
        hours=reader.number("hours", 1, 520, 12),
        facilitator=_facilitator(reader.child("facilitator")),
        accompaniment=_accompaniment(reader.child("accompaniment")),
        exclusions=_exclusions(reader.child("exclusions"), codes),
        requesting_organisation=reader.identifier("requesting_organisation"),
        declined=frozenset(reader.identifiers("declined", MOST_DECLINED)),
    )


def _assumed(reader: Reader, need: Need) -> Mapping[str, str | int]:
    values: dict[str, str | int] = {
        "participants": need.participants,
        "risk_level": need.risk_level,
        "urgency": need.urgency,
        "start_by": need.start_by.isoformat(),
        "weeks": need.weeks,
        "hours": need.hours,
    }
    return {name: value for name, value in values.items() if name not in reader.fields}


def _languages(reader: Reader, codes: Codes) -> tuple[AskedLanguage, ...]:
    found: dict[str, AskedLanguage] = {}
    for entry in reader.objects("languages", MOST_LANGUAGES):
        entry.only("code", "need", "level")
        asked = AskedLanguage(
            code=_language(entry, codes),
            must=entry.choice("need", NEEDS) == "must",
            level=entry.choice("level", LANGUAGE_LEVELS, "working"),
        )
        if asked.code in found:
            entry.wrong("code", "repeated", value=asked.code)
        elif asked.code:
            found[asked.code] = asked
    return tuple(found.values())


def _language(entry: Reader, codes: Codes) -> str:
    given = entry.fields.get("code")
    if isinstance(given, str) and given.lower() in codes.languages:
        return codes.languages[given.lower()]
    return entry.choice("code", codes.languages)


def _topics(reader: Reader, codes: Codes) -> tuple[AskedTopic, ...]:
    found: dict[str, AskedTopic] = {}
    for entry in reader.objects("topics", MOST_TOPICS):
        entry.only("code", "weight", "min_level")
        asked = AskedTopic(
            code=entry.choice("code", codes.topics),
            weight=entry.number("weight", 1, 3, 2),
            min_level=entry.optional_number("min_level", 1, 3),
        )
        if asked.code in found:
            entry.wrong("code", "repeated", value=asked.code)
        elif asked.code:
            found[asked.code] = asked
    return tuple(found.values())


def _facilitator(entry: Reader | None) -> AskedFacilitator:
    if entry is None:
        return AskedFacilitator()
    entry.only("must", "prefer")
    return AskedFacilitator(
        must=entry.choices("must", ATTRIBUTES, MOST),
        prefer=entry.choices("prefer", ATTRIBUTES, MOST),
    )


def _accompaniment(entry: Reader | None) -> AskedAccompaniment | None:
    if entry is None:
        return None
    entry.only("hours_per_month", "need")
    if "hours_per_month" not in entry.fields:
        entry.wrong("hours_per_month", "missing")
    return AskedAccompaniment(
        hours_per_month=entry.number("hours_per_month", 1, 160, 1),
        must=entry.choice("need", NEEDS, "prefer") == "must",
    )


def _exclusions(entry: Reader | None, codes: Codes) -> Exclusions:
    if entry is None:
        return Exclusions()
    entry.only("trainers", "organisations", "countries")
    return Exclusions(
        trainers=frozenset(entry.identifiers("trainers", MOST)),
        organisations=frozenset(entry.identifiers("organisations", MOST)),
        countries=frozenset(entry.choices("countries", codes.countries, MOST)),
    )
