"""The way through the steps: what was typed so far, where something is missing, and what it all says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.datastructures import MultiValueDict

from hub.travelling import Given, Luggage
from trainers.forms import naming
from trainers.joining.choices import JoiningKind
from trainers.joining.organisation_steps import ORGANISATION
from trainers.joining.person_steps import PERSON, HowWell, What
from trainers.joining.steps import Asking, Step

FIRST: Final = 1
PURPOSE: Final = "trainers.joining"
# The application that is corrected; no field of a form has this name.
CORRECTS: Final = "="
FLOWS: Final[dict[str, tuple[type[Step], ...]]] = {
    JoiningKind.TRAINER.value: PERSON,
    JoiningKind.ORGANISATION.value: ORGANISATION,
}


@dataclass(frozen=True)
class Journey:
    """One application on its way; nothing of it is kept here."""

    luggage: Luggage
    asking: Asking

    @property
    def kind(self) -> str:
        """Whether it is about a person or an organisation; a person, as long as nobody has said."""
        said = (*self.luggage.given.get("kind", ()), "")[0]
        return said if said in FLOWS else JoiningKind.TRAINER.value

    @property
    def flow(self) -> tuple[type[Step], ...]:
        """The steps in their order."""
        return FLOWS[self.kind]

    @property
    def last(self) -> int:
        """The number of the last step."""
        return len(self.flow)

    @property
    def corrects(self) -> str:
        """The id of the application that this one takes the place of, if it does."""
        return (*self.luggage.given.get(CORRECTS, ()), "")[0]

    def step(self, number: int, *, with_faults: bool = False) -> Step:
        """The form of a step with what was typed in it; one where nobody has been has no faults unless they are due."""
        made = self.flow[number - 1]
        before = self._before(made)
        given = self.luggage.given
        typed = MultiValueDict(
            {name: list(given[name]) for name in made(None, self.asking, before).fields if name in given}
        )
        return made(typed if typed or with_faults else None, self.asking, before)

    def with_typed(self, number: int, data: Mapping[str, Any]) -> Journey:
        """The same after a step came back; what was not ticked is known to be not ticked."""
        lists = data if isinstance(data, MultiValueDict) else MultiValueDict(data)
        typed: Given = {name: tuple(lists.getlist(name)) for name in self.step(number).fields}
        return replace(self, luggage=self.luggage.with_given(typed))

    @property
    def unanswered(self) -> int | None:
        """The first step that has something to answer or to put right."""
        return next((number for number in range(FIRST, self.last + 1) if not self.step(number).is_valid()), None)

    @property
    def country(self) -> str:
        """The country, as soon as it is known."""
        typed = (*self.luggage.given.get("country", ()), "")[0]
        return naming.country(typed, self.asking.words.reader) or "" if typed else ""

    def said(self) -> dict[str, Any]:
        """Everything that was answered, ready to be kept; only where no step is unanswered."""
        found: dict[str, Any] = {}
        for number in range(FIRST, self.last + 1):
            step = self.step(number)
            if not step.is_valid():
                raise ValueError(f"step {number} is not answered")
            found |= step.said()
        return found

    def _before(self, step: type[Step]) -> Mapping[str, Any]:
        """What an earlier step said that this one asks about."""
        if not issubclass(step, HowWell):
            return {}
        earlier = self.step(self.flow.index(What) + 1)
        return earlier.cleaned_data if earlier.is_valid() else {}


def number_of(text: str, last: int) -> int:
    """The step that a form says it is, else the first one. One more than the last is the look at it all."""
    return int(text) if text in {str(number) for number in range(FIRST, last + 2)} else FIRST
