"""The coarse classes that needs are counted in: wide topic, part of the world, language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from casework.needs import FIRST_TOPICS, Answers
from hub import languages
from hub.suppression import Axis, Cell
from vocabulary import places, replaced
from vocabulary.tree import Broader, above

OTHER: Final = "other"
"""Any language that the site publishes nothing in: few speak it, and its name alone may tell who asked."""
TAGS: Final = tuple(language.tag for language in languages.TABLE)
ABOVE: Final[Mapping[str, str]] = {
    code: parent for code, parent in places.REGIONS.items() if parent and parent != places.WORLD
}
TOPIC, REGION, LANGUAGE = range(3)


def cell(need: Answers, broader: Broader) -> Cell:
    """Where a need is counted: by the first topic and the first language that the group named."""
    topic = replaced.code("topic", (need.topics or FIRST_TOPICS)[0])
    language = languages.find(need.languages[0]) if need.languages else None
    return (
        (above(topic, broader) or (topic,))[-1],
        places.region_of(need.country) or places.WORLD,
        language.tag if language else OTHER,
    )


def axes(topics: Iterable[str]) -> tuple[Axis, Axis, Axis]:
    """The table, with these wide topics."""
    regions = dict.fromkeys(places.region_of(country) or places.WORLD for country in places.countries())
    return Axis(tuple(dict.fromkeys(topics))), Axis(tuple(regions), ABOVE), Axis((*TAGS, OTHER))


def wide_topics(broader: Broader) -> tuple[str, ...]:
    """The topics that have none above them."""
    return tuple(code for code, parent in broader.items() if parent is None)
