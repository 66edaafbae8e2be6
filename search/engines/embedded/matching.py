"""Which pages have which terms, and what they score: the first for all, the second only for what is asked."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple, Protocol, TypeVar

from search.engines import weights
from search.engines.masks import Masks
from search.engines.protocol import Matches, PassageHit, Scores, TitleHit, folded
from search.terms import Form, Question

from .lanes import Lanes
from .places import Language, Layout, Met
from .schema import Tables

TEXT, NAME = "$text", "$name"
WEIGHTS: Mapping[str, str] = {
    table: ", ".join(map(str, weights.in_order(columns, fields)))
    for table, columns, fields in (
        (TEXT, ("heading", "heading_stem", "body", "body_stem"), weights.TEXT),
        (NAME, ("title", "title_stem", "parent", "parent_stem", "about", "about_stem"), weights.NAME),
    )
}
COLUMNS: Mapping[str, Mapping[str, str]] = {
    table: {form: "{" + " ".join(names) + "}" for form, names in fields.items()}
    for table, fields in ((TEXT, weights.TEXT), (NAME, weights.NAME))
}
# One row for thousands of hits: each row costs more than all that it holds.
FOUND = "SELECT json_group_array(rowid) FROM {table} WHERE {table} MATCH ?"
# Many terms in one statement: most words of a question stand in no text of most languages.
EACH = "SELECT {at}, json_group_array(rowid) FROM {table} WHERE {table} MATCH ?"
MOST_TOGETHER = 100
SCORED = "SELECT rowid, -? * bm25({table}, {weights}) FROM {table} WHERE {table} MATCH ?"
# The rows wanted are marked in a string of bytes, one for each row there can be.
WANTED = SCORED + " AND substr(?, rowid, 1) = x'01'"
# Of this share of a language's pages on, looking at all rows costs less than leaving some out.
WORTH_MARKING = 0.7

Found = TypeVar("Found")


def _phrase(form: Form, columns: Mapping[str, str]) -> str:
    words = " ".join(form.tokens).replace('"', "")
    return f'{columns[form.field]} : "{words}"'


@lru_cache(maxsize=1 << 12)
def expression(forms: tuple[Form, ...], table: str) -> str:
    """A term in the full-text syntax: any of its forms, each in its own columns."""
    return " OR ".join(_phrase(form, COLUMNS[table]) for form in forms)


class Reading(NamedTuple):
    """One language of an index as it is in one transaction."""

    connection: sqlite3.Connection
    tables: Tables
    layout: Layout
    language: str

    @property
    def own(self) -> Language:
        """Where its pages stand."""
        return self.layout.languages[self.language]

    def met(self, forms: tuple[Form, ...], table: str) -> Met:
        """Which pages have a term in their texts or in their names."""
        key = self.language, table, expression(forms, table)
        return self.layout.met.get(key) or self._look([key])[0]

    def look(self, asked: Question) -> None:
        """See where everything that is asked for stands, in one statement for all that is not known."""
        terms = (*(term.forms for term in asked.looked_for), *((form,) for form in asked.hints))
        keys = dict.fromkeys(
            (self.language, table, expression(forms, table)) for forms in terms for table in (TEXT, NAME)
        )
        unknown = [key for key in keys if key not in self.layout.met]
        for start in range(0, len(unknown), MOST_TOGETHER):
            self._look(unknown[start : start + MOST_TOGETHER])

    def _look(self, keys: Sequence[tuple[str, str, str]]) -> list[Met]:
        """Where some expressions stand, in their order; remembered."""
        named = {table: self.tables.sql(table, self.language) for table in (TEXT, NAME)}
        union = " UNION ALL ".join(EACH.format(at=at, table=named[key[1]]) for at, key in enumerate(keys))
        rows = dict(self.connection.execute(union, [key[2] for key in keys]))
        return [self._lane(key, rows[at]) for at, key in enumerate(keys)]

    def _lane(self, key: tuple[str, str, str], listed: str) -> Met:
        """The pages of the rows listed, a byte each."""
        own = self.own
        lane, rows = bytearray(len(own.pages)), json.loads(listed) if listed != "[]" else ()
        for at in map((own.by_passage if key[1] == TEXT else own.by_page).__getitem__, rows):
            lane[at] = 1
        return self.layout.remember(key, Met(len(rows), int.from_bytes(lane, "little") if rows else 0), len(lane))

    def lanes(self, asked: Question) -> Lanes:
        """Which terms each page has; a page that has hints alone has none."""
        found = [self.met(term.forms, TEXT).pages | self.met(term.forms, NAME).pages for term in asked.looked_for]
        terms, hinted = len(found), 0
        for form in asked.hints:
            hinted |= self.met((form,), TEXT).pages | self.met((form,), NAME).pages
        return Lanes(self.own.pages, [*found, hinted] if hinted else found, terms)

    def together(self, asked: Question, table: str) -> list[tuple[float, str]]:
        """What is asked for and stands in a table; what counts alike is one expression, looked at in one go."""
        found: defaultdict[float, list[str]] = defaultdict(list)
        terms = [(round(term.weight, 3), term.forms) for term in asked.looked_for]
        for weight, forms in (*terms, *((weights.HINT, (form,)) for form in asked.hints)):
            if self.met(forms, table).many:
                found[weight].append(expression(forms, table))
        return [(weight, " OR ".join(several)) for weight, several in found.items()]

    def scored(self, asked: Question, table: str, wanted: bytes) -> dict[int, float]:
        """What each row scores; with `wanted` only those rows are looked at."""
        own = self.tables.sql(table, self.language)
        statement = (WANTED if wanted else SCORED).format(table=own, weights=WEIGHTS[table])
        found: dict[int, float] = {}
        for weight, sought in self.together(asked, table):
            values = (weight, sought, *([wanted] if wanted else []))
            rows = self.connection.execute(statement, values)
            if not found:
                found = dict(rows)
                continue
            for row, score in rows:
                found[row] = found.get(row, 0.0) + score
        return found

    def scores(self, asked: Question, pages: Collection[int]) -> Scores:
        """What the passages and titles of these pages score."""
        own = self.own
        some = len(pages) < len(own.pages) * WORTH_MARKING
        wanted = [page for page in pages if page in own.rows]
        titles = self.scored(asked, NAME, _marked(wanted) if some else b"")
        rows = chain.from_iterable(map(own.rows.__getitem__, wanted)) if some else ()
        # Those of other pages are not looked at: leaving them out would cost more.
        texts = self.scored(asked, TEXT, _marked(rows) if some else b"")
        return folded(texts, own.pages_of(texts), titles, lambda page: own.rows.get(page, ()))

    def hits(self, asked: Question) -> tuple[list[PassageHit], list[TitleHit]]:
        """Every passage and title with at least one of the terms, with its bits and its score."""
        own = self.own
        texts, names = self.bits(asked, TEXT), self.bits(asked, NAME)
        scored = self.scored(asked, TEXT, b"")
        found = zip(own.pages_of(scored), scored.items(), strict=True)
        passages = [PassageHit(page, row, texts[row], score) for page, (row, score) in found]
        return passages, [TitleHit(row, names[row], score) for row, score in self.scored(asked, NAME, b"").items()]

    def bits(self, asked: Question, table: str) -> dict[int, int]:
        """The terms of each row, bit by bit; rows that have hints alone have none."""
        found: dict[int, int] = defaultdict(int)
        statement = FOUND.format(table=self.tables.sql(table, self.language))
        terms = [(1 << at, term.forms) for at, term in enumerate(asked.looked_for)]
        for bit, forms in (*terms, *((0, (form,)) for form in asked.hints)):
            for row in json.loads(self.connection.execute(statement, (expression(forms, table),)).fetchone()[0]):
                found[row] |= bit
        return found


def _marked(rows: Iterable[int]) -> bytes:
    """A byte for each row up to the last, 1 for those given; SQLite counts them from one."""
    listed = list(rows)
    found = bytearray(max(listed, default=0) + 1)
    for row in listed:
        found[row] = 1
    return bytes(found[1:])


NONE = Scores({}, {}, {}, {}, lambda _page: ())


class Again(Protocol):
    """Another look at the index: what is read there, or nothing where the language is no more."""

    def __call__(self, language: str, read: Callable[[Reading], Found], nothing: Found) -> Found: ...


class LaterMatches(Matches):
    """What a language has: which pages have which terms is known, what they score is looked up when asked for.

    Between the two looks the index may change. What scores is then of the index as it is by now: a page that
    is gone scores nothing, one that has changed scores what its new text does.
    """

    def __init__(self, asked: Question, reading: Reading, again: Again) -> None:
        total = len(reading.layout.languages[asked.language].at_passage)
        self.__dict__.update(language=asked.language, total=total, asked=asked, again=again)
        reading.look(asked)
        self.__dict__["many"] = [reading.met(term.forms, TEXT).many for term in asked.looked_for]
        self.__dict__["lanes"] = reading.lanes(asked)

    asked: Question
    again: Again
    many: list[int]
    lanes: Lanes

    def counts(self, terms: int) -> list[int]:
        """How many passages have each of so many terms."""
        return self.many[:terms]

    def masks(self) -> dict[int, int]:
        """Which terms each page has, in its passages and its title together."""
        return self.lanes.of(self.lanes.known)

    def by_mask(self) -> Masks:
        """The same, to be asked for many pages at once."""
        return self.lanes

    def scores(self, pages: Collection[int]) -> Scores:
        """What the hits of these pages score."""
        return self.again(self.language, lambda reading: reading.scores(self.asked, pages), NONE)

    @cached_property
    def _hits(self) -> tuple[list[PassageHit], list[TitleHit]]:
        nothing: tuple[list[PassageHit], list[TitleHit]] = ([], [])
        return self.again(self.language, lambda reading: reading.hits(self.asked), nothing)

    @property
    def passages(self) -> list[PassageHit]:  # type: ignore[override]
        """Every passage with any of the terms; who only wants an order asks for `scores`."""
        return self._hits[0]

    @property
    def titles(self) -> list[TitleHit]:  # type: ignore[override]
        """Every title with any of the terms."""
        return self._hits[1]
