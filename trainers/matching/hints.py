"""What a requester could give up, and what that would bring: one safe thing at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from . import factors
from .gates import Verdicts, judge
from .outcome import Count, Hint
from .scales import FACE_TO_FACE, LANGUAGE_LEVELS
from .values import AskedLanguage, Candidate, Need, Situation

USEFUL = 0.5
"""The least share of the asked topics that makes one more trainer worth a change."""
BLUR_UNDER = 3
LATER = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One thing given up: the gates it may open, what it costs, the request without it."""

    relax: str
    value: str
    lifts: frozenset[str]
    cost: float
    need: Need


def relaxations(need: Need) -> Iterator[Relaxation]:
    """Everything that may be proposed; gates of safety, identity and conflict are not here."""
    if need.format in FACE_TO_FACE:
        online = replace(need, format="online")
        yield Relaxation("format", "online", frozenset({"G4", "G6", "G11"}), 1, online)
    for asked in need.languages:
        if asked.must:
            yield from _of_language(need, asked)
    later = replace(need, start_by=need.start_by + LATER)
    day = later.start_by.isoformat()
    yield Relaxation("start_by", day, frozenset({"G6", "G11"}), 1.5, later)
    if need.hours > 1:
        fewer = replace(need, hours=need.hours // 2)
        yield Relaxation("hours", str(fewer.hours), frozenset({"G7"}), 2, fewer)
    if need.accompaniment and need.accompaniment.must:
        wish = replace(need, accompaniment=replace(need.accompaniment, must=False))
        yield Relaxation("accompaniment", "prefer", frozenset({"G10"}), 1.5, wish)


def _of_language(need: Need, asked: AskedLanguage) -> Iterator[Relaxation]:
    lifts = frozenset({"G3"})
    wish = _with_language(need, asked, replace(asked, must=False))
    yield Relaxation("language", asked.code, lifts, 1.5, wish)
    lower = LANGUAGE_LEVELS.index(asked.level) - 1
    if LANGUAGE_LEVELS[lower] in ("working", "fluent"):
        at_less = replace(asked, level=LANGUAGE_LEVELS[lower])
        yield Relaxation("language_level", asked.code, lifts, 1, _with_language(need, asked, at_less))


def _with_language(need: Need, old: AskedLanguage, new: AskedLanguage) -> Need:
    changed = tuple(new if asked is old else asked for asked in need.languages)
    return replace(need, languages=changed)


def hints(need: Need, judged: Iterable[tuple[Candidate, Verdicts]], situation: Situation) -> tuple[Hint, ...]:
    """The relaxations that would bring useful matches, the most for the least cost first."""
    options = tuple(relaxations(need))
    shut = _within_reach(need, judged, options, situation)
    found = []
    for option in options:
        gain = sum(
            closed <= option.lifts and judge(candidate, option.need, situation).eligible for candidate, closed in shut
        )
        if gain:
            hint = Hint(option.relax, option.value, blur(gain, situation))
            found.append((-gain / option.cost, option.cost, hint))
    return tuple(hint for *_, hint in sorted(found, key=lambda entry: entry[:2]))


def _within_reach(
    need: Need, judged: Iterable[tuple[Candidate, Verdicts]], options: tuple[Relaxation, ...], situation: Situation
) -> list[tuple[Candidate, frozenset[str]]]:
    """The useful trainers that one relaxation might bring; none of them changes the topics."""
    shut = ((candidate, frozenset(verdicts.closed)) for candidate, verdicts in judged if verdicts.closed)
    return [
        (candidate, closed)
        for candidate, closed in shut
        if any(closed <= option.lifts for option in options) and _is_useful(candidate, need, situation)
    ]


def _is_useful(candidate: Candidate, need: Need, situation: Situation) -> bool:
    return factors.topics(candidate, need, situation) >= USEFUL and factors.brings_a_main_topic(
        candidate, need, situation
    )


def blur(number: int, situation: Situation) -> Count:
    """A count as this reader may see it: under three, a requester learns only that."""
    if situation.at_desk or number >= BLUR_UNDER:
        return Count(number)
    return Count(BLUR_UNDER - 1, blurred=True)
