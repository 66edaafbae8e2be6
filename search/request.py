"""What is asked, parsed once: forgiving for people, strict for the API, and back to the same address. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from hub import languages
from vocabulary import tongues

LONGEST_TEXT = 200
DEEPEST_PAGE = 200
PAGE_SIZE = 10
LARGEST_PAGE = 50
# How long ago the last review may be, in days; each span holds the shorter ones.
AGES = {"half-year": 183, "year": 366, "two-years": 731}
LEVELS = ("everybody", "beginner", "advanced", "expert")
KINDS = ("manual", "guide", "checklist", "tool", "template", "glossary", "news")
# Kinds that are asked for together under one name.
TOGETHER = {"advice": ("manual", "guide", "checklist", "tool", "template")}
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\s]+")
_WHOLE_NUMBER = re.compile(r"[0-9]{1,6}")

Lists = Mapping[str, Sequence[str]]


class BadSearchError(ValueError):
    """A question that the API refuses: for each parameter, what is wrong with it."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {problem}" for name, problem in problems.items()))
        self.problems = dict(problems)


@dataclass(frozen=True)
class Known:
    """The values that filters may have besides languages and kinds of text: those of the vocabulary, other kinds."""

    topics: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SearchRequest:
    """A question: words, filters (several values each, any of them suffices) and the page of results.

    `exactly` asks for these words only: neither corrected nor widened by what the vocabulary knows of them.
    """

    text: str = ""
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    exactly: bool = False
    page: int = 1
    size: int = PAGE_SIZE

    @property
    def filtered(self) -> bool:
        """Whether any filter is set."""
        return any(getattr(self, name) for _parameter, name in PARAMETERS)

    def with_(self, **changes: Any) -> SearchRequest:
        """The same question with something changed, from its first page on."""
        return replace(self, **{"page": 1, **changes})

    def without(self, name: str, value: str) -> SearchRequest:
        """The same question without one value of one filter."""
        kept = tuple(each for each in getattr(self, name) if each != value)
        return self.with_(**{name: kept})

    def query_string(self) -> str:
        """The address of this question, always in the same order; what is default is left out."""
        pairs: list[tuple[str, str]] = [("q", self.text)] if self.text else []
        for parameter, name in PARAMETERS:
            values: Sequence[str] = getattr(self, name)
            if name == "kinds":
                values = _together(values)
            pairs += [(parameter, WRITTEN.get(name, str)(value)) for value in values]
        if self.exactly:
            pairs.append((WORDS, ONLY))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        if self.size != PAGE_SIZE:
            pairs.append(("size", str(self.size)))
        return urlencode(pairs)


def _together(kinds: Sequence[str]) -> Sequence[str]:
    """Kinds as they are written: all those of one name, and no others, by that name."""
    return next(([name] for name, members in TOGETHER.items() if members == tuple(kinds)), kinds)


PARAMETERS = (
    ("language", "languages"),
    ("kind", "kinds"),
    ("topic", "topics"),
    ("level", "levels"),
    ("group", "groups"),
    ("region", "regions"),
    ("reviewed", "ages"),
)
WORDS, ONLY = "words", "only"
WRITTEN = {"languages": languages.lang_attribute}


def clean_text(raw: str) -> str:
    """The words as they may be looked for: no controls, no lone surrogates, blanks as one, 200 signs at most."""
    return _UNSEEN.sub(" ", raw[: LONGEST_TEXT * 10]).strip()[:LONGEST_TEXT].strip()


def _language(value: str) -> str | None:
    found = languages.find(value)
    return found.code if found else None


def _tongue(value: str) -> str | None:
    """A language that people speak, whether or not the site publishes in it."""
    return value if tongues.is_tag(value) else None


def _kinds(values: Sequence[str], known: Known, problems: dict[str, str]) -> tuple[str, ...]:
    apart = [each for value in values for each in TOGETHER.get(value.strip(), (value,))]
    return _chosen(apart, _member((*KINDS, *known.kinds)), "kind", problems)


def _chosen(values: Iterable[str], find: Any, name: str, problems: dict[str, str]) -> tuple[str, ...]:
    """The known ones of the values of a filter, each once; the others become a problem."""
    found: list[str] = []
    for value in values:
        known = find(value.strip()) if value.strip() else None
        if known:
            found.append(known)
        elif value.strip():
            problems[name] = f"unknown value {clean_text(value)[:60]!r}"
    return tuple(dict.fromkeys(found))


def _number(values: Sequence[str], default: int, largest: int, name: str, problems: dict[str, str]) -> int:
    """A whole number from 1 to `largest`; people who ask for more get the largest, for nonsense the default."""
    raw = values[-1].strip() if values else ""
    if not raw:
        return default
    if not _WHOLE_NUMBER.fullmatch(raw) or not 1 <= int(raw) <= largest:
        problems[name] = f"must be a whole number from 1 to {largest}"
        digits = raw.isascii() and raw.isdigit()
        return largest if digits and raw.strip("0") and int(raw[-7:]) > 0 else default
    return int(raw)


def _exactly(values: Sequence[str], problems: dict[str, str]) -> bool:
    raw = values[-1].strip() if values else ""
    if raw not in {"", ONLY}:
        problems[WORDS] = f"must be {ONLY!r} or left out"
    return raw == ONLY


def _member(known: Iterable[str]) -> Any:
    allowed = frozenset(known)
    return lambda value: value if value in allowed else None


def parse(query: Lists, known: Known, *, strict: bool = False, sized: bool = False) -> SearchRequest:
    """The question of a query string.

    `strict` raises BadSearchError with every problem; else unknown values are dropped. Words are never
    refused, only cut. `sized` lets the question say how many results a page has.
    """
    problems: dict[str, str] = {}
    kinds = _kinds(query.get("kind", ()), known, problems)
    spoken = _tongue if kinds and known.kinds.issuperset(kinds) else _language
    request = SearchRequest(
        text=clean_text((query.get("q") or [""])[-1]),
        languages=_chosen(query.get("language", ()), spoken, "language", problems),
        kinds=kinds,
        topics=_chosen(query.get("topic", ()), _member(known.topics), "topic", problems),
        levels=_chosen(query.get("level", ()), _member(LEVELS), "level", problems),
        groups=_chosen(query.get("group", ()), _member(known.groups), "group", problems),
        regions=_chosen(query.get("region", ()), _member(known.regions), "region", problems),
        ages=_chosen(query.get("reviewed", ()), _member(AGES), "reviewed", problems),
        exactly=_exactly(query.get(WORDS, ()), problems),
        page=_number(query.get("page", ()), 1, DEEPEST_PAGE, "page", problems),
        size=_number(query.get("size", ()), PAGE_SIZE, LARGEST_PAGE, "size", problems) if sized else PAGE_SIZE,
    )
    if strict and problems:
        raise BadSearchError(problems)
    return request
