"""A result taken to pieces: each word with where it stands, how rare it is and what it adds, and what would lift it.

Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from search.engines.protocol import PageEntry, SearchEngine, StoredPassage
from search.ranking import OVERDUE_FACTOR, Place, Ranked
from search.terms import EXACT, STEM, Question, Term, Typed
from search.why.shares import Apart, Share, in_hundredths, kind_factor, overdue_factor, shares
from search.why.standing import Part, Standing, Texts, standings

PASSAGES_LOOKED_AT = 2


class Role(Enum):
    """What a word is in a question: typed, another name of what was typed, put for a misspelt one, or signs alone."""

    TYPED = auto()
    NAME = auto()
    MEANT = auto()
    SIGNS = auto()


class Lift(Enum):
    """What would lift a text most."""

    WORD = auto()
    REVIEW = auto()
    HEADING = auto()
    TITLE = auto()
    NOTHING = auto()


@dataclass(frozen=True)
class Line:
    """A word of the question in one result. `word` is as typed, or what it was read as; `points` are hundredths.

    `passages` counts those of the language that have it; `weight` is its part of the question, of 1.
    """

    role: Role
    word: str
    found: tuple[Standing, ...] = ()
    passages: int = 0
    weight: float = 0.0
    points: int = 0


@dataclass(frozen=True)
class Explained:
    """Why a result has its score, in hundredths; `other` is its second page, where that counts as well."""

    ranked: Ranked
    entry: PageEntry
    heading: str
    lines: tuple[Line, ...]
    points: int
    second: int
    total: int
    coverage: float
    kind_factor: float
    overdue_factor: float
    missing: tuple[str, ...]
    lift: tuple[Lift, str]
    other: PageEntry | None = None
    other_points: int = 0


class Asked(NamedTuple):
    """A question as one language was asked it, word by word, with what is needed to tell of it."""

    typed: Typed
    analyser: str
    found: Apart
    today: str = ""

    @property
    def question(self) -> Question:
        """What the language was asked."""
        return self.found.asked


def words_of(asked: Asked) -> list[tuple[Role, str]]:
    """For each of `Question.looked_for` what it is, and as which word it is shown; other names have none."""
    own: dict[Term, str] = {}
    for word in asked.typed.telling(asked.analyser):
        own.setdefault(word.term, asked.typed.text[word.token.start : word.token.end])
    typed = [(Role.TYPED, own.get(term, " ".join(term.forms[0].tokens))) for term in asked.question.terms]
    return typed + [
        (Role.MEANT, " ".join(term.forms[0].tokens)) if _is_meant(term) else (Role.NAME, "")
        for term in asked.question.concepts
    ]


def _is_meant(term: Term) -> bool:
    """Whether a term stands for a misspelt word: names of ideas are looked for in one way each, words in both."""
    return [form.field for form in term.forms] == [EXACT, STEM]


def explain(engine: SearchEngine, ranked: Ranked, asked: Asked, entries: Mapping[int, PageEntry]) -> Explained:
    """Take one result to pieces.

    Raises IndexUnavailableError when the engine does not answer.
    """
    best, *others = ranked.places
    entry, passages = entries[best.page], _stored(engine, best)
    parts = shares(ranked, entry, asked.found, asked.today)
    lines = _lines(ranked, asked, _texts(entry, entries, passages), parts)
    missing = _missing(lines, asked, best.mask)
    overdue = overdue_factor(entry.review_by, asked.today)
    return Explained(
        ranked=ranked,
        entry=entry,
        heading=passages[0].heading if passages else "",
        lines=tuple(lines),
        points=round(sum(part.points for part in parts) * 100),
        second=round(sum(part.second for part in parts) * 100),
        total=asked.found.total,
        coverage=best.coverage,
        kind_factor=kind_factor(entry.kind),
        overdue_factor=overdue,
        missing=missing,
        lift=_lift(lines, missing, best.coverage, overdue),
        other=entries[others[0].page] if others else None,
        other_points=round(sum(part.other for part in parts) * 100),
    )


def _stored(engine: SearchEngine, best: Place) -> list[StoredPassage]:
    """The best passages of a page, the best first."""
    wanted = best.passages[:PASSAGES_LOOKED_AT]
    stored = engine.stored(wanted)
    return [stored[number] for number in wanted if number in stored]


def _texts(entry: PageEntry, entries: Mapping[int, PageEntry], passages: list[StoredPassage]) -> Texts:
    """What of a page is looked at."""
    headings, texts = tuple(each.heading for each in passages), tuple(each.text for each in passages)
    return Texts(entry.title, _around(entry, entries), headings, texts)


def _around(entry: PageEntry, entries: Mapping[int, PageEntry]) -> str:
    """The title of the manual that a chapter is of."""
    if entry.place == entry.resource:
        return ""
    own = (each for each in entries.values() if each.place == entry.resource and each.language == entry.language)
    return next((each.title for each in own), "")


def _lines(ranked: Ranked, asked: Asked, texts: Texts, parts: tuple[Share, ...]) -> list[Line]:
    best, found = ranked.places[0], asked.found
    points = in_hundredths([part.points for part in parts])
    all_weights = sum(found.weights) or 1.0
    lines = []
    for at, (role, word) in enumerate(words_of(asked)):
        alone = found.words[at]
        counted = best.passages[:PASSAGES_LOOKED_AT]
        where = standings(
            asked.question.looked_for[at],
            texts,
            asked.analyser,
            by_title=best.page in alone.titles,
            by_text=any(passage in alone.passages for passage in counted),
        )
        if not where and best.mask >> at & 1:
            where = [Standing(Part.TEXT, ())]
        weight = found.weights[at] / all_weights if role is Role.TYPED else 0.0
        lines.append(Line(role, word, tuple(where), len(alone.passages), weight, points[at]))
    if points[-1]:
        lines.append(Line(Role.SIGNS, "", points=points[-1]))
    return lines


def _missing(lines: list[Line], asked: Asked, mask: int) -> tuple[str, ...]:
    """The typed words that a text has neither as such nor in other words, the most telling first."""
    question, covered = asked.question, 0
    for number, covers in enumerate(question.covers):
        if mask >> (len(question.terms) + number) & 1:
            covered |= covers
    typed = [(at, line) for at, line in enumerate(lines) if line.role is Role.TYPED]
    lacking = [line for at, line in typed if not (line.found or covered >> at & 1)]
    return tuple(line.word for line in sorted(lacking, key=lambda line: -line.weight))


def _lift(lines: list[Line], missing: tuple[str, ...], coverage: float, overdue: float) -> tuple[Lift, str]:
    """What would lift a text most: a word that it lacks, a fresh review, a heading or a title with its words."""
    if missing and (overdue == 1 or coverage < OVERDUE_FACTOR):
        return Lift.WORD, missing[0]
    if overdue < 1:
        return Lift.REVIEW, ""
    typed = sorted((line for line in lines if line.role is Role.TYPED), key=lambda line: -line.weight)
    for lift, part in ((Lift.HEADING, Part.HEADING), (Lift.TITLE, Part.TITLE)):
        for line in typed:
            if line.found and part not in {each.part for each in line.found}:
                return lift, line.word
    return Lift.NOTHING, ""
