"""The form of the chains: for each language up to three that come next, with a sentence where it cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hub import languages
from hub.chains import Nexts, closes_loop
from hub.languages import Language
from vocabulary.chains import MOST

Posted = Mapping[str, str]


@dataclass
class Place:
    """One choice: its field, what is chosen, and what is wrong with it."""

    name: str
    chosen: str
    number: int
    fault: str = ""


@dataclass
class Row:
    """A language and what comes next to it."""

    language: Language
    places: list[Place]
    is_own: bool = False

    @property
    def next(self) -> tuple[str, ...]:
        """The languages chosen, without gaps."""
        return tuple(place.chosen for place in self.places if place.chosen)


@dataclass
class Form:
    """All languages of the site; `reader` is who reads the sentences."""

    rows: list[Row] = field(default_factory=list)

    @property
    def nexts(self) -> dict[str, tuple[str, ...]]:
        """What is chosen."""
        return {row.language.code: row.next for row in self.rows}

    @property
    def fine(self) -> bool:
        """Whether nothing is wrong."""
        return not any(place.fault for row in self.rows for place in row.places)


def form(codes: Iterable[str], saved: Nexts, posted: Posted | None = None) -> Form:
    """The form as saved, or as somebody sent it; `codes` are the languages that are switched on."""
    on = [code for code in codes if code in languages.BY_CODE]
    made = Form()
    for code in sorted(on, key=lambda each: languages.BY_CODE[each].endonym.casefold()):
        if code == languages.DEFAULT.code:
            continue
        kept = saved.get(code, languages.BY_TABLE[code])
        names = [f"{code}-{number}" for number in range(1, MOST + 1)]
        chosen = [posted.get(name, "") for name in names] if posted is not None else _filled(kept)
        places = [Place(name, value, number) for number, (name, value) in enumerate(zip(names, chosen, strict=True), 1)]
        made.rows.append(Row(languages.BY_CODE[code], places, code in saved))
    if posted is not None:
        _judge(made, on, saved)
    return made


def _filled(codes: Sequence[str]) -> list[str]:
    return [*codes[:MOST], *([""] * (MOST - len(codes)))]


def _judge(made: Form, on: Sequence[str], saved: Nexts) -> None:
    """Write a sentence at each choice that cannot be."""
    before = {**languages.BY_TABLE, **saved}
    after = {**before, **made.nexts}
    for row in made.rows:
        code, seen = row.language.code, set[str]()
        for place in row.places:
            if place.chosen:
                place.fault = _unknown(place.chosen, on) or _fault(code, place.chosen, seen, before, after)
                seen.add(place.chosen)


def _unknown(other: str, on: Sequence[str]) -> str:
    if other not in languages.BY_CODE:
        return _("“%(code)s” is no language of this site.") % {"code": other[:20]}
    if other not in on:
        return _("%(language)s is switched off on this site.") % {"language": languages.BY_CODE[other].endonym}
    return ""


def _fault(code: str, other: str, seen: set[str], before: Nexts, after: Nexts) -> str:
    if other == code:
        return _("A language cannot come next to itself.")
    if other in seen:
        return _("This language is in the row already.")
    unchanged = other in before.get(code, ()) and after[code] == before.get(code)
    if closes_loop(code, other, after) and not unchanged:
        names = {"other": languages.BY_CODE[other].endonym, "this": languages.BY_CODE[code].endonym}
        return _("%(other)s already falls back to %(this)s.") % names
    return ""
