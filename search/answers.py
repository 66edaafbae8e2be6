"""The one door: a question in, an answer with its rows out, whatever state the index is in."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils import timezone

from hub.findable import kinds
from search import engine, fallback, visibility
from search.aids import aids
from search.chapters import arranged
from search.choices.applying import hidden_with
from search.choices.models import EditorialChoice, Verdict
from search.coverage import MEANT_SHARE
from search.engines.protocol import IndexUnavailableError, SearchEngine
from search.finding import Findings, find
from search.kinds import answering
from search.kinds.answering import Others, chosen, of_texts
from search.kinds.grouping import Group, beside_texts, group
from search.kinds.library import texts
from search.kinds.meaning import definition_of
from search.ranking import Ranked
from search.request import DEEPEST_PAGE, Known, SearchRequest
from search.rows import Row, rows
from vocabulary import places, store
from vocabulary.models import Scheme

logger = logging.getLogger("hub.search")
OTHERS_SHOWN = 3
FIRST_TEXTS = 10
# A text that says the same in other words has this much, give or take what adding up costs.
NEARLY = MEANT_SHARE - 0.01


@dataclass(frozen=True)
class Answer:
    """What a page of results shows; `count` is the length of the whole list.

    `entries` are what is found besides texts; where the question is about such alone, the one group is the list.
    `degraded` says that no index answered and the database did, `reserve` that the embedded index stood in.
    """

    request: SearchRequest
    findings: Findings = field(default_factory=Findings)
    rows: Sequence[Row] = ()
    others: Sequence[Row] = ()
    entries: Others = field(default_factory=Others)
    groups: Sequence[Group] = ()
    definition: Row | None = None
    count: int = 0
    degraded: bool = False
    reserve: bool = False

    @property
    def pages(self) -> int:
        """How many pages of results may be turned."""
        return min(max(1, -(-self.count // self.request.size)), DEEPEST_PAGE)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of entries that the list is of; nothing where it is of texts."""
        return chosen(self.request)

    @property
    def texts_fall_short(self) -> bool:
        """Whether none of the first texts has all of the question, as it was put or as it is meant."""
        return not any(each.coverage >= NEARLY for each in self.findings.results[:FIRST_TEXTS])

    @property
    def of_somebody(self) -> bool:
        """Whether the question names an entry, and no text has all of it: then texts are beside the point."""
        return self.texts_fall_short and any(each.named for each in self.groups)

    @property
    def facets(self) -> Mapping[str, Mapping[str, int]]:
        """For each filter, how many results of the list each of its values would give."""
        return self.entries.facets(self.kinds) if self.kinds else self.findings.facets


def known_values() -> Known:
    """The values that filters may have."""
    places_known = frozenset((*places.regions(), *places.countries()))
    names = frozenset(kind.name for kind in kinds())
    topics, groups = frozenset(store.known(Scheme.TOPIC)), frozenset(store.known(Scheme.AT_RISK_GROUP))
    return Known(topics, places_known, groups, names)


def answer(request: SearchRequest, reader: str, now: dt.datetime | None = None, *, beyond: bool = False) -> Answer:
    """Answer for a reader of a language. A page past the last is the last one, unless `beyond` is wanted (API)."""
    now = now or timezone.now()
    try:
        found, by = engine.ask(lambda index: _from_index(index, request, reader, now, beyond))
        return replace(found, reserve=by is not engine.current())
    except IndexUnavailableError as reason:
        # Never the words: they are the reader's.
        logger.error("The search index does not answer (%s): readers browse instead.", reason)
        return _without_index(request, reader, now)


def _without_index(request: SearchRequest, reader: str, now: dt.datetime) -> Answer:
    """What the database alone answers: texts by the filters, entries by their names."""
    own = chosen(request)
    if not own:
        browsed = fallback.browse(request, reader, now)
        found = Answer(request, rows=browsed.rows, count=browsed.count, degraded=True)
        return replace(found, request=replace(request, page=min(request.page, found.pages)))
    others = fallback.entries(request, now)
    found = Answer(request, entries=others, count=len(others.of(own)), degraded=True)
    found = replace(found, request=replace(request, page=min(request.page, found.pages)))
    return replace(found, groups=[group(own, others, found.request, reader, now)])


def _chosen(request: SearchRequest, reader: str, today: dt.date) -> tuple[list[int], list[int]]:
    """The pages that editors put first for a question, and those that they leave out."""
    verdicts: dict[str, list[int]] = {Verdict.FIRST: [], Verdict.HIDDEN: []}
    for page, verdict in EditorialChoice.objects.for_question(request.text, reader, today).values_list(
        "page_id", "verdict"
    ):
        verdicts[verdict].append(page)
    return verdicts[Verdict.FIRST], verdicts[Verdict.HIDDEN]


def _from_index(index: SearchEngine, request: SearchRequest, reader: str, now: dt.datetime, beyond: bool) -> Answer:
    library, known = texts(index), aids(exactly=request.exactly)
    public = visibility.public_pages(now)
    first, hidden = _chosen(request, reader, now.date())
    public -= hidden_with(hidden, library.entries())
    findings = find(library, of_texts(request), reader, public, now.date().isoformat(), known, first)
    entries = answering.found(index, request, reader, now, known)
    own = chosen(request)
    count = len(entries.of(own)) if own else len(findings.results)
    found = Answer(request, findings, count=count, entries=entries)
    if request.page > found.pages and not beyond:
        found = replace(found, request=replace(request, page=found.pages))
    if own:
        return replace(found, groups=[group(own, entries, found.request, reader, now)])
    return _with_rows(found, library, public, reader, now)


def _with_rows(found: Answer, library: SearchEngine, public: frozenset[int], reader: str, now: dt.datetime) -> Answer:
    """The rows of the page of a list of texts, and on the first page what stands beside it."""
    request, findings = found.request, found.findings
    start = (request.page - 1) * request.size
    main = findings.results[start : start + request.size]
    beside: tuple[Ranked, ...] = findings.others[:OTHERS_SHOWN] if request.page == 1 else ()
    shown = arranged([*main, *beside], request.text, findings.asked, library.entries())
    made = rows(library, shown, findings, public, now)
    meant = definition_of(request, reader, library.entries(), public)
    own = {(each.resource, each.language) for each in main}
    return replace(
        found,
        rows=[row for row in made if (row.resource, row.language.code) in own],
        others=[row for row in made if (row.resource, row.language.code) not in own],
        groups=beside_texts(found.entries, request, reader, now),
        definition=next(iter(rows(library, meant, findings, public, now)), None),
    )
