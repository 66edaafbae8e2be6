"""The filters as the page draws them: what can be chosen with its counts, what is chosen with the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from hub import languages
from hub.templatetags.hub import language_name
from resources.kinds import KINDS_LABELS
from search.answers import Answer
from search.request import KINDS, SearchRequest
from vocabulary import places
from vocabulary.store import Labels

OPEN = 8
Option = dict[str, Any]


def _options(counts: Mapping[str, int], chosen: Iterable[str], label: Callable[[str], str]) -> list[Option]:
    """The values that would give something, and those that are chosen though they do not."""
    chosen = set(chosen)
    shown = {value for value, many in counts.items() if many} | chosen
    return [
        {"value": value, "label": label(value), "count": counts.get(value, 0), "checked": value in chosen}
        for value in shown
    ]


def _facet(name: str, label: str, options: list[Option]) -> dict[str, Any]:
    return {"name": name, "label": label, "options": options[:OPEN], "more": options[OPEN:]}


def _most_first(option: Option) -> tuple[int, str]:
    return -option["count"], str(option["label"]).casefold()


def facets(answer: Answer, names: Labels) -> list[dict[str, Any]]:
    """Kind, topic, language (see components/facet); those without anything to choose are left out."""
    asked, counts = answer.request, answer.findings.facets
    kinds = _options(counts.get("kind", {}), asked.kinds, lambda kind: str(KINDS_LABELS[kind]))
    topics = _options(counts.get("topic", {}), asked.topics, lambda topic: names.get(("topic", topic), topic))
    spoken = _options(counts.get("language", {}), asked.languages, language_name)
    for option in spoken:
        option["value"] = languages.lang_attribute(option["value"])
    drawn = [
        _facet("kind", _("Kind"), sorted(kinds, key=lambda option: KINDS.index(option["value"]))),
        _facet("topic", _("Topic"), sorted(topics, key=_most_first)),
        _facet("language", _("Language"), sorted(spoken, key=_most_first)),
    ]
    return [facet for facet in drawn if facet["options"]]


def picked(
    asked: SearchRequest, names: Labels, reader: str, address: Callable[[SearchRequest], str]
) -> list[dict[str, Any]]:
    """What is chosen, each with the address of the question without it (see components/picked)."""
    groups = (
        ("kinds", _("Kind"), lambda value: str(KINDS_LABELS[value])),
        ("topics", _("Topic"), lambda value: names.get(("topic", value), value)),
        ("languages", _("Language"), language_name),
        ("regions", _("Place"), lambda value: places.name(value, reader)),
    )
    return [
        {"group": group, "label": label(value), "url": address(asked.without(name, value))}
        for name, group, label in groups
        for value in getattr(asked, name)
    ]
