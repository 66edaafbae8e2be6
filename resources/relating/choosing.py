"""Which texts are related to one, and by what: the same idea, its checklist, the next level. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

MOST: Final = 5
LEVELS: Final = ("", "beginner", "advanced", "expert")
# What one reads; a checklist belongs to it.
READ: Final = frozenset({"manual", "guide"})


class Reason(Enum):
    """Why a text is shown beside another, in the order in which they are shown; each has its sentence on the page."""

    CHECKLIST = "checklist"
    EXPLAINS = "explains"
    NEXT = "next"
    TOOL = "tool"
    FORM = "form"
    SAME_PEOPLE = "same-people"
    SAME_TOPIC = "same-topic"


RANKS: Final = {reason: rank for rank, reason in enumerate(Reason)}
# One checklist, one next step: more of them are texts on the same topic.
ONCE: Final = frozenset({Reason.CHECKLIST, Reason.EXPLAINS, Reason.NEXT})


@dataclass(frozen=True)
class Subject:
    """What is known of a text: what kind it is, for whom, about what; `day` counts days, the later the fresher."""

    number: int
    kind: str
    level: str = ""
    topics: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    day: int = 0


@dataclass(frozen=True)
class Related:
    """A text with the reason why it is shown, and the topic and the group that both have."""

    number: int
    reason: Reason
    topic: str
    group: str = ""


def choose(this: Subject, others: Iterable[Subject], most: int = MOST) -> list[Related]:
    """The texts that are nearest to this one, the nearest first; none without a topic of both."""
    near = [each for each in others if each.number != this.number and each.topics & this.topics]
    steps = [_step(this, each) for each in near if each.kind == this.kind]
    following = min((step for step in steps if step > 0), default=0)
    chosen: list[Related] = []
    used: set[Reason] = set()
    for each in sorted(near, key=lambda other: _key(this, other, following)):
        reason = _reason(this, each, following)
        if reason in ONCE & used:
            reason = _same(this, each)
        used.add(reason)
        chosen.append(_related(this, each, reason))
    return sorted(chosen, key=lambda each: RANKS[each.reason])[:most]


def _key(this: Subject, other: Subject, following: int) -> tuple[int, int, int, int, int]:
    shared = len(this.topics & other.topics)
    return RANKS[_reason(this, other, following)], -shared, abs(_step(this, other)), -other.day, other.number


def _reason(this: Subject, other: Subject, following: int) -> Reason:
    same_level = other.level == this.level
    if same_level and other.kind == "checklist" and this.kind in READ:
        return Reason.CHECKLIST
    if same_level and this.kind == "checklist" and other.kind in READ:
        return Reason.EXPLAINS
    if following and other.kind == this.kind and _step(this, other) == following:
        return Reason.NEXT
    if other.kind != this.kind and other.kind in {"tool", "template"}:
        return Reason.TOOL if other.kind == "tool" else Reason.FORM
    return _same(this, other)


def _same(this: Subject, other: Subject) -> Reason:
    return Reason.SAME_PEOPLE if this.groups & other.groups else Reason.SAME_TOPIC


def _step(this: Subject, other: Subject) -> int:
    """How many levels the other one is above this."""
    return LEVELS.index(other.level) - LEVELS.index(this.level)


def _related(this: Subject, other: Subject, reason: Reason) -> Related:
    groups = sorted(this.groups & other.groups) if reason is Reason.SAME_PEOPLE else [""]
    return Related(other.number, reason, min(this.topics & other.topics), groups[0])
