"""Weights as a form brings them: of each pair of fields, a number and a slider, the one that was moved. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trainers.matching.weights import DEFAULTS, TOTAL

LONGEST: Final = 3


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: the weights, or those among them that are no whole number from 0 to 100."""

    weights: Mapping[str, int]
    wrong: Mapping[str, str]

    @property
    def total(self) -> int:
        """What they sum to."""
        return sum(self.weights.values())

    @property
    def is_whole(self) -> bool:
        """Whether they could be saved."""
        return not self.wrong and self.total == TOTAL


def read(fields: Mapping[str, str]) -> Typed:
    """Read a form: `w-CODE` is the number, `r-CODE` the slider, `was-CODE` what both were drawn with."""
    weights, wrong = {}, {}
    for code in DEFAULTS:
        was = fields.get(f"was-{code}", "")
        number, slider = fields.get(f"w-{code}", was).strip(), fields.get(f"r-{code}", was).strip()
        said = number if number != was else slider
        if is_weight(said):
            weights[code] = int(said)
        else:
            weights[code], wrong[code] = 0, number
    return Typed(weights, wrong)


def is_weight(text: str) -> bool:
    """Whether a text is a whole number from 0 to 100."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST and int(text) <= TOTAL


def stamp(weights: Mapping[str, int]) -> str:
    """Weights in one line: what the form carries to say of which ones the effect was seen."""
    return "-".join(str(weights[code]) for code in DEFAULTS)
