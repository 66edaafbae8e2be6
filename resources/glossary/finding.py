"""Which terms a text uses, and where: one pass over the text, the longest name first. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from resources.glossary.names import is_as_written, names_of
from resources.glossary.units import Unit

# What may stand between two words of one name.
GAP: Final = re.compile(r"[\s\u00a0\u200c-\u200f\-‐‑–/·’']{0,3}")
# A stem of two letters is shared by too many words.
SHORTEST_STEM: Final = 3
SHORTEST_UNSPACED: Final = 2
PAIR: Final = 2
JOINED_BEFORE: Final = re.compile(r"(?:\w+\u200c)+\Z")
JOINED_AFTER: Final = re.compile(r"(?:\u200c\w+)+")
# An abbreviation may have a plural: two VPNs.
PLURAL: Final = ("", "s", "’s", "'s")


@dataclass(frozen=True)
class Term:
    """A word of the glossary: its number, its title, and whether texts must write it exactly so."""

    number: int
    title: str
    as_written: bool = False


class Found(NamedTuple):
    """A term at [start, end) of a text."""

    start: int
    end: int
    number: int


class _Name(NamedTuple):
    number: int
    exact: tuple[str, ...]
    written: tuple[str, ...]


class _Step(NamedTuple):
    """A unit at which a name may begin or go on, and the place of the next."""

    unit: Unit
    after: int


class Lexicon:
    """The terms of one language, ready to be looked for; `read` gives the units of a text of that language."""

    def __init__(self, terms: Iterable[Term], read: Callable[[str], Sequence[Unit]]) -> None:
        """Take the names apart once; of two terms with one name, the one that has it as its whole title."""
        self._read = read
        self._names: dict[tuple[str, ...], list[_Name]] = defaultdict(list)
        self._lengths: dict[str, list[int]] = {}
        named = [(place, term, name) for term in terms for place, name in enumerate(names_of(term.title))]
        for _place, term, name in sorted(named, key=lambda each: (each[0], each[1].number)):
            self._add(term, name)
        lengths: dict[str, set[int]] = defaultdict(set)
        for stems in self._names:
            lengths[stems[0]].add(len(stems))
        self._lengths = {stem: sorted(found, reverse=True) for stem, found in lengths.items()}

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._names)

    def _add(self, term: Term, name: str) -> None:
        units = [unit for unit in self._read(name) if unit.stem]
        parts = [unit for unit in units if not unit.joins]
        if not _says_something(parts):
            return
        for spelling, form in self._forms(name, units, parts):
            written = tuple(_as_written(spelling[unit.start : unit.end], term) for unit in form)
            exact = tuple(unit.exact for unit in form)
            self._names[tuple(unit.stem for unit in form)].append(_Name(term.number, exact, written))

    def _forms(self, name: str, units: Sequence[Unit], parts: Sequence[Unit]) -> Iterator[tuple[str, Sequence[Unit]]]:
        """The name as it is, as one word where it is a pair, and with the plural of an abbreviation."""
        yield name, parts
        whole = [unit for unit in units if unit.joins == len(parts)]
        if whole:
            yield name, whole
        elif len(parts) == PAIR and not any(unit.unspaced for unit in parts):
            together = name[parts[0].start : parts[0].end] + name[parts[1].start : parts[1].end]
            if len(units := self._read(together)) == 1:
                yield together, units
        if is_as_written(name[parts[-1].start : parts[-1].end]):
            several = self._read(f"{name}s")
            if len(several) == len(parts):
                yield name, [*parts[:-1], parts[-1]._replace(stem=several[-1].stem)]

    def find(self, text: str) -> list[Found]:
        """Every use of a term, in reading order; none within another."""
        units = self._read(text)
        steps = _steps(units)
        found: list[Found] = []
        place = 0
        while place < len(steps):
            used = self._longest(text, steps, place)
            if used is None:
                place += 1
                continue
            hit, place = used
            whole = _whole(text, hit)
            if not found or whole.start >= found[-1].end:
                found.append(whole)
        return found

    def _longest(self, text: str, steps: Sequence[Sequence[_Step]], place: int) -> tuple[Found, int] | None:
        best: tuple[Found, int] | None = None
        for first in steps[place]:
            for length in self._lengths.get(first.unit.stem, ()):
                taken = _taken(text, steps, first, length)
                name = self._named(text, taken) if len(taken) == length else None
                if name is None:
                    continue
                end = taken[-1].unit.end
                if best is None or end > best[0].end:
                    best = Found(first.unit.start, end, name.number), taken[-1].after
                break
        return best

    def _named(self, text: str, taken: Sequence[_Step]) -> _Name | None:
        for name in self._names.get(tuple(step.unit.stem for step in taken), ()):
            if all(
                _fits(step.unit, text[step.unit.start : step.unit.end], exact, written)
                for step, exact, written in zip(taken, name.exact, name.written, strict=True)
            ):
                return name
        return None


def _says_something(parts: Sequence[Unit]) -> bool:
    """Whether a name is one to look for: not only small words or figures, no single letter or sign."""
    if all(unit.silent or unit.exact.isdecimal() for unit in parts):
        return False
    if all(unit.unspaced for unit in parts):
        return len(parts) >= SHORTEST_UNSPACED
    return sum(len(unit.exact) for unit in parts) >= SHORTEST_UNSPACED


def _as_written(word: str, term: Term) -> str:
    return word if term.as_written or is_as_written(word) else ""


def _steps(units: Sequence[Unit]) -> list[list[_Step]]:
    """At each place the ways to go on: the word, and the compound that begins with it."""
    parts = [unit for unit in units if not unit.joins]
    steps = [[_Step(unit, place + 1)] for place, unit in enumerate(parts)]
    behind = 0
    for unit in units:
        if unit.joins:
            steps[behind - unit.joins].append(_Step(unit, behind))
        else:
            behind += 1
    return steps


def _taken(text: str, steps: Sequence[Sequence[_Step]], first: _Step, length: int) -> list[_Step]:
    """So many units that follow one another without a stop between them; fewer where the text does not go on."""
    taken = [first]
    while len(taken) < length and taken[-1].after < len(steps):
        following = steps[taken[-1].after][0]
        if not GAP.fullmatch(text, taken[-1].unit.end, following.unit.start):
            break
        taken.append(following)
    return taken


def _whole(text: str, found: Found) -> Found:
    """The use with what half-spaces join to it: an ending in Persian."""
    before, after = JOINED_BEFORE.search(text, 0, found.start), JOINED_AFTER.match(text, found.end)
    return Found(before.start() if before else found.start, after.end() if after else found.end, found.number)


def _fits(unit: Unit, surface: str, exact: str, written: str) -> bool:
    if written:
        return surface.startswith(written) and surface[len(written) :] in PLURAL
    return unit.exact == exact or (not unit.unspaced and len(unit.stem) >= SHORTEST_STEM)
