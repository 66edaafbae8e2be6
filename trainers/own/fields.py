"""What of a record trainers change themselves: which fields a desk looks at first, and which hold at once. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from trainers.choices import TIERED, Tier

# Who somebody is and what they are listed for: a desk has vouched for exactly this.
WAIT: Final = (
    *("display_name", "is_alias", "organisation", "base_country", "summary"),
    *("languages", "topics", "at_risk_groups", "lived_in", "worked_in"),
)
AT_ONCE: Final = (
    *("formats", "max_group_size", "travel", "accepts", "capacity", "accompaniment_hours_per_month"),
    *("availability", "exclusions", "facilitator_attributes", "email"),
)
TIERS: Final = "tiers"
# Of these nothing stays behind but that they were changed: the old value was taken back on purpose.
NO_TRACE: Final = frozenset({"facilitator_attributes", "exclusions"})
# What the desk alone says of a trainer, inside of fields that are the trainer's.
OF_THE_DESK: Final[Mapping[str, tuple[str, ...]]] = {"capacity": ("committed_hours", "last_quarter_hours")}
# Fields that no answer to the public ever has: their tier can be closed and never opened here.
NEVER_OPEN: Final = frozenset({"exclusions", "facilitator_attributes", "email", "risk_clearance", "lived_in"})
OPENNESS: Final = (Tier.DESK, Tier.VETTED, Tier.PUBLIC)

Record = dict[str, Any]


@dataclass(frozen=True)
class Sorted:
    """What changes at once, and what waits for a desk, by field."""

    at_once: Mapping[str, Any]
    waits: Mapping[str, Any]


def opens(before: str, after: str) -> bool:
    """Whether more people would see a field."""
    return OPENNESS.index(Tier(after)) > OPENNESS.index(Tier(before))


def changes(now: Record, wanted: Record) -> Sorted:
    """What differs between a record and what somebody wants it to be, each change on its way."""
    at_once: Record = {field: wanted[field] for field in AT_ONCE if field in wanted and wanted[field] != now[field]}
    waits: Record = {field: wanted[field] for field in WAIT if field in wanted and wanted[field] != now[field]}
    tiers, closed = wanted.get(TIERS, {}), {}
    for field in TIERED:
        before, after = now[TIERS][field], tiers.get(field, now[TIERS][field])
        if before != after and opens(before, after):
            waits[f"{TIERS}.{field}"] = after
        elif before != after:
            closed[field] = after
    if closed:
        at_once[TIERS] = {**now[TIERS], **closed}
    return Sorted(at_once, waits)


def value(record: Record, field: str) -> Any:
    """What a record says in a field; tiers are fields of their own."""
    whole, _dot, part = field.partition(".")
    return record[whole][part] if part else record[whole]


def put(record: Record, field: str, wanted: Any) -> Record:
    """The record with a field changed."""
    whole, _dot, part = field.partition(".")
    return {**record, whole: {**record[whole], part: wanted} if part else wanted}
