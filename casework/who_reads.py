"""Who reads the answer to a question, what for, and until when: the quiet line under each question."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.templatetags.hub import day


class Purpose(StrEnum):
    """What an answer is for."""

    DESK = "desk"
    COUNTRY = "country"
    MATCHES = "matches"
    OUTLINE = "outline"
    WHEN_AGREED = "when_agreed"
    TELLING = "telling"


# Every other question is read by the desk and used for nothing else.
PURPOSES: Final = {
    "country": Purpose.COUNTRY,
    "at_risk_groups": Purpose.COUNTRY,
    "risk_level": Purpose.MATCHES,
    **dict.fromkeys(("participants", "situation", "topics", "language", "other_language"), Purpose.OUTLINE),
    **dict.fromkeys(("format", "length", "start_by", "weeks"), Purpose.OUTLINE),
    **dict.fromkeys(("called", "days_note", "care", "logistics"), Purpose.WHEN_AGREED),
    **dict.fromkeys(("tell", "address", "never"), Purpose.TELLING),
}
KNOWN: Final[dict[Purpose, Promise]] = {
    Purpose.DESK: gettext_lazy("Read only by %(desk)s, until %(day)s."),
    Purpose.COUNTRY: gettext_lazy(
        "Finds trainers too. Read by %(desk)s, until %(day)s. A trainer learns it when you and they have said yes."
    ),
    Purpose.MATCHES: gettext_lazy("Finds trainers. Read only by %(desk)s, until %(day)s."),
    Purpose.OUTLINE: gettext_lazy(
        "Finds trainers. Read by %(desk)s, until %(day)s. Trainers whom the desk asks learn it roughly, "
        "without who and where you are."
    ),
    Purpose.WHEN_AGREED: gettext_lazy(
        "Read by %(desk)s, until %(day)s. A trainer learns it when you and they have said yes."
    ),
    Purpose.TELLING: gettext_lazy("Only for whoever answers you at %(desk)s, until %(day)s."),
}
NOT_KNOWN_YET: Final[dict[Purpose, Promise]] = {
    Purpose.DESK: gettext_lazy("Read only by the desk of your country, until %(day)s."),
    Purpose.COUNTRY: gettext_lazy(
        "Finds trainers too. Read by that desk, until %(day)s. A trainer learns it when you and they have said yes."
    ),
    Purpose.MATCHES: gettext_lazy("Finds trainers. Read only by the desk of your country, until %(day)s."),
    Purpose.OUTLINE: gettext_lazy(
        "Finds trainers. Read by the desk of your country, until %(day)s. Trainers whom it asks learn it roughly, "
        "without who and where you are."
    ),
    Purpose.WHEN_AGREED: gettext_lazy(
        "Read by the desk of your country, until %(day)s. A trainer learns it when you and they have said yes."
    ),
    Purpose.TELLING: gettext_lazy("Only for whoever answers you at the desk of your country, until %(day)s."),
}
# A name may run the other way than the sentence around it.
ISOLATED: Final = "\N{FIRST STRONG ISOLATE}%s\N{POP DIRECTIONAL ISOLATE}"


@dataclass(frozen=True)
class Readers:
    """Who reads what is asked: a desk by its name, or the one that is found by the country; until a day."""

    desk: str
    until: dt.date
    nobody: bool = False

    def line(self, question: str) -> str:
        """The line under a question."""
        if self.nobody:
            return _("Read by nobody: no desk answers for this country yet.")
        lines = KNOWN if self.desk else NOT_KNOWN_YET
        said = {"desk": ISOLATED % self.desk, "day": day(self.until)}
        return str(lines[PURPOSES.get(question, Purpose.DESK)]) % said
