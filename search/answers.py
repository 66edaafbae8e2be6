"""The one door: a question in, an answer with its rows out, whatever state the index is in."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils import timezone

from search import engine, fallback, visibility
from search.aids import aids
from search.chapters import arranged
from search.choices.applying import hidden_with
from search.choices.models import EditorialChoice, Verdict
from search.engines.protocol import IndexUnavailableError, SearchEngine
from search.finding import Findings, find
from search.ranking import Ranked
from search.request import DEEPEST_PAGE, Known, SearchRequest
from search.rows import Row, rows
from vocabulary import places
from vocabulary.models import Scheme
from vocabulary.store import codes

logger = logging.getLogger("hub.search")
OTHERS_SHOWN = 3


@dataclass(frozen=True)
class Answer:
    """What a page of results shows; `count` is the length of the whole list.

    `degraded` says that no index answered and the database did, `reserve` that the embedded index stood in.
    """

    request: SearchRequest
    findings: Findings = field(default_factory=Findings)
    rows: Sequence[Row] = ()
    others: Sequence[Row] = ()
    count: int = 0
    degraded: bool = False
    reserve: bool = False

    @property
    def pages(self) -> int:
        """How many pages of results may be turned."""
        return min(max(1, -(-self.count // self.request.size)), DEEPEST_PAGE)


def known_values() -> Known:
    """The values that filters may have."""
    places_known = frozenset((*places.regions(), *places.countries()))
    return Known(frozenset(codes(Scheme.TOPIC)), places_known, frozenset(codes(Scheme.AT_RISK_GROUP)))


def answer(request: SearchRequest, reader: str, now: dt.datetime | None = None, *, beyond: bool = False) -> Answer:
    """Answer for a reader of a language. A page past the last is the last one, unless `beyond` is wanted (API)."""
    now = now or timezone.now()
    try:
        found, by = engine.ask(lambda index: _from_index(index, request, reader, now, beyond))
        return replace(found, reserve=by is not engine.current())
    except IndexUnavailableError as reason:
        # Never the words: they are the reader's.
        logger.error("The search index does not answer (%s): readers browse instead.", reason)
        browsed = fallback.browse(request, reader, now)
        found = Answer(request, rows=browsed.rows, count=browsed.count, degraded=True)
        return replace(found, request=replace(request, page=min(request.page, found.pages)))


def _chosen(request: SearchRequest, reader: str, today: dt.date) -> tuple[list[int], list[int]]:
    """The pages that editors put first for a question, and those that they leave out."""
    verdicts: dict[str, list[int]] = {Verdict.FIRST: [], Verdict.HIDDEN: []}
    for page, verdict in EditorialChoice.objects.for_question(request.text, reader, today).values_list(
        "page_id", "verdict"
    ):
        verdicts[verdict].append(page)
    return verdicts[Verdict.FIRST], verdicts[Verdict.HIDDEN]


def _from_index(index: SearchEngine, request: SearchRequest, reader: str, now: dt.datetime, beyond: bool) -> Answer:
    public = visibility.public_pages(now)
    first, hidden = _chosen(request, reader, now.date())
    public -= hidden_with(hidden, index.entries())
    findings = find(index, request, reader, public, now.date().isoformat(), aids(exactly=request.exactly), first)
    found = Answer(request, findings, count=len(findings.results))
    if request.page > found.pages and not beyond:
        found = replace(found, request=replace(request, page=found.pages))
    start = (found.request.page - 1) * request.size
    main = findings.results[start : start + request.size]
    beside: tuple[Ranked, ...] = findings.others[:OTHERS_SHOWN] if found.request.page == 1 else ()
    shown = arranged([*main, *beside], request.text, findings.asked, index.entries())
    made = rows(index, shown, findings, public, now)
    own = {(each.resource, each.language) for each in main}
    return replace(
        found,
        rows=[row for row in made if (row.resource, row.language.code) in own],
        others=[row for row in made if (row.resource, row.language.code) not in own],
    )
