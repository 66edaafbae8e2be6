"""Codes in the words of a reader: one value that knows the reader's language and the vocabulary's labels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from babel import Locale
from babel.core import get_global
from babel.dates import format_time, get_day_names, get_timezone, get_timezone_gmt, get_timezone_location
from django.utils.translation import gettext as _

from hub import languages
from trainers.public import Hours
from vocabulary import places
from vocabulary.store import Labels

COMMAS = {"ar": "، "}
SEMICOLONS = {"ar": "؛ "}


@dataclass(frozen=True)
class Words:
    """How facts are said to one reader: always in the language of their interface."""

    reader: str
    labels: Labels

    @property
    def interface(self) -> languages.Language:
        """The language that facts are said in."""
        return languages.interface(self.reader)

    def term(self, scheme: str, code: str) -> str:
        """The label of a term."""
        return self.labels.get((scheme, code), code)

    def terms(self, scheme: str, codes: Iterable[str]) -> str:
        """Several terms in a row; some have commas of their own."""
        return self.apart(self.term(scheme, code) for code in codes)

    def language(self, tag: str) -> str:
        """The name of a language."""
        return languages.display_name(tag, self.reader)

    def place(self, code: str) -> str:
        """The name of a country or region."""
        return places.name(code, self.reader)

    def listed(self, names: Iterable[str]) -> str:
        """Names in a row."""
        return COMMAS.get(self.interface.code, ", ").join(names)

    def apart(self, phrases: Iterable[str]) -> str:
        """Phrases in a row that may have commas of their own."""
        return SEMICOLONS.get(self.interface.code, "; ").join(phrases)

    def summary(self, texts: Mapping[str, str]) -> tuple[str, str]:
        """The text for this reader along their chain, else the first there is, and its language."""
        chain = self._chain
        primary = [step.split("-")[0] for step in chain]

        def nearness(tag: str) -> tuple[int, int]:
            exact, near = tag.lower(), tag.lower().split("-")[0]
            if exact in chain:
                return chain.index(exact), 0
            return (primary.index(near), 1) if near in primary else (len(chain), 0)

        best = min(texts, key=nearness, default="")
        return texts.get(best, ""), best

    @cached_property
    def _chain(self) -> list[str]:
        return [step.tag.lower() for step in languages.chain(self.reader)]

    def foreign(self, tag: str) -> str:
        """The name of a text's language where it is not the reader's own; nothing where it is."""
        own = languages.BY_CODE.get(self.reader, languages.DEFAULT).tag
        return self.language(tag) if tag and tag.split("-")[0] != own.split("-")[0] else ""

    def hours(self, spans: Iterable[Hours]) -> str:
        """Opening hours in words, days with the same hours together."""
        by_day: dict[int, list[str]] = {}
        for span in spans:
            ends = {"first": self._time(span.opens), "last": self._time(span.closes)}
            by_day.setdefault(span.day, []).append(_("%(first)s to %(last)s") % ends)
        runs = _runs({day: self.listed(times) for day, times in by_day.items()})
        return self.apart(self.listed((self._days(first, last), times)) for first, last, times in runs)

    def zone(self, name: str, now: dt.datetime) -> str:
        """Whose time the hours are, with its distance from universal time."""
        known, written = get_timezone(name), self.interface.locale
        city = self._city(name) or get_timezone_location(known, locale=written, return_city=True)
        distance = get_timezone_gmt(now.astimezone(known), width="long", locale=written)
        return f"{city} ({self._digits(distance)})"

    def _city(self, name: str) -> str:
        # CLDR files some cities under an older name of their zone (Asia/Katmandu), where Babel does not look.
        zones = Locale.parse(self.interface.locale).time_zones
        older = (old for old, new in get_global("zone_aliases").items() if new == name)
        return next((zones[old]["city"] for old in older if "city" in zones.get(old, {})), "")

    def _time(self, at: dt.time) -> str:
        return self._digits(format_time(at, "HH:mm", locale=self.interface.locale))

    def _digits(self, text: str) -> str:
        return text.translate(str.maketrans(languages.LATIN_DIGITS, self.interface.digits))

    def _days(self, first: int, last: int) -> str:
        names = get_day_names("wide", "stand-alone", locale=self.interface.locale)
        if first == last:
            return names[first]
        return _("%(first)s to %(last)s") % {"first": names[first], "last": names[last % 7]}


def _runs(times: Mapping[int, str]) -> list[tuple[int, int, str]]:
    """Days in a row with the same hours; a week may run over its end, as Sunday to Thursday does."""
    starts = [day for day in sorted(times) if times.get((day - 1) % 7) != times[day]] or [min(times, default=0)]
    found = []
    for day in starts if times else []:
        last = day
        while times.get((last + 1) % 7) == times[day] and (last + 1) % 7 != day:
            last += 1
        found.append((day, last, times[day]))
    # A week that starts on Sunday is read from Sunday on.
    return sorted(found, key=lambda run: run[0] if run[1] < 7 else run[0] - 7)
