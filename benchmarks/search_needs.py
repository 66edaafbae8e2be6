"""Judged needs: how they are read, and how an answer to them is counted.

Results are folded to their resource, each once, where it first appears; a resource's grade is the highest of
its graded ids; gain 2^grade - 1; ideal: the graded resources that exist in the query's language; figures are
averaged over the queries of a language, then over languages.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from hub import languages

BEST = 3


@dataclass(frozen=True)
class Query:
    """One query for a need: who asks it, and what answers it by grade."""

    need: str
    text: str
    language: str
    reader: str
    kind: str
    relevant: Mapping[str, int]


# A query's answer: ids (`resource` or `resource/chapter`) in their order.
Search = Callable[[Query], Sequence[str]]


def load(path: Path) -> list[Query]:
    """The queries of a file in the form of shared/data/search_needs.yml."""
    needs: list[Mapping[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    return [
        Query(
            need["id"],
            each["text"],
            code(each["language"]),
            code(need.get("ui", each["language"])),
            each["type"],
            need["relevant"],
        )
        for need in needs
        for each in need["queries"]
    ]


def code(tag: str) -> str:
    """A language as the site's addresses write it."""
    found = languages.find(tag)
    return found.code if found else tag.lower()


def is_kept_aside(need: str) -> bool:
    """Whether a need belongs to the half that no weight is tuned on: by its name alone, so always the same."""
    return bool(hashlib.sha256(need.encode()).digest()[0] % 2)


@dataclass(frozen=True)
class Score:
    """What one query got; `right` is None where there is no right section to find among the first three."""

    query: Query
    ndcg: float
    recall: float
    reciprocal: float
    empty: bool
    right: bool | None
    first: tuple[str, ...]


def grades_of(query: Query, exists: Mapping[str, set[str]]) -> dict[str, int]:
    """The grade of each resource that exists in the query's language."""
    found: dict[str, int] = {}
    for name, grade in query.relevant.items():
        resource = name.partition("/")[0]
        if resource in exists.get(query.language, ()):
            found[resource] = max(grade, found.get(resource, 0))
    return found


def score(query: Query, ids: Sequence[str], grades: Mapping[str, int]) -> Score:
    """Count one answer."""
    first_of: dict[str, str] = {}
    for each in ids:
        first_of.setdefault(each.partition("/")[0], each)
    order = list(first_of)
    gained = sum((2 ** grades.get(each, 0) - 1) / math.log2(at + 2) for at, each in enumerate(order[:10]))
    best = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:10]
    ideal = sum(gain / math.log2(at + 2) for at, gain in enumerate(best))
    hit = next((at for at, each in enumerate(order) if grades.get(each)), None)
    sections = {name for name, grade in query.relevant.items() if grade == BEST and "/" in name}
    manuals = {name.partition("/")[0] for name in sections}
    shown = next((first_of[each] for each in order[:3] if each in manuals), None)
    return Score(
        query,
        gained / ideal if ideal else 0.0,
        len(set(order[:20]) & set(grades)) / len(grades) if grades else 0.0,
        0.0 if hit is None else 1 / (hit + 1),
        not order,
        None if shown is None else shown in sections,
        tuple(order[:3]),
    )


def run(search: Search, queries: Sequence[Query], exists: Mapping[str, set[str]]) -> list[Score]:
    """Count every query that something in its language answers."""
    graded = ((query, grades_of(query, exists)) for query in queries)
    return [score(query, search(query), grades) for query, grades in graded if grades]


def mean(values: Sequence[float]) -> float:
    """The mean, 0 for nothing."""
    return sum(values) / len(values) if values else 0.0


def by(scores: Sequence[Score], key: Callable[[Score], str], value: Callable[[Score], float]) -> dict[str, float]:
    """The mean of a figure for each group."""
    groups: dict[str, list[float]] = defaultdict(list)
    for each in scores:
        groups[key(each)].append(value(each))
    return {name: mean(found) for name, found in sorted(groups.items())}
