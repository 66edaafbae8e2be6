"""Small checks that a record's format is put together from; each says what is wrong and where. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, time
from typing import Any, NamedTuple

from trainers import text as texts

MOST_ITEMS = 60
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
TIME = re.compile(r"\d{2}:\d{2}", re.ASCII)
MAIL = re.compile(r"[^\s@<>(),;:\\\"\[\]]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251})\.[A-Za-z]{2,63}")
ADDRESS = re.compile(
    r"https://[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250})(?::\d{1,5})?/[\x21\x23-\x3b\x3d\x3f-\x7e]*", re.ASCII
)


class Fault(NamedTuple):
    """What is wrong, and where in the record."""

    path: str
    reason: str

    def __str__(self) -> str:
        """As a report writes it: what the file holds cannot disturb the terminal."""
        line = f"{self.path}: {self.reason}" if self.path else self.reason
        return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in line)


Faults = Iterator[Fault]
Check = Callable[[Any, str], Faults]


def flag(value: Any, path: str) -> Faults:
    """True or false."""
    if not isinstance(value, bool):
        yield Fault(path, "is not true or false")


def number(least: int, most: int) -> Check:
    """A whole number in a range."""

    def check(value: Any, path: str) -> Faults:
        if not isinstance(value, int) or isinstance(value, bool):
            yield Fault(path, "is not a whole number")
        elif not least <= value <= most:
            yield Fault(path, f"is not between {least} and {most}")

    return check


def words(longest: int) -> Check:
    """Plain text with something in it."""

    def check(value: Any, path: str) -> Faults:
        if not isinstance(value, str):
            yield Fault(path, "is not a text")
        elif not value.strip():
            yield Fault(path, "is empty")
        elif len(value) > longest:
            yield Fault(path, f"is longer than {longest} characters")
        elif fault := texts.fault(value):
            yield Fault(path, fault)

    return check


def pattern(form: re.Pattern[str], what: str, longest: int = 254) -> Check:
    """A text of one form."""

    def check(value: Any, path: str) -> Faults:
        if not isinstance(value, str) or len(value) > longest or not form.fullmatch(value):
            yield Fault(path, f"is not {what}")

    return check


def day(value: Any, path: str) -> Faults:
    """A date that exists."""
    if not isinstance(value, str) or not DATE.fullmatch(value) or not _read(date, value):
        yield Fault(path, "is not a date (YYYY-MM-DD)")


def clock(value: Any, path: str) -> Faults:
    """A time of day."""
    if not isinstance(value, str) or not TIME.fullmatch(value) or not _read(time, value):
        yield Fault(path, "is not a time (HH:MM)")


def _read(kind: type[date] | type[time], value: str) -> bool:
    try:
        kind.fromisoformat(value)
    except ValueError:
        return False
    return True


def known(what: str, accepts: Callable[[str], bool]) -> Check:
    """A code that a list knows."""

    def check(value: Any, path: str) -> Faults:
        if not isinstance(value, str):
            yield Fault(path, "is not a text")
        elif not accepts(value):
            yield Fault(path, f"“{value[:60]}” is no {what}")

    return check


def one_of(what: str, codes: Collection[str]) -> Check:
    """A code of a closed list."""
    return known(what, lambda value: value in codes)


def optional(check: Check) -> Check:
    """Nothing, or what the check wants."""
    return lambda value, path: iter(()) if value is None else check(value, path)


def each(check: Check, least: int = 0, most: int = MOST_ITEMS, once_by: str | None = None) -> Check:
    """A list of such values without repeats; `once_by` names the key that may not repeat."""

    def check_list(value: Any, path: str) -> Faults:
        if not isinstance(value, list):
            yield Fault(path, "is not a list")
            return
        if not least <= len(value) <= most:
            yield Fault(path, f"has {len(value)} items, not {least} to {most}")
            return
        seen: set[str] = set()
        for place, item in enumerate(value):
            here = f"{path}[{place}]"
            yield from check(item, here)
            mark = json.dumps(item.get(once_by) if once_by and isinstance(item, dict) else item, sort_keys=True)
            if mark in seen:
                yield Fault(here, "stands twice")
            seen.add(mark)

    return check_list


def fields(checks: Mapping[str, Check], may: Mapping[str, Check] | None = None) -> Check:
    """An object with exactly these keys, and perhaps those that it may have."""
    optional_ones = may or {}

    def check(value: Any, path: str) -> Faults:
        if not isinstance(value, dict):
            yield Fault(path, "is not an object")
            return
        prefix = f"{path}." if path else ""
        for key in getattr(value, "repeated", ()):
            yield Fault(f"{prefix}{key}", "stands twice")
        for key in value:
            if key in optional_ones:
                yield from optional_ones[key](value[key], f"{prefix}{key}")
            elif key not in checks:
                yield Fault(f"{prefix}{key[:60]}", "is an unknown key")
        for key, check_field in checks.items():
            if key not in value:
                yield Fault(f"{prefix}{key}", "is missing")
            else:
                yield from check_field(value[key], f"{prefix}{key}")

    return check


def table(keys: Check, values: Check, least: int, most: int) -> Check:
    """An object whose keys are codes."""

    def check(value: Any, path: str) -> Faults:
        if not isinstance(value, dict):
            yield Fault(path, "is not an object")
            return
        if not least <= len(value) <= most:
            yield Fault(path, f"has {len(value)} entries, not {least} to {most}")
        for key in getattr(value, "repeated", ()):
            yield Fault(f"{path}.{key}", "stands twice")
        for key, inner in value.items():
            yield from keys(key, f"{path}.{key[:60]}")
            yield from values(inner, f"{path}.{key[:60]}")

    return check


def together(*checks: Check) -> Check:
    """Several checks of one value; the later ones only where the earlier found nothing."""

    def check(value: Any, path: str) -> Faults:
        for each_check in checks:
            found = list(each_check(value, path))
            yield from found
            if found:
                return

    return check
