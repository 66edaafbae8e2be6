"""The tables above the report: each name and each number leads to the texts that it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import Page

from publishing.translation.library import Row
from publishing.translation.totals import SHOWN, Line, by_language, by_owner, by_topic, lines
from resources.models import PAGE_MODELS
from resources.translation_states import LABELS

Table = dict[str, Any]


def tables(rows: Sequence[Row], names: Mapping[str, Mapping[str, str]], asked: QueryDict) -> list[Table]:
    """What the report shows above its list; `names` are the choices of its filters, `asked` is what is chosen."""
    counted = {
        "language": (_("By language"), _("Language"), by_language),
        "topic": (_("By topic"), _("Topic"), by_topic(topics_by_path(), Page.steplen)),
        "owner": (_("By who looks after it"), _("Who looks after it"), by_owner),
    }
    found = []
    for name, (label, column, keys) in counted.items():
        drawn = [_drawn(line, name, asked) for line in lines(rows, keys, names[name])]
        if drawn:
            found.append({"name": name, "label": label, "column": column, "lines": drawn})
    return found


def headings() -> list[Promise]:
    """The states, in the order of the columns."""
    return [LABELS[standing] for standing in SHOWN]


def topics_by_path() -> Mapping[str, list[int]]:
    """The topics of all texts, by the place of each in the tree; one question for all kinds."""
    first, *others = (
        model.objects.filter(topics__isnull=False).order_by().values_list("path", "topics") for model in PAGE_MODELS
    )
    found: dict[str, list[int]] = defaultdict(list)
    for path, topic in first.union(*others, all=True):
        found[path].append(topic)
    return found


def _drawn(line: Line, name: str, asked: QueryDict) -> dict[str, Any]:
    return {
        "name": line.name,
        "total": line.total,
        "url": _address(asked, name, line.key),
        "cells": [
            {"label": LABELS[standing], "count": count, "url": _address(asked, name, line.key, standing)}
            for standing, count in line.counts
        ],
    }


def _address(asked: QueryDict, name: str, key: str, standing: str = "") -> str:
    """The same filters with this one more; from the first page on."""
    kept = asked.copy()
    for gone in ("p", "export", "state", "_w_filter_fragment"):
        kept.pop(gone, None)
    kept[name] = key
    if standing:
        kept["state"] = standing
    return f"?{kept.urlencode()}"
