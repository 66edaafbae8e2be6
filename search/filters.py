"""The filters as the page draws them: what can be chosen with its counts, what is chosen with the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub import languages
from hub.findable import kind
from hub.templatetags.hub import language_name
from resources.kinds import KINDS_LABELS
from resources.models import Level
from search import tabs
from search.answers import Answer
from search.request import AGES, KINDS, LEVELS, SearchRequest
from vocabulary import places
from vocabulary.store import Labels

OPEN = 8
AGE_LABELS = {
    "half-year": gettext_lazy("In the last 6 months"),
    "year": gettext_lazy("In the last 12 months"),
    "two-years": gettext_lazy("In the last 2 years"),
}
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


def _level(level: str) -> str:
    return str(Level("" if level == "everybody" else level).label)


def _kind(name: str) -> str:
    other = kind(name)
    return str(other.label if other else KINDS_LABELS[name])


def _describe(names: Labels, reader: str) -> tuple[tuple[str, str, str, Callable[[str], str]], ...]:
    """For each filter its name in addresses, its field of the question, its label, and the label of a value."""
    return (
        ("kind", "kinds", _("Kind"), _kind),
        ("topic", "topics", _("Topic"), lambda topic: names.get(("topic", topic), topic)),
        ("language", "languages", _("Language"), language_name),
        ("level", "levels", _("Level"), _level),
        ("group", "groups", _("For whom"), lambda group: names.get(("at-risk-group", group), group)),
        ("region", "regions", _("Place"), lambda code: places.name(code, reader)),
        ("reviewed", "ages", _("Last reviewed"), lambda age: str(AGE_LABELS[age])),
    )


def _of_entries(names: Labels, reader: str) -> tuple[tuple[str, str, str, Callable[[str], str]], ...]:
    """The same for entries, whose languages are those that people work in and whose kind is the tab."""
    of_texts = {each[0]: each for each in _describe(names, reader)}
    tongue = ("language", "languages", _("Works in the language"), lambda tag: languages.display_name(tag, reader))
    return (of_texts["topic"], tongue, of_texts["region"], of_texts["group"])


def _described(answer: Answer, names: Labels, reader: str) -> tuple[tuple[str, str, str, Callable[[str], str]], ...]:
    """The filters of a list; on a tab of one kind that is no filter."""
    if answer.kinds:
        return _of_entries(names, reader)
    on_a_tab = bool(tabs.current(answer.request).kinds)
    return tuple(each for each in _describe(names, reader) if not (on_a_tab and each[0] == "kind"))


IN_ORDER = {"kind": KINDS, "level": LEVELS, "reviewed": tuple(AGES)}


def facets(answer: Answer, names: Labels, reader: str) -> list[dict[str, Any]]:
    """What can be chosen (see components/facet); a filter whose every value gives the same is left out."""
    drawn = []
    for name, field, label, of_value in _described(answer, names, reader):
        counted = answer.facets.get(name, {})
        chosen: tuple[str, ...] = getattr(answer.request, field)
        options = _options(counted, chosen, of_value)
        if name == "region" and not chosen and len({*counted.values()}) < 2:
            continue
        if order := IN_ORDER.get(name):
            options.sort(key=lambda option: order.index(option["value"]))
        else:
            options.sort(key=_most_first)
        if name == "language":
            for option in options:
                option["value"] = languages.lang_attribute(option["value"])
        drawn.append(_facet(name, label, options))
    return [facet for facet in drawn if facet["options"]]


def picked(answer: Answer, names: Labels, reader: str, address: Callable[[SearchRequest], str]) -> list[dict[str, Any]]:
    """What is chosen, each with the address of the question without it (see components/picked)."""
    return [
        {"group": group, "label": label(value), "url": address(answer.request.without(field, value))}
        for _name, field, group, label in _described(answer, names, reader)
        for value in getattr(answer.request, field)
    ]
