"""From bytes to a document: faults of the file as a whole, which store nothing. Pure."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

SCHEMA = "protection-hub/directory/1"
LISTS = ("desks", "organisations", "trainers")
KEYS = ("schema", "licence", "as_of", *LISTS)
DEEPEST = 20


class UnreadableFileError(ValueError):
    """The file as a whole cannot be used; nothing of it is stored."""


class Record(dict[str, Any]):
    """A JSON object that remembers the keys it holds more than once."""

    repeated: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Document:
    """A directory file: its date and its three lists, records unchecked."""

    as_of: date
    desks: tuple[Any, ...]
    organisations: tuple[Any, ...]
    trainers: tuple[Any, ...]

    def records(self, kind: str) -> tuple[Any, ...]:
        """The records of one list."""
        found: tuple[Any, ...] = getattr(self, kind)
        return found


def read(raw: bytes) -> Document:
    """The document in a file, or the reason why there is none."""
    data = _parsed(raw)
    _whole(data)
    document = Document(_date(data["as_of"]), *(tuple(data[name]) for name in LISTS))
    for name in LISTS:
        _each_id_once(name, document.records(name))
    _fallbacks_end(document.desks)
    return document


def _parsed(raw: bytes) -> Record:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as reason:
        raise UnreadableFileError(f"not UTF-8: byte {reason.start} fits no character") from reason
    if text.startswith("\ufeff"):
        raise UnreadableFileError("starts with a byte-order mark")
    try:
        data = json.loads(text, object_pairs_hook=_record, parse_constant=_no_number)
    except RecursionError as reason:
        raise UnreadableFileError("nested too deep") from reason
    except ValueError as reason:
        raise UnreadableFileError(f"not JSON: {reason}") from reason
    if deeper_than(data, DEEPEST):
        raise UnreadableFileError(f"nested too deep: more than {DEEPEST} levels")
    if not isinstance(data, Record):
        raise UnreadableFileError("not an object with the keys of the format")
    return data


def _record(pairs: list[tuple[str, Any]]) -> Record:
    found = Record(pairs)
    if len(found) < len(pairs):
        found.repeated = frozenset(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number in JSON")


def deeper_than(data: Any, limit: int) -> bool:
    """Whether something is nested in more levels than so many."""
    level = [data]
    for _ in range(limit):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return any(isinstance(each, dict | list) for each in level)


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _whole(data: Record) -> None:
    wrong = [f"unknown key “{key}”" for key in data if key not in KEYS]
    wrong += [f"“{key}” is missing" for key in KEYS if key not in data]
    wrong += [f"“{key}” stands twice" for key in sorted(data.repeated)]
    wrong += [f"“{key}” is not a list" for key in LISTS if key in data and not isinstance(data[key], list)]
    if not wrong and data["schema"] != SCHEMA:
        wrong.append(f"schema is not “{SCHEMA}”")
    if not wrong and not isinstance(data["licence"], str):
        wrong.append("licence is not a text")
    if wrong:
        raise UnreadableFileError("; ".join(wrong))


def _date(value: Any) -> date:
    try:
        if isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise UnreadableFileError("as_of is not a date (YYYY-MM-DD)")


def _each_id_once(name: str, records: tuple[Any, ...]) -> None:
    ids = Counter(each["id"] for each in records if isinstance(each, dict) and isinstance(each.get("id"), str))
    twice = [each for each, count in ids.items() if count > 1]
    if twice:
        raise UnreadableFileError(f"{name}: the id “{twice[0]}” stands more than once")


def _fallbacks_end(desks: tuple[Any, ...]) -> None:
    # A fallback list is not followed further, so two desks may name each other; a loop is a desk that
    # falls back to itself, or the central unit, which is the end, falling back to anyone.
    central = []
    for desk in (each for each in desks if isinstance(each, dict)):
        if desk.get("central") is True:
            central.append(desk.get("id"))
            if desk.get("fallback"):
                raise UnreadableFileError(f"desks: cyclic fallback: the central unit “{desk.get('id')}” has one")
        if isinstance(desk.get("fallback"), list) and desk.get("id") in desk["fallback"]:
            raise UnreadableFileError(f"desks: cyclic fallback: “{desk['id']}” falls back to itself")
    if len(central) > 1:
        raise UnreadableFileError(f"desks: more than one central unit: {', '.join(map(str, central))}")
