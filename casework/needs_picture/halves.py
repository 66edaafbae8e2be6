"""Half years: nothing finer is kept of when a need was counted. Pure."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

WRITTEN = re.compile(r"(?P<year>[0-9]{4})-(?P<part>[12])", re.ASCII)


class Half(NamedTuple):
    """Half a year: the first or the second of a year."""

    year: int
    part: int

    @classmethod
    def of(cls, day: dt.date) -> Half:
        """The half year of a day."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    @classmethod
    def read(cls, text: str) -> Half | None:
        """A half year as it is written; None for anything else."""
        found = WRITTEN.fullmatch(text)
        return cls(int(found["year"]), int(found["part"])) if found else None

    @property
    def written(self) -> str:
        """As rows and addresses have it; in the order of time."""
        return f"{self.year:04}-{self.part}"

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, 1 if self.part == 1 else 7, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return dt.date(self.year, 6, 30) if self.part == 1 else dt.date(self.year, 12, 31)

    def is_over(self, today: dt.date) -> bool:
        """Whether nothing can be counted in it any more."""
        return today > self.last
