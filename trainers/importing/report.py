"""What an import did, in numbers and by name. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

OUTCOMES = ("created", "updated", "unchanged", "failed", "conflict")


@dataclass
class Report:
    """Counts per kind of entry, and a line for each that needs a person."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def begin(self, kind: str) -> None:
        """Name a list, even if nothing in it counts."""
        self.counts.setdefault(kind, Counter())

    def note(self, kind: str, outcome: str, name: str = "", *reasons: object) -> None:
        """Count one entry, and say why where there is something to say."""
        self.counts.setdefault(kind, Counter())[outcome] += 1
        self.lines += [f"{outcome}: {kind}/{name}: {reason}" for reason in reasons]

    def remark(self, kind: str, name: str, sentence: str) -> None:
        """Something that a person may want to look at in an entry that was stored all the same."""
        self.lines.append(f"note: {kind}/{name}: {sentence}")

    def absent(self, kind: str, name: str) -> None:
        """An entry that an earlier file had and this one has not; it is kept."""
        self.lines.append(f"not in the file, kept: {kind}/{name}")

    def total(self, outcome: str) -> int:
        """How many entries ended so."""
        return sum(counted[outcome] for counted in self.counts.values())

    def summary(self) -> list[str]:
        """A line per kind and one for all."""
        rows = [*self.counts.items(), ("all", sum(self.counts.values(), Counter()))]
        return [f"{kind}: " + ", ".join(f"{name} {counted[name]}" for name in OUTCOMES) for kind, counted in rows]
