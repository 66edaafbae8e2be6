"""What may be proposed to give up; gates of safety, identity and conflict are not here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from .outcome import Change
from .scales import FACE_TO_FACE, LANGUAGE_LEVELS
from .values import Need

LATER = timedelta(weeks=4)
LEAST_LANGUAGE_LEVEL = LANGUAGE_LEVELS.index("working")


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One thing given up, or two: what that costs a group, and the request without it."""

    change: Change
    cost: float
    need: Need
    also: Change | None = None


def relaxations(need: Need) -> Iterator[Relaxation]:
    """Everything that may be proposed, one thing at a time."""
    for change, cost in _changes(need):
        yield Relaxation(change, cost, relaxed(need, change))


def both(one: Relaxation, other: Relaxation) -> Relaxation | None:
    """Two things given up together; nothing where they are about the same thing."""
    if _about(one.change) == _about(other.change):
        return None
    return Relaxation(one.change, one.cost + other.cost, relaxed(one.need, other.change), other.change)


def relaxed(need: Need, change: Change) -> Need:
    """The request with one thing given up."""
    return APPLY[change.relax](need, change)


def _about(change: Change) -> tuple[str, str]:
    if change.relax in ("language", "language_level"):
        return "language", change.value
    return change.relax, change.value if change.relax == "topic_level" else ""


def _changes(need: Need) -> Iterator[tuple[Change, float]]:
    if need.format in FACE_TO_FACE:
        yield Change("format", "online"), 1
    yield from _of_languages(need)
    yield Change("start_by", (need.start_by + LATER).isoformat()), 1.5
    if need.hours > 1:
        yield Change("hours", str(need.hours // 2)), 2
    if need.accompaniment and need.accompaniment.must:
        yield Change("accompaniment", "prefer"), 1.5
    for topic in need.topics:
        for level in range((topic.min_level or 1) - 1, 0, -1):
            yield Change("topic_level", topic.code, str(level)), 1.5 * ((topic.min_level or 1) - level)


def _of_languages(need: Need) -> Iterator[tuple[Change, float]]:
    for asked in need.languages:
        if not asked.must:
            continue
        yield Change("language", asked.code), 1.5
        level = LANGUAGE_LEVELS.index(asked.level)
        for lower in range(level - 1, LEAST_LANGUAGE_LEVEL - 1, -1):
            yield Change("language_level", asked.code, LANGUAGE_LEVELS[lower]), float(level - lower)


def _online(need: Need, change: Change) -> Need:
    return replace(need, format=change.value)


def _wished(need: Need, change: Change) -> Need:
    changed = (replace(asked, must=False) if asked.code == change.value else asked for asked in need.languages)
    return replace(need, languages=tuple(changed))


def _lower_language(need: Need, change: Change) -> Need:
    changed = (replace(asked, level=change.level) if asked.code == change.value else asked for asked in need.languages)
    return replace(need, languages=tuple(changed))


def _lower_topic(need: Need, change: Change) -> Need:
    level = int(change.level)
    changed = (replace(asked, min_level=level) if asked.code == change.value else asked for asked in need.topics)
    return replace(need, topics=tuple(changed))


def _later(need: Need, change: Change) -> Need:
    return replace(need, start_by=date.fromisoformat(change.value))


def _fewer_hours(need: Need, change: Change) -> Need:
    return replace(need, hours=int(change.value))


def _accompaniment_wished(need: Need, change: Change) -> Need:
    asked = need.accompaniment
    return replace(need, accompaniment=asked and replace(asked, must=False))


APPLY: Mapping[str, Callable[[Need, Change], Need]] = MappingProxyType(
    {
        "format": _online,
        "language": _wished,
        "language_level": _lower_language,
        "start_by": _later,
        "hours": _fewer_hours,
        "accompaniment": _accompaniment_wished,
        "topic_level": _lower_topic,
    }
)
