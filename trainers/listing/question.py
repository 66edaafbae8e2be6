"""One question to the directory, and everyone who fits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils import timezone

from trainers import shelving
from trainers.facets import Counts
from trainers.filters import Known, TrainerFilter, parse
from trainers.houses import House
from trainers.lexicon import Lexicon
from trainers.listing.meanings import lexicon
from trainers.shelf import Found, Shelf
from vocabulary.kept import Kept, kept
from vocabulary.models import Scheme


@dataclass(frozen=True)
class Asked:
    """One request to the directory: what was asked, and what is needed to answer it."""

    wanted: TrainerFilter
    dropped: dict[str, str]
    terms: Kept
    today: dt.date
    reader: str

    @cached_property
    def shelf(self) -> Shelf:
        """The directory as it is today."""
        return shelving.shelf(self.today)

    @cached_property
    def _meanings(self) -> Lexicon:
        return lexicon(self.terms, self.shelf.version, self.reader)

    @cached_property
    def _named(self) -> int:
        text = self.wanted.words
        return self.shelf.named(text, self._meanings) if text else self.shelf.all

    @cached_property
    def found(self) -> int:
        """The set of those who fit."""
        return self.shelf.matching(self.wanted, self._named)

    @cached_property
    def fitting(self) -> Found:
        """Everyone listed who fits, in the order wanted."""
        return self.shelf.in_order(self.found, self.wanted)

    @cached_property
    def counts(self) -> Counts:
        """How many each further choice would show."""
        return self.shelf.counts(self.wanted, self._named)

    @cached_property
    def houses(self) -> list[House]:
        """Organisations that somebody's own words find."""
        if not self.wanted.words:
            return []
        return shelving.houses(self.today).found(self.wanted.words, self._meanings)


def asked(query: QueryDict, reader: str) -> Asked:
    """Read a query string, for people and for the API alike."""
    terms = kept()
    topics = frozenset(terms.broader(Scheme.TOPIC))
    known = Known(topics, terms.codes(Scheme.FORMAT), terms.codes(Scheme.AT_RISK_GROUP), reader)
    wanted, dropped = parse(dict(query.lists()), known)
    return Asked(wanted, dropped, terms, timezone.localdate(), reader)
