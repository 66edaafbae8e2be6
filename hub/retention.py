"""Classes of personal data: what each is, how long it lives, and the sentence people are told.

Every model of this project names one: ``retention = Retention.LISTING``; ``Retention.NONE`` says that its
rows are about nobody. ``hub.checks`` refuses a model without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum


@dataclass(frozen=True)
class Lifetime:
    """How long a class of data is kept, counted from an event; no limit means as long as its owner's row."""

    code: str
    personal: bool
    limit: timedelta | None
    counted_from: str
    sentence: str

    def ends(self, begun: datetime) -> datetime | None:
        """When a row that began then is due to go; None where it goes with the row it belongs to."""
        return None if self.limit is None else begun + self.limit

    def ends_on(self, begun: date) -> date | None:
        """The same for rows that keep a date and no time."""
        return None if self.limit is None else begun + self.limit


class Retention(Enum):
    """The classes. A model takes the strictest that fits any of its columns."""

    NONE = Lifetime("none", False, None, "", "About nobody.")
    STAFF_ACCOUNT = Lifetime("staff-account", True, None, "", "An account of staff lives until an operator removes it.")
    SIGN_IN_ATTEMPT = Lifetime(
        "sign-in-attempt",
        True,
        timedelta(hours=24),
        "the last failed attempt",
        "Failed attempts to sign in are counted under a keyed hash of the account's name for 24 hours.",
    )
    RESET_REQUEST = Lifetime(
        "reset-request",
        True,
        timedelta(hours=24),
        "the moment it was asked for",
        "A request for a new password is kept, sealed, until its mail is sent, and never longer than 24 hours.",
    )
    AUDIT = Lifetime(
        "audit", True, None, "", "The audit log says which account did what and when; it holds no case content."
    )
    BINNED = Lifetime(
        "binned",
        True,
        timedelta(days=30),
        "the moment it was deleted",
        "A deleted page, and who deleted it, is kept in the bin for 30 days.",
    )
    MISSING_PATH = Lifetime(
        "missing-path",
        False,
        timedelta(days=30),
        "the day it was asked for",
        "An address that leads nowhere is counted by day, without anything about who asked, for 30 days.",
    )
    VAIN_SEARCH = Lifetime(
        "vain-search",
        False,
        timedelta(days=90),
        "the first day of the month in which it was last counted",
        "Words that found nothing on at least five days are listed, with a month and nothing about who asked, for 90 "
        "days, where the organisation has switched that on.",
    )
    AUTHORSHIP = Lifetime(
        "authorship", True, None, "", "The names of authors and reviewers live as long as the text that names them."
    )
    LISTING = Lifetime("listing", True, None, "", "A profile lives until its owner takes it back or a desk removes it.")
    PRIVATE_CONTACT = Lifetime(
        "private-contact", True, None, "", "Contact details and legal names are sealed and go with the profile."
    )
    CONSENT = Lifetime("consent", True, None, "", "What was agreed to, and until when, goes with the profile.")
    CASE = Lifetime(
        "case",
        True,
        None,
        "",
        "A case carries the day it goes: 13 months after its last message, 90 days after it was closed, and after "
        "a day when nobody has confirmed its code. Whoever holds the code can erase it at any time.",
    )
    CASE_CONTENT = Lifetime(
        "case-content", True, None, "", "What is written in a case is sealed under its own key and goes with the case."
    )
    CASE_KEY = Lifetime("case-key", True, None, "", "The wrapped keys of a case go with the case.")
    OPENED_CASE = Lifetime(
        "opened-case",
        True,
        timedelta(days=1),
        "the day it was opened",
        "That a case is open in a browser is kept until it is closed there, and never beyond that day.",
    )
    VOUCHING = Lifetime("vouching", True, None, "", "Who vouched for a trainer, and until when, goes with the profile.")
    PROFILE_LINK = Lifetime(
        "profile-link",
        True,
        timedelta(days=30),
        "the moment it ends",
        "That a trainer was given a link to their profile is kept for 30 days after the link has ended.",
    )
    PROFILE_SITTING = Lifetime(
        "profile-sitting",
        True,
        timedelta(days=1),
        "the moment it ends",
        "That a profile is open in a browser is kept until it is closed there, and no more than two hours.",
    )
    PROFILE_WISH = Lifetime(
        "profile-wish",
        True,
        timedelta(days=90),
        "the day it was decided",
        "A change that a trainer asks for is sealed, and gone 90 days after a desk has decided.",
    )
    NEED_TALLY = Lifetime(
        "need-tally",
        True,
        timedelta(days=185),
        "the first day of the half year",
        "What was needed and not found is counted by wide topic, part of the world and language, sealed; when the half "
        "year is over the counts go, and only numbers of five or more stay.",
    )
    APPLICATION = Lifetime(
        "application",
        True,
        timedelta(days=180),
        "the last day on which something was written in it",
        "Who asks to be listed is sealed, and gone when they say so: with the listing, 90 days after a desk has "
        "refused it, and 180 days after the last word where nobody has decided.",
    )
    REMARK = Lifetime(
        "remark",
        True,
        timedelta(days=180),
        "the day it was sent",
        "What a reader says is wrong with a text or an entry is sealed, and gone 30 days after somebody has seen to "
        "it, and 180 days after it came in any case.",
    )

    @property
    def lifetime(self) -> Lifetime:
        """The row of the table behind a class."""
        return self.value
