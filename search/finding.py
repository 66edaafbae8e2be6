"""From a question to what is shown: which languages, which resources, how many under each filter. No database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hub import languages

from .asking import NO_AIDS, Aids, Answered, Asking
from .catalogue import seen
from .choices.applying import put_first
from .engines.protocol import PageEntry, SearchEngine
from .ladder import STEPS, Found
from .listing import NOTHING, Fixed, Joined, Listing, Place, Ranked
from .narrowing import Narrowing
from .request import SearchRequest
from .terms import Question


@dataclass(frozen=True)
class Findings:
    """What is shown of a question: the list, what other languages have beside it, counts under each filter.

    `elsewhere` says that the reader's own language has nothing, or only loose ends, and that the list is of
    other languages; `complete` counts the texts of the list that have every word. `fragments` says that the
    terms are not words (pairs of characters), so that lacking some of them means little. `corrected` has for
    misspelt words those looked for instead, `concepts` the ideas of the vocabulary that the question names.
    """

    results: Listing = NOTHING
    others: Listing = NOTHING
    step: str = STEPS[0].name
    complete: int = 0
    elsewhere: bool = False
    fragments: bool = False
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    asked: Mapping[str, Question] = field(default_factory=dict)
    corrected: Mapping[str, str] = field(default_factory=dict)
    concepts: tuple[str, ...] = ()


def find(
    engine: SearchEngine,
    request: SearchRequest,
    reader: str,
    public: frozenset[int],
    today: str = "",
    aids: Aids = NO_AIDS,
    chosen: Sequence[int] = (),
) -> Findings:
    """Answer a question for a reader of a language, from the pages that are public and no others.

    `today` (YYYY-MM-DD) lets advice whose review is overdue count less; `aids` are what is known besides the texts;
    `chosen` are pages that editors put first.
    """
    entries = seen(engine.entries(), public)
    if request.text:
        answered = Asking(engine, request.text, reader, entries, aids, today).answered()
    else:
        answered = Answered(_everything(entries))
    found = put_first(answered.found, chosen, entries)
    findings = _Choice(request, reader, found, Narrowing(request, entries, today)).findings(answered.asked)
    return replace(findings, corrected=answered.corrected, concepts=answered.concepts)


def _everything(entries: Mapping[int, PageEntry]) -> dict[str, Found]:
    """All resources of each language, the newest review first, then by title."""
    folded: dict[tuple[str, str], list[PageEntry]] = defaultdict(list)
    for entry in entries.values():
        folded[entry.language, entry.resource].append(entry)
    listed: dict[str, list[tuple[PageEntry, Ranked]]] = defaultdict(list)
    for (language, resource), pages in folded.items():
        first = min(pages, key=lambda entry: entry.order)
        place = Place(first.page, 0.0, 1.0)
        ranked = Ranked(resource, language, first.kind, first.topics, first.regions, 0.0, 1.0, (place,))
        listed[language].append((first, ranked))
    found: dict[str, Found] = {}
    for language, rows in listed.items():
        rows.sort(key=lambda row: row[0].title.casefold())
        rows.sort(key=lambda row: row[0].reviewed, reverse=True)
        in_order = Fixed(ranked for _first, ranked in rows)
        found[language] = Found(STEPS[0], in_order, len(rows))
    return found


class _Choice:
    """Which languages make the list, and what passes the filters."""

    def __init__(
        self,
        request: SearchRequest,
        reader: str,
        found: Mapping[str, Found],
        narrowing: Narrowing,
    ) -> None:
        self.request, self.reader, self.found, self.narrowing = request, reader, found, narrowing
        chain = [language.code for language in languages.chain(reader)]
        self.order = sorted(found, key=lambda code: (chain.index(code) if code in chain else len(chain), code))
        self.passing = {code: narrowing.passing(own.results) for code, own in found.items()}

    def _passing(self, codes: Iterable[str]) -> Joined:
        return Joined(self.passing[code] for code in codes)

    def _listed(self) -> tuple[list[str], bool]:
        """The languages of the list; True where they are not the reader's choice because that has nothing better."""
        if self.request.languages:
            return [code for code in self.order if code in self.request.languages], False
        own = [code for code in self.order if code == self.reader]
        rest = [code for code in self.order if code != self.reader and self.passing[code]]
        firm = [code for code in rest if not self.found[code].loose]
        if self._passing(own) and not (firm and self.found[self.reader].loose):
            return own, False
        if not rest:
            return own, False
        return [*firm, *own, *(code for code in rest if code not in firm)], True

    def _others(self, listed: Sequence[str], shown: Listing) -> Listing:
        """Resources that other languages have and the list has not, those of nearer languages first."""
        codes = [code for code in self.order if code not in listed and not self.found[code].loose]
        return self._passing(codes).without(set(shown.resources))

    def findings(self, asked: Mapping[str, Question]) -> Findings:
        """Put the answer together."""
        listed, elsewhere = self._listed()
        results = self._passing(listed)
        steps = [self.found[code].step for code in listed if code in self.found]
        return Findings(
            results=results,
            others=NOTHING if elsewhere else self._others(listed, results),
            step=max(steps, key=STEPS.index).name if steps else STEPS[0].name,
            complete=results.complete,
            elsewhere=elsewhere,
            fragments=any(self._in_fragments(code, asked) for code in listed),
            facets=self._facets(listed),
            asked=asked,
        )

    def _in_fragments(self, code: str, asked: Mapping[str, Question]) -> bool:
        grams = any(term.gram for term in asked.get(code, Question()).terms)
        return grams and code in self.found and not self.found[code].loose

    def _facets(self, listed: Sequence[str]) -> dict[str, Mapping[str, int]]:
        """For each filter, how many results each of its values would give, the other filters staying as they are."""
        all_listed = Joined(self.found[code].results for code in listed)
        spoken = {code: len(self.passing[code]) for code in self.order}
        return {"language": spoken, **self.narrowing.counts(all_listed)}
