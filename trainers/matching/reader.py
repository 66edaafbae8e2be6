"""Reads one level of a request strictly: known fields, right types, known codes, fair limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date

from .faults import Fault, echo

IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
LONGEST_IDENTIFIER = 60
DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)


class Reader:
    """One JSON object being read; what is wrong is gathered, not raised.

    A value that is wrong is replaced by its default, so that reading goes on and every
    fault is told at once.
    """

    def __init__(self, fields: Mapping[str, object], path: str, faults: list[Fault]) -> None:
        self.fields = fields
        self.path = path
        self.faults = faults

    @classmethod
    def of(cls, value: object, at: str, faults: list[Fault]) -> Reader | None:
        """A reader of the object that stands at a place; anything else there is a fault."""
        if isinstance(value, dict):
            return cls(value, f"{at}." if at else "", faults)
        faults.append(Fault(at or "request", "not_an_object"))
        return None

    def only(self, *names: str) -> None:
        """Refuse every field that is not one of these."""
        for name in self.fields:
            if name not in names:
                self.wrong(echo(name), "unknown_field")

    def wrong(self, name: str, code: str, **parameters: str | int) -> None:
        """Note a fault at one field."""
        self.faults.append(Fault(f"{self.path}{name}", code, parameters))

    def choice(self, name: str, codes: Collection[str], default: str | None = None) -> str:
        """One of a list of codes, required where there is no default."""
        if name not in self.fields:
            if default is None:
                self.wrong(name, "missing")
            return default or ""
        return self._code(name, self.fields[name], codes) or default or ""

    def choices(self, name: str, codes: Collection[str], most: int) -> tuple[str, ...]:
        """A list of codes without repeats; a missing list is empty."""
        return self._each(name, most, lambda at, value: self._code(at, value, codes))

    def identifiers(self, name: str, most: int) -> tuple[str, ...]:
        """A list of identifiers; whether they exist is never told."""
        return self._each(name, most, self._identifier)

    def identifier(self, name: str) -> str | None:
        """One identifier, or nothing."""
        value = self.fields.get(name)
        return None if value is None else self._identifier(name, value)

    def number(self, name: str, low: int, high: int, default: int) -> int:
        """A whole number within limits, the default where the field is missing."""
        return self.optional_number(name, low, high, default) or default

    def optional_number(self, name: str, low: int, high: int, default: int | None = None) -> int | None:
        """A whole number within limits; true and false are none."""
        value = self.fields.get(name, default)
        if value is default:
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            self.wrong(name, "not_a_number")
        elif not low <= value <= high:
            self.wrong(name, "out_of_range", low=low, high=high)
        else:
            return value
        return default

    def day(self, name: str, first: date, last: date, default: date) -> date:
        """A date written YYYY-MM-DD between two days."""
        if name not in self.fields:
            return default
        found = _day(self.fields[name])
        if found is None:
            self.wrong(name, "not_a_date")
        elif not first <= found <= last:
            self.wrong(name, "day_out_of_range", first=first.isoformat(), last=last.isoformat())
        else:
            return found
        return default

    def objects(self, name: str, most: int) -> list[Reader]:
        """A list of objects, each with its own reader; required and never empty."""
        if name not in self.fields:
            self.wrong(name, "missing")
            return []
        values = self._list(name, most)
        if self.fields[name] == []:
            self.wrong(name, "empty")
        found = (Reader.of(value, f"{self.path}{name}[{number}]", self.faults) for number, value in enumerate(values))
        return [reader for reader in found if reader is not None]

    def child(self, name: str) -> Reader | None:
        """A nested object, or nothing where the field is missing or null."""
        value = self.fields.get(name)
        return None if value is None else Reader.of(value, f"{self.path}{name}", self.faults)

    def _each(self, name: str, most: int, read: Callable[[str, object], str | None]) -> tuple[str, ...]:
        found: list[str] = []
        for number, value in enumerate(self._list(name, most)):
            at = f"{name}[{number}]"
            code = read(at, value)
            if code in found:
                self.wrong(at, "repeated", value=echo(value))
            elif code is not None:
                found.append(code)
        return tuple(found)

    def _list(self, name: str, most: int) -> list[object]:
        value = self.fields.get(name, [])
        if not isinstance(value, list):
            self.wrong(name, "not_a_list")
            return []
        if len(value) > most:
            self.wrong(name, "too_many", most=most)
            return []
        return value

    def _code(self, at: str, value: object, codes: Collection[str]) -> str | None:
        if not isinstance(value, str):
            self.wrong(at, "not_text")
        elif value not in codes:
            self.wrong(at, "unknown_code", value=echo(value))
        else:
            return value
        return None

    def _identifier(self, at: str, value: object) -> str | None:
        if not isinstance(value, str):
            self.wrong(at, "not_text")
        elif len(value) > LONGEST_IDENTIFIER or not IDENTIFIER.match(value):
            self.wrong(at, "not_an_identifier")
        else:
            return value
        return None


def _day(value: object) -> date | None:
    if not isinstance(value, str) or not DAY.match(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
