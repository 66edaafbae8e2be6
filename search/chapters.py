"""Which chapter of a resource is shown for a question: the one that is about it, not only one that has its words. Pure.

The order of resources stands already. Within one resource nearly all chapters have the words that its title has, so
other things tell them apart: what a chapter's own title says, whether it explains or shows how, how much of it
answers, and that what matters comes before tips and further reading. The more of the question the title of the whole
has, the more these count; words that only one chapter has speak for themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .analysis import forms
from .asking import analyser_of
from .asks import WHAT, asks
from .engines.protocol import PageEntry
from .ranking import Place, Ranked
from .terms import EXACT, Form, Question

# The whole question in a chapter's own title doubles what its words count; a word that the title of the whole has
# too tells less.
TITLE = 1.0
IN_BOTH = 0.3
# Who does not ask what something is wants to know what to do about it.
NOT_ASKED = 0.75
AS_ASKED = 1.15
# What the chapter gains that has the most passages with words of the question; what the last chapter loses.
FULL = 1.0
LATE = 0.4
BROAD_POWER = 2

Words = tuple[str, ...]


@lru_cache(maxsize=4096)
def _forms(title: str, analyser: str) -> tuple[Words, Words]:
    exact, stems = forms(title, analyser)
    return tuple(exact), tuple(stems)


def _stands(form: Form, title: tuple[Words, Words]) -> bool:
    words, length = title[form.field != EXACT], len(form.tokens)
    return any(words[at : at + length] == form.tokens for at in range(len(words) - length + 1))


@dataclass(frozen=True)
class _Asked:
    """A question with what its own words ask."""

    question: Question
    analyser: str
    wants: str

    def words_in(self, title: str) -> int:
        """The words of the question that a title has, as bits; other names of an idea count as its words."""
        covers = [1 << at for at in range(len(self.question.terms))] + list(self.question.covers)
        read, found = _forms(title, self.analyser), 0
        for term, covered in zip(self.question.looked_for, covers, strict=True):
            if any(_stands(form, read) for form in term.forms):
                found |= covered
        return found

    def intent(self, title: str) -> float:
        """Whether a chapter explains or shows how, as it is wanted."""
        own = asks(title, self.analyser)
        if own and own == self.wants:
            return AS_ASKED
        return NOT_ASKED if own == WHAT else 1.0


class _Resource:
    """The chapters of one resource that have something of a question."""

    def __init__(self, places: Sequence[Place], asked: _Asked, entries: Mapping[int, PageEntry]) -> None:
        self.asked, self.entries = asked, entries
        found = [entries[place.page] for place in places]
        self.orders = sorted(entry.order for entry in found)
        self.most = max(len(place.passages) for place in places) or 1
        # A page of the whole that has none of the words is not among the places, and then says nothing here.
        whole = next((entry.title for entry in found if entry.place == entry.resource), "")
        self.many = len(asked.question.terms) or 1
        self.in_whole = asked.words_in(whole) if whole else 0
        self.broad = (self.in_whole.bit_count() / self.many) ** BROAD_POWER

    def _said(self, title: str) -> float:
        """The share of the question that the chapter's own title has, 0 to 1."""
        own = self.asked.words_in(title)
        weights = [IN_BOTH if self.in_whole >> at & 1 else 1.0 for at in range(self.many)]
        return sum(weight for at, weight in enumerate(weights) if own >> at & 1) / sum(weights)

    def worth(self, place: Place) -> float:
        """How well a chapter answers."""
        entry = self.entries[place.page]
        full = 1 + FULL * self.broad * len(place.passages) / self.most
        late = 1 - LATE * self.broad * self.orders.index(entry.order) / len(self.orders)
        return place.score * (1 + TITLE * self._said(entry.title)) * self.asked.intent(entry.title) * full * late


def arranged(
    found: Iterable[Ranked], text: str, asked: Mapping[str, Question], entries: Mapping[int, PageEntry]
) -> list[Ranked]:
    """The same results in the same order, the places of each in the order in which they answer."""
    made = []
    for each in found:
        question = asked.get(each.language)
        if question and len(each.places) > 1:
            analyser = analyser_of(each.language)
            resource = _Resource(each.places, _Asked(question, analyser, asks(text, analyser)), entries)
            places = sorted(each.places, key=lambda place: (-resource.worth(place), entries[place.page].order))
            each = each._replace(places=tuple(places))
        made.append(each)
    return made
