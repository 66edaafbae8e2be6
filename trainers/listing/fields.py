"""A public trainer as lists for machines have it: field by allowed field, the same in the API, JSON and CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from django.urls import reverse

from trainers.offers import Named
from trainers.public import PublicTrainer

Absolute = Callable[[str], str]
COLUMNS = (
    "id",
    "name",
    "url",
    "organisation",
    "base_country",
    "worked_in",
    "trains_in",
    "topics",
    "formats",
    "at_risk_groups",
    "max_group_size",
    "available",
    "vouched_by",
    "vouched_until",
    "last_review",
)
# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def record(trainer: PublicTrainer, available: tuple[str, ...] | None, absolute: Absolute) -> dict[str, Any]:
    """A trainer with everything that anyone may see of them; None is “not public”."""
    topics, groups = trainer.topics, trainer.at_risk_groups
    return {
        "id": trainer.id,
        "name": trainer.name,
        "url": _address("profile", trainer.id, absolute),
        "organisation": _named("organisation", trainer.organisation, absolute),
        "base_country": trainer.base_country,
        "worked_in": _list(trainer.worked_in),
        "languages": None if trainer.languages is None else [asdict(each) for each in trainer.languages],
        "topics": None if topics is None else [{"code": code, "level": level} for code, level in topics.items()],
        "formats": _list(trainer.formats),
        "at_risk_groups": None
        if groups is None
        else [{"code": code, "experience": level} for code, level in groups.items()],
        "max_group_size": trainer.max_group_size,
        "available": _list(available),
        "summary": None if trainer.summary is None else dict(trainer.summary),
        "vouched_until": trainer.vouched_until.isoformat(),
        "vouched_by": _named("desk", trainer.vouched_by, absolute),
        "last_review": trainer.last_review.isoformat(),
    }


def row(found: dict[str, Any]) -> list[str]:
    """The same on one line: codes in a row, names for entries, nothing for what is not public."""
    trains = [each["code"] for each in found["languages"] or () if each["can_train"]]
    flat = {
        **found,
        "organisation": (found["organisation"] or {}).get("name"),
        "vouched_by": found["vouched_by"]["name"],
        "trains_in": trains,
        "topics": [each["code"] for each in found["topics"] or ()],
        "at_risk_groups": [each["code"] for each in found["at_risk_groups"] or ()],
    }
    return [cell(flat[column]) for column in COLUMNS]


def cell(value: object) -> str:
    """A value as a spreadsheet shows it, and never runs it."""
    if value is None:
        return ""
    text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or text.startswith(_FORMULA) else text


def _list(values: Iterable[str] | None) -> list[str] | None:
    return None if values is None else list(values)


def _named(kind: str, entry: Named | None, absolute: Absolute) -> dict[str, str] | None:
    return {"id": entry.id, "name": entry.name, "url": _address(kind, entry.id, absolute)} if entry else None


def _address(kind: str, public_id: str, absolute: Absolute) -> str:
    return absolute(reverse(f"trainers:{kind}", args=[public_id]))
