"""The results of one page as rows: the place that answers best, snippets, facts. The same queries for any number."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from hub import languages
from resources.models import Rendering
from resources.translations import behind
from search import highlight, visibility
from search.engines.protocol import PageEntry, SearchEngine, StoredPassage
from search.finding import Findings
from search.ranking import Place, Ranked
from search.terms import Question

MORE_PLACES = 2
PASSAGES_OF_A_PLACE = 2
# Another place of the same resource is worth showing when it answers nearly as well as the first.
WORTH_SHOWING = 0.6


@dataclass(frozen=True)
class Spot:
    """A heading of a page that answers: where it leads and what is written over it."""

    url: str
    title: str
    heading: str = ""


@dataclass(frozen=True)
class Row:
    """One result: a resource in one language, with the facts that a reader judges it by."""

    resource: str
    place: str
    url: str
    title: str
    heading: str
    language: languages.Language
    kind: str
    level: str
    topics: tuple[str, ...]
    snippets: tuple[SafeString, ...]
    more: tuple[Spot, ...] = ()
    number: int = 0
    chapters: int = 0
    reviewed: dt.date | None = None
    overdue: bool = False
    behind: int = 0
    weight: int = 0


@dataclass
class _Shelf:
    """What was read for all rows at once."""

    entries: Mapping[int, PageEntry]
    pages: dict[int, Page]
    passages: dict[int, StoredPassage]
    openings: dict[int, StoredPassage]
    chapters: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    weights: dict[int, int] = field(default_factory=dict)
    lag: dict[int, int] = field(default_factory=dict)


def rows(
    engine: SearchEngine,
    shown: Sequence[Ranked],
    findings: Findings,
    public: Collection[int],
    now: dt.datetime,
) -> list[Row]:
    """The rows of these results; a page that has gone since the index was asked has none."""
    if not shown:
        return []
    shelf = _read(engine, shown, public, now)
    return [
        _row(each, findings.asked.get(each.language, Question()), shelf, now)
        for each in shown
        if each.places[0].page in shelf.pages
    ]


def _places(ranked: Ranked) -> list[Place]:
    """The best place and those that are worth showing beside it."""
    first, *rest = ranked.places
    return [first, *(place for place in rest[:MORE_PLACES] if place.score >= WORTH_SHOWING * first.score)]


def _read(engine: SearchEngine, shown: Sequence[Ranked], public: Collection[int], now: dt.datetime) -> _Shelf:
    places = [place for ranked in shown for place in _places(ranked)]
    wanted = {place.page for place in places}
    passages = [passage for place in places for passage in place.passages[:PASSAGES_OF_A_PLACE]]
    pages = visibility.of(Page.objects.select_related("locale"), wanted, now)
    shelf = _Shelf(
        engine.entries(),
        {page.pk: page for page in pages if page.url},
        engine.stored(passages),
        engine.openings([place.page for place in places if not place.passages]),
    )
    _add_chapters(shelf, {(each.resource, each.language) for each in shown}, public)
    _add_weights(shelf)
    _add_lag(shelf)
    return shelf


def _add_chapters(shelf: _Shelf, resources: set[tuple[str, str]], public: Collection[int]) -> None:
    """The public chapters of each resource, in their order."""
    for page, entry in shelf.entries.items():
        if entry.place != entry.resource and page in public and (entry.resource, entry.language) in resources:
            shelf.chapters[entry.resource, entry.language].append(page)
    for pages in shelf.chapters.values():
        pages.sort(key=lambda page: shelf.entries[page].order)


def _add_weights(shelf: _Shelf) -> None:
    wanted = {*shelf.pages, *(page for pages in shelf.chapters.values() for page in pages)}
    shelf.weights = dict(Rendering.objects.filter(page_id__in=wanted).values_list("page_id", "weight"))


def _add_lag(shelf: _Shelf) -> None:
    """How far each page lags behind its original; the index remembers which revision it was made from."""
    pages: list[Any] = list(shelf.pages.values())
    for page in pages:
        page.translated_from_id = shelf.entries[page.pk].translated_from or None
    shelf.lag = {page: changes for page, (_source, changes) in behind(pages).items()}


def _row(ranked: Ranked, asked: Question, shelf: _Shelf, now: dt.datetime) -> Row:
    first, *rest = _places(ranked)
    entry, page = shelf.entries[first.page], shelf.pages[first.page]
    chapters = shelf.chapters.get((ranked.resource, ranked.language), [])
    spot = _spot(first, shelf)
    return Row(
        resource=ranked.resource,
        place=entry.place,
        url=spot.url,
        title=page.title,
        heading=spot.heading,
        language=languages.BY_CODE[entry.language],
        kind=entry.kind,
        level=entry.level,
        topics=entry.topics,
        snippets=_snippets(first, asked, entry, shelf),
        more=tuple(_spot(place, shelf) for place in rest if place.page in shelf.pages),
        number=chapters.index(first.page) + 1 if first.page in chapters else 0,
        chapters=len(chapters),
        reviewed=_date(entry.reviewed),
        overdue=bool(entry.review_by) and entry.review_by < now.date().isoformat(),
        behind=shelf.lag.get(first.page, 0),
        weight=_weight(first.page, chapters, shelf),
    )


def _spot(place: Place, shelf: _Shelf) -> Spot:
    """Where the best passage of a page stands; a page found by its title alone is shown from its top."""
    page = shelf.pages[place.page]
    passage = shelf.passages.get(place.passages[0]) if place.passages else None
    if passage and passage.anchor:
        return Spot(f"{page.url}#{passage.anchor}", page.title, passage.heading)
    return Spot(page.url, page.title)


def _snippets(place: Place, asked: Question, entry: PageEntry, shelf: _Shelf) -> tuple[SafeString, ...]:
    found = [shelf.passages[passage] for passage in place.passages[:PASSAGES_OF_A_PLACE] if passage in shelf.passages]
    texts = [passage.text for passage in found if passage.text] or [
        opening.text for opening in [shelf.openings.get(place.page)] if opening
    ]
    analyser = languages.BY_CODE[entry.language].analyser
    # Each piece was escaped before the marks were set; see search.highlight.
    return tuple(mark_safe(html) for html in highlight.snippets(texts, asked, analyser))  # noqa: S308


def _weight(page: int, chapters: Sequence[int], shelf: _Shelf) -> int:
    """Bytes to read it: of a chapter its own, of a manual those of all its chapters too."""
    own = shelf.weights.get(page, 0)
    return own if page in chapters else own + sum(shelf.weights.get(chapter, 0) for chapter in chapters)


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
