"""How near a trainer's topics lie to what is asked, along the topic tree."""

from __future__ import annotations

from collections.abc import Mapping

from .values import AskedTopic, Candidate, Need, Situation

EXACT, NARROWER, BROADER, SIBLING = 1.0, 0.9, 0.6, 0.3
CAN_LEAD = 2
"""The level that makes a topic fully covered, unless the request names one."""

Tree = Mapping[str, str | None]


def distance(offered: str, asked: str, broader: Tree) -> float:
    """How much of an asked topic is worth in an offered one: 1 the same, 0 unrelated."""
    if offered == asked:
        return EXACT
    if is_narrower(offered, asked, broader):
        return NARROWER
    if is_narrower(asked, offered, broader):
        return BROADER
    above = broader.get(asked)
    return SIBLING if above is not None and above == broader.get(offered) else 0.0


def is_narrower(code: str, than: str, broader: Tree) -> bool:
    """Whether a topic stands somewhere below another."""
    above = broader.get(code)
    while above is not None:
        if above == than:
            return True
        above = broader.get(above)
    return False


def level_in(candidate: Candidate, code: str, broader: Tree) -> int:
    """The trainer's level in a topic or a narrower one, 0 where there is none."""
    return max(
        (
            level
            for offered, level in candidate.topics.items()
            if offered == code or is_narrower(offered, code, broader)
        ),
        default=0,
    )


def coverage(candidate: Candidate, asked: AskedTopic, situation: Situation) -> float:
    """How well one asked topic is covered, from 0 to 1."""
    needed = asked.min_level or CAN_LEAD
    if candidate.topics.get(asked.code, 0) >= needed:
        return EXACT
    return max(
        (
            min(1.0, level / needed) * _known(offered, asked.code, situation)
            for offered, level in candidate.topics.items()
        ),
        default=0.0,
    )


def _known(offered: str, asked: str, situation: Situation) -> float:
    found = situation.distances.get((offered, asked))
    if found is None:
        found = situation.distances[offered, asked] = distance(offered, asked, situation.broader)
    return found


def main_topics(need: Need) -> tuple[AskedTopic, ...]:
    """The topics that carry the request: its heaviest ones, and all that weigh 2 or more."""
    heaviest = max((topic.weight for topic in need.topics), default=0)
    return tuple(topic for topic in need.topics if topic.weight >= min(2, heaviest))
