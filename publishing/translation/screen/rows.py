"""A sentence as the screen draws it: what is in its box, what is wrong with it, and what helps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from wagtail_localize.models import Translation

from publishing.translation.screen.keeping import Kept, Run, runs, shown, to_keep
from publishing.translation.screen.places import Places
from publishing.translation.screen.shelf import Offer, glossary, offers
from publishing.translation.screen.terms import Term
from publishing.translation.screen.values import DOUBTFUL, Sentence, Standing, stamp
from publishing.translation.words import Run as Change
from publishing.translation.words import plain
from publishing.translation.words import runs as compared

# A text of one line or more, by its length; the box grows while somebody types.
OF_A_LINE: Final = 55
MOST_LINES: Final = 6
KEY: Final = re.compile(r"([0-9]{1,18})-([0-9]{1,18})")


@dataclass
class Row:
    """A sentence on the screen."""

    sentence: Sentence
    typed: str
    seen: str
    place: str = ""
    offers: list[Offer] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    explained: list[Term] = field(default_factory=list)  # terms that no row above has explained
    faults: Sequence[str] = ()
    theirs: str = ""
    asks_numbers: bool = False
    is_gone: bool = False
    here: bool = False  # where the cursor goes

    @property
    def state(self) -> str:
        """How it stands, for people."""
        return str(self.sentence.standing.label)

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody may say that these words fit."""
        return self.sentence.standing in DOUBTFUL

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do here."""
        return self.sentence.standing is Standing.DONE

    @property
    def original_typed(self) -> str:
        """The original as it would be typed."""
        return shown(self.sentence.original)

    @property
    def lines(self) -> int:
        """How high its box is."""
        longest = max(len(self.sentence.original), len(self.typed))
        return min(1 + longest // OF_A_LINE, MOST_LINES)

    @cached_property
    def pieces(self) -> list[Run]:
        """The original, its signs apart from its words."""
        return runs(self.sentence.original)

    @cached_property
    def changes(self) -> list[Change]:
        """What changed in the original since it was translated."""
        older = self.sentence.older
        return compared(plain(older.original), plain(self.sentence.original)) if older else []

    @cached_property
    def keeps(self) -> Sequence[Kept]:
        """What the translation needs too."""
        return to_keep(self.sentence.original, self.sentence.links)


def row(sentence: Sentence) -> Row:
    """A sentence as it is stored."""
    return Row(sentence, shown(sentence.words), stamp(sentence.words))


def gone(key: str, typed: str) -> Row:
    """Words for a sentence that is not in the text any more; they stay on the screen."""
    found = KEY.fullmatch(key)
    place = (int(found[1]), int(found[2])) if found else (0, 0)
    return Row(Sentence(place, "", "", Standing.MISSING), typed, "", is_gone=True)


def furnish(rows: Sequence[Row], translation: Translation, places: Places) -> None:
    """Put terms, offers and the names of places beside the rows of one screen; the same few queries for any number."""
    known = glossary(translation.source.locale, translation.target_locale)
    elsewhere = offers(translation, [each.sentence.place for each in rows])
    explained: set[Term] = set()
    for each in rows:
        if each.is_gone:
            continue
        each.place = places.name(each.sentence.path)
        each.terms = known.within(each.sentence.original)
        each.explained = [term for term in each.terms if term.definition and term not in explained]
        explained.update(each.explained)
        older = each.sentence.older
        found = [Offer(shown(older.words), is_older=True)] if older else []
        found += [Offer(shown(offer.words), offer.where) for offer in elsewhere[each.sentence.place]]
        each.offers = [offer for offer in found if offer.words != each.typed]
