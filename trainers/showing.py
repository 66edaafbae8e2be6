"""What listed trainers show of their work, read as plain tables: who is listed is known, no table is asked again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from trainers import available
from trainers.available import Told
from trainers.matching.values import Availability, Capacity, Period, Slot
from trainers.models import (
    AvailabilityPeriod,
    AvailabilitySlot,
    Trainer,
    TrainerGroup,
    TrainerLanguage,
    TrainerSummary,
    TrainerTopic,
    WorkedIn,
)
from trainers.offers import Offers, Spoken
from vocabulary.models import Concept

Row = tuple[Any, ...]
# The place of a trainer in the directory by their key.
Places = Mapping[int, int]
# Of each field that hangs below a trainer: its table, and the columns read of it, the trainer's key first.
BELOW: dict[str, tuple[Any, tuple[str, ...]]] = {
    "languages": (TrainerLanguage, ("trainer_id", "code", "level", "can_train")),
    "topics": (TrainerTopic, ("trainer_id", "concept_id", "level")),
    "formats": (Trainer.formats.through, ("trainer_id", "concept_id")),
    "at_risk_groups": (TrainerGroup, ("trainer_id", "concept_id", "experience")),
    "worked_in": (WorkedIn, ("trainer_id", "code")),
}
SAID: dict[str, tuple[Any, tuple[str, ...]]] = {"summary": (TrainerSummary, ("trainer_id", "language", "text"))}
TIMES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "slots": (AvailabilitySlot, ("availability_id", "day")),
    "periods": (AvailabilityPeriod, ("availability_id", "closed", "first", "last")),
}
OF_TERMS = frozenset({"topics", "formats", "at_risk_groups"})


@dataclass(frozen=True, slots=True)
class Terms:
    """When a trainer can be had, as far as they show it."""

    zone: str | None = None
    hours: int | None = None
    committed: int | None = None
    accepts: Sequence[str] | None = None
    accompaniment_hours: int | None = None


@dataclass(frozen=True)
class Showing:
    """What trainers show, by field and place; who keeps a field to themselves has no place in it."""

    places: Mapping[str, Places]
    rows: Mapping[str, Mapping[int, Sequence[Row]]]
    names: Mapping[int, str]
    """The codes of terms by their keys, in the order of their lists."""

    @cached_property
    def _ranks(self) -> dict[int, int]:
        return {key: rank for rank, key in enumerate(self.names)}

    def offers(self, key: int) -> Offers:
        """What one trainer shows of their work."""
        languages, topics, groups = (self._own(field, key) for field in ("languages", "topics", "at_risk_groups"))
        worked, said = self._own("worked_in", key), self._own("summary", key)
        return Offers(
            worked_in=None if worked is None else tuple(code for _key, code in worked),
            languages=None if languages is None else tuple(Spoken(*row[1:]) for row in languages),
            topics=None if topics is None else {self.names[term]: level for _key, term, level in topics},
            formats=self.formats(key),
            at_risk_groups=None if groups is None else {self.names[term]: level for _key, term, level in groups},
            summary=None if said is None else {language: text for _key, language, text in said},
        )

    def formats(self, key: int) -> tuple[str, ...] | None:
        """The forms of work that one trainer shows, in the order of their list."""
        rows = self._own("formats", key)
        if rows is None:
            return None
        return tuple(self.names[term] for term in sorted((row[1] for row in rows), key=self._ranks.__getitem__))

    def available(self, key: int, terms: Terms, today: dt.date) -> tuple[str, ...] | None:
        """When one trainer can be had."""
        committed = terms.committed or 0
        return _available(
            Told(
                times=self._times(key, terms.zone) if terms.zone else None,
                capacity=None if terms.hours is None else Capacity(terms.hours, committed, 0),
                formats=self.formats(key),
                accepts=None if terms.accepts is None else frozenset(terms.accepts),
                accompaniment_hours=terms.accompaniment_hours,
            ),
            today,
        )

    def _times(self, key: int, zone: str) -> Availability:
        """Only the days: lists say weeks, and hours are nobody's business there."""
        slots, periods = self._own("slots", key) or (), self._own("periods", key) or ()
        return Availability(
            timezone=zone,
            weekly=tuple(Slot(day, 0, 1) for _key, day in slots),
            periods=tuple(Period(first, last) for _key, closed, first, last in periods if not closed),
            closed=tuple(Period(first, last) for _key, closed, first, last in periods if closed),
        )

    def _own(self, field: str, key: int) -> Sequence[Row] | None:
        place = self.places[field].get(key)
        return None if place is None else self.rows[field].get(place, ())

    def holders(self) -> dict[str, Mapping[str, list[int]]]:
        """The places of those who have each code of a field; of languages, of those who train in it."""
        return {field: self._holders(field) for field in BELOW}

    def _holders(self, field: str) -> Mapping[str, list[int]]:
        found: dict[Any, list[int]] = defaultdict(list)
        for place, rows in self.rows[field].items():
            for row in rows:
                if field != "languages" or row[3]:
                    found[row[1]].append(place)
        return {self.names[key]: places for key, places in found.items()} if field in OF_TERMS else found


# Most trainers say the same of their time: nothing.
_available = lru_cache(maxsize=4096)(available.available)


def read(places: Mapping[str, Places]) -> Showing:
    """What is shown, of those who have a place in a field: nine queries."""
    tables = {**BELOW, **TIMES, **SAID}
    rows = {field: _of_those(*table, places[field]) for field, table in tables.items()}
    return Showing(places, rows, dict(Concept.objects.order_by("order", "code").values_list("pk", "code")))


def _of_those(table: Any, columns: tuple[str, ...], places: Places) -> dict[int, list[Row]]:
    """The rows of those who show them, by place; what others keep to themselves is passed over at once."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in table._default_manager.order_by("pk").values_list(*columns).iterator(chunk_size=2000):
        place = places.get(row[0])
        if place is not None:
            found[place].append(row)
    return found
