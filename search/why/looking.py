"""A question as a reader asks it, answered as readers are, and then taken to pieces; nothing of it is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from wagtail.models import Page

from search import engine, visibility
from search.aids import aids
from search.asking import analyser_of
from search.chapters import arranged
from search.choices.applying import hidden_with
from search.choices.models import EditorialChoice, Verdict
from search.engines.protocol import PageEntry, SearchEngine
from search.finding import Findings, find
from search.kinds.library import texts
from search.ranking import Ranked, rank
from search.request import SearchRequest
from search.terms import Question, Typed
from search.why.explaining import Asked, Explained, explain
from search.why.shares import apart

MOST_EXPLAINED = 10


class Whereabouts(Enum):
    """Where a page that somebody looks for is, or why it is nowhere."""

    LISTED = auto()
    OTHERS = auto()
    NOT_PUBLIC = auto()
    NOT_INDEXED = auto()
    HIDDEN = auto()
    NO_WORD = auto()
    LEFT_OUT = auto()


@dataclass(frozen=True)
class Wanted:
    """A page that somebody looks for; `position` counts from 1, in the list or among the texts of its language.

    `complete` counts the texts of its language that have every word.
    """

    whereabouts: Whereabouts
    position: int = 0
    language: str = ""
    explained: Explained | None = None
    complete: int = 0


@dataclass(frozen=True)
class Told:
    """The list as a reader gets it, its first results taken to pieces, and where the wanted page is.

    `chosen` has for the resources that editors put first until when; `led` the pages that readers are led to.
    """

    findings: Findings
    explained: tuple[Explained, ...]
    chosen: Mapping[tuple[str, str], dt.date] = field(default_factory=dict)
    led: Mapping[tuple[str, str], PageEntry] = field(default_factory=dict)
    wanted: Wanted | None = None


def look(text: str, reader: str, now: dt.datetime, wanted: Page | None = None) -> Told:
    """Answer a question as for a reader of a language, with its reasons.

    Raises IndexUnavailableError when no engine answers.
    """
    choices = list(EditorialChoice.objects.for_question(text, reader, now.date()))
    public = visibility.public_pages(now)
    told, _by = engine.ask(lambda index: _Look(texts(index), text, reader, now, choices, public).told(wanted))
    return told


class _Look:
    """One look at one index."""

    def __init__(
        self,
        index: SearchEngine,
        text: str,
        reader: str,
        now: dt.datetime,
        choices: list[EditorialChoice],
        public: frozenset[int],
    ) -> None:
        self.index, self.typed, self.today, self.public = index, Typed(text), now.date().isoformat(), public
        every = index.entries()
        first = [choice for choice in choices if choice.verdict == Verdict.FIRST]
        self.hidden = hidden_with([c.page_id for c in choices if c.verdict == Verdict.HIDDEN], every)
        self.entries = {page: each for page, each in every.items() if page in public and page not in self.hidden}
        self.every, self.asked = every, dict[str, Asked]()
        self.until = {
            (every[c.page_id].resource, every[c.page_id].language): c.until for c in first if c.page_id in self.entries
        }
        shown = public - self.hidden
        request, own = SearchRequest(text), [choice.page_id for choice in first]
        self.findings = find(index, request, reader, shown, self.today, aids(), own)

    def told(self, wanted: Page | None) -> Told:
        """All of it."""
        listed = list(self.findings.results[:MOST_EXPLAINED])
        shown = arranged(listed, self.typed.text, self.findings.asked, self.every)
        led = {(each.resource, each.language): self.every[each.places[0].page] for each in shown}
        explained = tuple(map(self._explained, listed))
        return Told(self.findings, explained, self.until, led, self._wanted(wanted) if wanted else None)

    def _asked(self, language: str) -> Asked:
        """The question of a language word by word, asked once."""
        if language not in self.asked:
            question = self.findings.asked.get(language, Question(language))
            found = apart(self.index, question)
            self.asked[language] = Asked(self.typed, analyser_of(language), found, self.today)
        return self.asked[language]

    def _explained(self, ranked: Ranked) -> Explained:
        return explain(self.index, ranked, self._asked(ranked.language), self.entries)

    def _wanted(self, page: Page) -> Wanted:
        """Where a page is in the answer."""
        if page.pk not in self.public:
            return Wanted(Whereabouts.NOT_PUBLIC)
        if page.pk in self.hidden:
            return Wanted(Whereabouts.HIDDEN)
        entry = self.every.get(page.pk)
        return self._found(entry) if entry else Wanted(Whereabouts.NOT_INDEXED)

    def _found(self, entry: PageEntry) -> Wanted:
        own = entry.resource, entry.language
        for whereabouts, listed in (
            (Whereabouts.LISTED, self.findings.results),
            (Whereabouts.OTHERS, self.findings.others),
        ):
            for position, each in enumerate(listed, 1):
                if (each.resource, each.language) == own:
                    return Wanted(whereabouts, position, entry.language, self._explained(each))
        asked = self._asked(entry.language)
        ranked = rank(asked.found.matches, asked.question, self.entries, self.today)
        complete = sum(each.coverage >= 1 for each in ranked)
        for position, each in enumerate(ranked, 1):
            if each.resource == entry.resource:
                return Wanted(Whereabouts.LEFT_OUT, position, entry.language, self._explained(each), complete)
        return Wanted(Whereabouts.NO_WORD, 0, entry.language)
