"""Who may approve a text: somebody who is asked, and who did not write it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """Whether somebody may approve, or why not."""

    YES = "yes"
    NOT_ASKED = "not asked"
    OWN = "own text"


@dataclass(frozen=True)
class Text:
    """Who sent a text to be reviewed, and who wrote what is new in it; accounts by number."""

    sent_by: int | None
    written_by: frozenset[int]


def may_approve(who: int, *, asked: bool, text: Text) -> Verdict:
    """The verdict on one person and one text. What a reviewer corrects while reviewing makes it nobody's own."""
    if not asked:
        return Verdict.NOT_ASKED
    return Verdict.OWN if who == text.sent_by or who in text.written_by else Verdict.YES
