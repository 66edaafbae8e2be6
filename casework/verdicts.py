"""What a table answers when it is asked whether something may be done: yes or no, and why."""

from __future__ import annotations

from typing import NamedTuple


class Verdict(NamedTuple):
    """Whether it may be done, and the code of the reason; `casework.words` has the sentences."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed
