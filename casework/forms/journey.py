"""The way through the four steps: what was typed so far, where something is missing, and what it all says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.datastructures import MultiValueDict

from casework.forms import naming
from casework.forms.steps import FIRST, LAST, STEPS, Asking, Step
from casework.needs import MOST_WISHES, Answers
from casework.travelling import Given, Luggage

WISHES: Final = "wishes"
LONGEST_WISH: Final = 100


@dataclass(frozen=True)
class Journey:
    """One request on its way; nothing of it is kept here."""

    luggage: Luggage
    asking: Asking

    def step(self, number: int, *, with_faults: bool = False) -> Step:
        """The form of a step with what was typed in it; one where nobody has been has no faults unless they are due."""
        names, given = STEPS[number].base_fields, self.luggage.given
        typed = MultiValueDict({name: list(given[name]) for name in names if name in given})
        return STEPS[number](typed if typed or with_faults else None, self.asking)

    def with_typed(self, number: int, data: Mapping[str, Any]) -> Journey:
        """The same after a step came back; what was not ticked is known to be not ticked."""
        lists = data if isinstance(data, MultiValueDict) else MultiValueDict(data)
        typed: Given
        if number > LAST:
            typed = {WISHES: tuple(value[:LONGEST_WISH] for value in lists.getlist(WISHES)[:MOST_WISHES])}
        else:
            typed = {name: tuple(lists.getlist(name)) for name in STEPS[number].base_fields}
        return replace(self, luggage=self.luggage.with_given(typed))

    @property
    def unanswered(self) -> int | None:
        """The first step that has something to answer or to put right."""
        return next((number for number in STEPS if not self.step(number).is_valid()), None)

    @property
    def wishes(self) -> tuple[str, ...]:
        """The trainers they would like, as they were ticked."""
        return tuple(dict.fromkeys(self.luggage.given.get(WISHES, ())))

    @property
    def country(self) -> str:
        """The country, as soon as it is known."""
        typed = (self.luggage.given.get("country") or ("",))[0]
        return naming.country(typed, self.asking.words.reader) or "" if typed else ""

    def answers(self) -> Answers:
        """Everything that was asked; only where no step is unanswered."""
        said: dict[str, Any] = {}
        for number in STEPS:
            step = self.step(number)
            if not step.is_valid():
                raise ValueError(f"step {number} is not answered")
            said |= step.answers()
        return Answers(**said, wishes=self.wishes)


def number_of(text: str) -> int:
    """The step that a form says it is; the first one for anything else. One more than the last are the matches."""
    return int(text) if text in {str(number) for number in range(FIRST, LAST + 2)} else FIRST
