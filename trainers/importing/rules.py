"""Rules that hold between the fields of one record; each is asked only when the fields are well formed. Pure."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from trainers.importing.checks import Check, Fault, Faults


def from_before_to(value: Any, path: str) -> Faults:
    """A span of a day goes forward."""
    if value["from"] >= value["to"]:
        yield Fault(path, "“from” is not before “to”")


def from_not_after_to(value: Any, path: str) -> Faults:
    """A period has at least one day."""
    if value["from"] > value["to"]:
        yield Fault(path, "“from” is after “to”")


def consent_in_order(value: Any, path: str) -> Faults:
    """A consent does not end before it was given."""
    if value["consented"] > value["expires"]:
        yield Fault(path, "expires before it was agreed to")


def someone_behind_a_desk(value: Any, path: str) -> Faults:
    """Only the central unit has nobody behind it."""
    if not value["central"] and not value["fallback"]:
        yield Fault(f"{path}fallback", "is empty: it ends with the central unit")


def vouched_by_someone(value: Any, path: str) -> Faults:
    """Until when and by whom go together."""
    if (value["vetted_until"] is None) != (value["vetted_by"] is None):
        yield Fault(f"{path}vetted_by", "vetted_until and vetted_by go together: both or neither")


def hybrid_is_both(value: Any, path: str) -> Faults:
    """Hybrid work is in person and online."""
    if "hybrid" in value["formats"] and not {"in_person", "online"} <= set(value["formats"]):
        yield Fault(f"{path}formats", "“hybrid” stands without “in_person” and “online”")


def at_a_free_address(taken: Collection[str]) -> Check:
    """Its page has an address of its own."""

    def check(value: Any, _path: str) -> Faults:
        if value["id"] in taken:
            yield Fault("id", f"“{value['id']}” is the address of another page: choose another id")

    return check
