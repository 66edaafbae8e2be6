"""The kinds of results as the page offers them: each an address, with how many one gets there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.findable import kinds
from search.answers import Answer
from search.kinds.answering import chosen, of_entries, of_texts
from search.request import TOGETHER, SearchRequest


@dataclass(frozen=True)
class Tab:
    """Kinds that are looked at together; none for all of them."""

    name: str
    label: str | Promise
    kinds: tuple[str, ...] = ()


TEXTS = (
    Tab("all", _("All")),
    Tab("advice", _("Manuals and guides"), TOGETHER["advice"]),
    Tab("glossary", _("Glossary"), ("glossary",)),
    Tab("news", _("News"), ("news",)),
)


def tabs() -> tuple[Tab, ...]:
    """All tabs; apps that come later add theirs by registering a kind."""
    return (*TEXTS, *(Tab(kind.name, kind.label, (kind.name,)) for kind in kinds()))


def current(request: SearchRequest) -> Tab:
    """The tab that a question is on: the one of exactly its kinds, else that of all."""
    return next((tab for tab in tabs() if set(tab.kinds) == set(request.kinds)), TEXTS[0])


def request_of(tab: Tab, request: SearchRequest) -> SearchRequest:
    """The question of a tab: the same words, and those filters that mean the same there."""
    of_tab = of_entries if tab.kinds and chosen(SearchRequest(kinds=tab.kinds)) else of_texts
    return of_tab(request).with_(kinds=tab.kinds)


def counts(answer: Answer) -> Mapping[str, int]:
    """How many results each tab has."""
    texts = answer.findings.facets.get("kind", {})
    found = {tab.name: sum(texts.get(kind, 0) for kind in tab.kinds) for tab in TEXTS[1:]}
    found |= {name: len(listed.numbers) for name, listed in answer.entries.listed.items()}
    return {TEXTS[0].name: sum(found.values()), **found}


def drawn(answer: Answer, address: Callable[[SearchRequest], str]) -> list[dict[str, Any]]:
    """The tabs that have something, and the one that the reader is on."""
    many, here = counts(answer), current(answer.request)
    return [
        {
            "url": address(request_of(tab, answer.request)),
            "label": tab.label,
            "count": many.get(tab.name, 0),
            "current": tab == here,
        }
        for tab in tabs()
        if many.get(tab.name) or tab == here
    ]
