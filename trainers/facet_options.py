"""The filters of the directory as its page draws them: choices with numbers, and chosen ones to take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from trainers.facets import Counts
from trainers.filters import FIELDS, TrainerFilter
from trainers.words import Words
from vocabulary.tree import Broader

OPEN = 6


def facets(wanted: TrainerFilter, counts: Counts, broader: Broader, words: Words) -> list[dict[str, Any]]:
    """One group of choices per field; the most useful stand open, the rest is folded."""
    most_first = sorted(counts.languages, key=lambda code: (-counts.languages[code], words.language(code)))
    top = [code for code, parent in broader.items() if parent is None]
    below = sorted((code for code, parent in broader.items() if parent), key=lambda code: words.term("topic", code))
    groups = sorted(counts.at_risk_groups, key=lambda code: (-counts.at_risk_groups[code], code))
    formats = [code for scheme, code in words.labels if scheme == "format"]

    def term(scheme: str) -> Callable[[str], str]:
        return lambda code: words.term(scheme, code)

    return [
        _facet(_("Language of training"), "language", wanted, counts.languages, most_first, OPEN, words.language),
        _facet(_("Topic"), "topic", wanted, counts.topics, [*top, *below], len(top), term("topic")),
        _facet(pgettext("form of work", "How"), "format", wanted, counts.formats, formats, OPEN, term("format")),
        _facet(_("Works with"), "at_risk_group", wanted, counts.at_risk_groups, groups, OPEN, term("at-risk-group")),
    ]


def _facet(
    label: str,
    name: str,
    wanted: TrainerFilter,
    counts: Counter[str],
    order: Iterable[str],
    shown: int,
    say: Callable[[str], str],
) -> dict[str, Any]:
    chosen = getattr(wanted, FIELDS[name])
    codes = list(dict.fromkeys([*order, *chosen]))
    options = [
        {"value": code, "label": say(code), "count": counts[code], "checked": code in chosen}
        for code in codes
        if counts[code] or code in chosen
    ]
    first = set(codes[:shown])
    return {
        "name": name,
        "label": label,
        "options": [option for option in options if option["value"] in first],
        "more": [option for option in options if option["value"] not in first],
    }


def picked(wanted: TrainerFilter, words: Words) -> list[dict[str, str]]:
    """Each chosen value as a link that takes it away."""
    names = {
        "region": (_("Country or region"), words.place),
        "country": (_("Country or region"), words.place),
        "topic": (_("Topic"), lambda code: words.term("topic", code)),
        "language": (_("Language of training"), words.language),
        "format": (pgettext("form of work", "How"), lambda code: words.term("format", code)),
        "at_risk_group": (_("Works with"), lambda code: words.term("at-risk-group", code)),
    }
    return [
        {"group": names[name][0], "label": names[name][1](value), "url": _address(wanted.without_value(name, value))}
        for name, value in wanted.values()
    ]


def _address(wanted: TrainerFilter) -> str:
    here = reverse("trainers:directory")
    return f"{here}?{wanted.as_query()}" if wanted else here
