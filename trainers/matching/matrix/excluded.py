"""Whom gates left out, with the gates; worked out when somebody asks who."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from trainers.matching.gates import GATES
from trainers.matching.values import Need

from . import bits
from .open_gates import Gatekeeper


class Excluded(Mapping[str, tuple[str, ...]]):
    """Each trainer who is left out, with the gates that closed in their order."""

    def __init__(self, keeper: Gatekeeper, need: Need, out: int) -> None:
        self._keeper = keeper
        self._need = need
        self._out = out

    def __len__(self) -> int:
        return self._out.bit_count()

    def __iter__(self) -> Iterator[str]:
        return iter(self._closed)

    def __getitem__(self, trainer: str) -> tuple[str, ...]:
        return self._closed[trainer]

    @cached_property
    def _closed(self) -> dict[str, tuple[str, ...]]:
        found: dict[int, list[str]] = defaultdict(list)
        for gate in GATES:
            for place in bits.places(self._out & ~self._passing(gate.code)):
                found[place].append(gate.code)
        candidates = self._keeper.matrix.candidates
        return {candidates[place].id: tuple(found[place]) for place in sorted(found)}

    def _passing(self, gate: str) -> int:
        if gate == "G6":
            return self._keeper.has_open_weeks(self._need, self._out)
        return self._keeper.passing(gate, self._need)
