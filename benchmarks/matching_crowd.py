"""A directory as large as wanted, mixed from the sample directory's own: no two trainers are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from trainers.matching.values import Candidate, Capacity, Need

# What one trainer says hangs together in these groups, so that each group comes from one person.
TOGETHER = (
    ("languages", "base_country", "lived_in", "worked_in", "travel"),
    ("topics", "at_risk_groups"),
    ("formats", "max_group_size", "accompaniment_hours"),
    ("organisation", "organisation_country", "exclusions"),
    ("risk_clearance", "accepts"),
    ("published", "vetted_until", "last_offered", "last_review"),
    ("availability",),
    ("facilitator_attributes", "public"),
)


def mixed(everyone: Sequence[Candidate], how_many: int, draw: Random) -> list[Candidate]:
    """That many trainers, each put together from several."""
    return [_one(everyone, number, draw) for number in range(how_many)]


def _one(everyone: Sequence[Candidate], number: int, draw: Random) -> Candidate:
    changes: dict[str, object] = {}
    for names in TOGETHER:
        other = draw.choice(everyone)
        changes |= {name: getattr(other, name) for name in names}
    topics = dict(draw.choice(everyone).topics)
    changes["topics"] = {**dict(changes["topics"]), **dict(list(topics.items())[:2])}  # type: ignore[call-overload]
    changes["capacity"] = Capacity(draw.choice((40, 60, 80, 120)), draw.randint(0, 60), draw.randint(0, 80))
    return replace(draw.choice(everyone), id=f"t{number:05}", **changes)  # type: ignore[arg-type]


def requests(needs: Sequence[Need], how_many: int, draw: Random) -> list[Need]:
    """That many requests, each one of the judged ones with other days, hours, countries and urgency."""
    found = []
    for _ in range(how_many):
        one, other = draw.choice(needs), draw.choice(needs)
        found.append(
            replace(
                one,
                topics=other.topics if draw.random() < 0.3 else one.topics,
                start_by=one.start_by + timedelta(days=draw.randint(0, 40)),
                hours=draw.randint(4, 24),
                weeks=draw.randint(1, 6),
                participants=draw.randint(5, 30),
                urgency=draw.choice(("planned", "planned", "soon", "urgent")),
                declined=frozenset(),
            )
        )
    return found
