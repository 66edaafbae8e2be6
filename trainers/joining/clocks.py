"""Until when an application is kept. Pure."""

from __future__ import annotations

import datetime as dt
from typing import Final

from trainers.joining.choices import OPEN, Joining

DAYS_UNDECIDED: Final = 180
DAYS_OF_A_REFUSAL: Final = 90
# What is listed is erased here at once; that it was is told to whoever comes back with the code.
DAYS_OF_A_LISTING: Final = 30


def application_goes(state: str, last_word: dt.date) -> dt.date:
    """The day on which an application goes, counted from its last word or from what was decided."""
    if Joining(state) in OPEN:
        return last_word + dt.timedelta(days=DAYS_UNDECIDED)
    days = DAYS_OF_A_LISTING if state == Joining.LISTED else DAYS_OF_A_REFUSAL
    return last_word + dt.timedelta(days=days)
