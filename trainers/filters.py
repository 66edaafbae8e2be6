"""What is asked of the directory, as one frozen value: forgiving for people, strict for machines. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from trainers.available import Available
from trainers.text import fault
from vocabulary import places, tongues

MOST_VALUES = 20
LONGEST_VALUE = 80
# What is written in one's own words, whatever it means.
WORDS = "q"
# Each name in a query string, and the field of the value that it fills.
FIELDS = {
    "region": "places",
    "country": "places",
    "topic": "topics",
    "language": "languages",
    "format": "formats",
    "at_risk_group": "at_risk_groups",
    "available": "available",
}
Query = Mapping[str, Sequence[str]]


class Sort(StrEnum):
    """The order of the list; the first is of no merit and new each day, and needs no name in an address."""

    DAY = "day"
    NAME = "name"
    FRESH = "fresh"
    NEAR = "near"


@dataclass(frozen=True)
class Known:
    """The terms a filter may name, and the language in which people write places."""

    topics: frozenset[str]
    formats: frozenset[str]
    at_risk_groups: frozenset[str]
    reader: str = "en"


@dataclass(frozen=True)
class TrainerFilter:
    """Any of the values of a field, in each field that has some; the nearest first means near the first place.

    Sorted by nearness, places leave nobody out: who is farther comes later.
    """

    places: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    at_risk_groups: tuple[str, ...] = ()
    available: tuple[str, ...] = ()
    words: str = ""
    sort: Sort = Sort.DAY

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return bool(self.words) or any(getattr(self, field) for field in FIELDS.values())

    def values(self) -> list[tuple[str, str]]:
        """Each chosen value under its name in a query string, in one order always."""
        named = [(WORDS, self.words)] if self.words else []
        named += [("region" if places.is_region(place) else "country", place) for place in sorted(self.places)]
        for name, field in FIELDS.items():
            if field != "places":
                named += [(name, value) for value in getattr(self, field)]
        return named

    def as_query(self) -> str:
        """The query string that means this filter."""
        order = [] if self.sort is Sort.DAY else [("sort", self.sort.value)]
        return urlencode([*self.values(), *order])

    def without_value(self, name: str, value: str) -> TrainerFilter:
        """The same filter with one value taken out."""
        if name == WORDS:
            return replace(self, words="")
        field = FIELDS[name]
        left: Any = {field: tuple(each for each in getattr(self, field) if each != value)}
        return replace(self, **left)


def parse(query: Query, known: Known) -> tuple[TrainerFilter, dict[str, str]]:
    """The filter a query asks for, and what had to be dropped from it: parameter and why, for a programmer."""
    found: dict[str, list[str]] = {field: [] for field in FIELDS.values()}
    dropped = {name[:40]: "unknown parameter" for name in query if name not in (*FIELDS, WORDS, "sort", "page")}
    for name, field in FIELDS.items():
        given = [value for value in query.get(name, ()) if value.strip()]
        for value in given[:MOST_VALUES]:
            code = _READ[field](value[:LONGEST_VALUE], known)
            if code is None:
                dropped[name] = f"unknown value “{value[:40]}”"
            elif code not in found[field]:
                found[field].append(code)
        if len(given) > MOST_VALUES:
            dropped[name] = f"more than {MOST_VALUES} values"
    words = next((value for value in query.get(WORDS, ()) if value.strip()), "")
    if wrong := fault(words):
        dropped[WORDS] = wrong
    sort = next((value for value in query.get("sort", ()) if value), Sort.DAY)
    if sort not in set(map(str, Sort)):
        dropped["sort"] = f"unknown value “{sort[:40]}”"
        sort = Sort.DAY
    chosen = {field: tuple(values) for field, values in found.items()}
    return TrainerFilter(**chosen, words=_plain(words), sort=Sort(sort)), dropped


def _plain(words: str) -> str:
    """Words on one line without what nobody typed: control characters and marks that turn text around."""
    kept = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join(kept.split())[:LONGEST_VALUE].strip()


def _place(value: str, known: Known) -> str | None:
    return places.find(value, known.reader)


def _language(value: str, known: Known) -> str | None:
    tag = value.strip()
    written = (tag, tag.lower())
    return next((each for each in written if tongues.is_tag(each)), None)


def _term(field: str) -> Callable[[str, Known], str | None]:
    def read(value: str, known: Known) -> str | None:
        code = value.strip().lower()
        return code if code in getattr(known, field) else None

    return read


def _available(value: str, known: Known) -> str | None:
    code = value.strip().lower()
    return code if code in set(map(str, Available)) else None


_READ: Mapping[str, Callable[[str, Known], str | None]] = {
    "places": _place,
    "languages": _language,
    "topics": _term("topics"),
    "formats": _term("formats"),
    "at_risk_groups": _term("at_risk_groups"),
    "available": _available,
}
