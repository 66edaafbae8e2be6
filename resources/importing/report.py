"""What an import did, file by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from resources.values import Notice


class Outcome(StrEnum):
    """What became of a file."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    CONFLICT = "conflict"
    MISSING = "missing"


@dataclass(frozen=True)
class Line:
    """One file, what became of it and, where there is one, the reason."""

    outcome: Outcome
    path: str
    reason: str = ""

    def __str__(self) -> str:
        """One line of the report."""
        return f"{self.outcome:<9} {self.path}" + (f": {self.reason}" if self.reason else "")


@dataclass
class Report:
    """All lines, and what editors should know about files that did not fail."""

    hear: Callable[[Line], None] = lambda _line: None
    lines: list[Line] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def add(self, outcome: Outcome, path: str, reason: str = "") -> None:
        """Note what became of a file."""
        line = Line(outcome, path, reason)
        self.lines.append(line)
        self.hear(line)

    @property
    def counts(self) -> Counter[Outcome]:
        """How many files came to each outcome."""
        return Counter(line.outcome for line in self.lines)

    @property
    def failed(self) -> bool:
        """Whether any file failed."""
        return self.counts[Outcome.FAILED] > 0

    def summary(self) -> str:
        """The counts in one line."""
        return ", ".join(f"{self.counts[each]} {each}" for each in Outcome)
