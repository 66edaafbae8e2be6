"""The sentences of “I need help now”: situations, what to write first, and when a desk is open."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from babel.dates import format_date, format_time, get_day_names
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.first_help import Situation
from casework.local_time import local
from casework.routing import Open, Opening, Opens
from hub import languages

# A weekday alone says which day is meant.
SOON: Final = dt.timedelta(days=6)


class Said(NamedTuple):
    """How a situation is put: as an answer, as a title above its first steps, and what a desk should hear first."""

    answer: Promise
    title: Promise
    first: Promise


SITUATIONS: Final[dict[Situation, Said]] = {
    Situation.DEVICE: Said(
        gettext_lazy("My phone or computer was taken, lost or is acting strangely"),
        gettext_lazy("Your phone or computer: first steps"),
        gettext_lazy("Which device it is, since when, and who could be named on it. Write from another device."),
    ),
    Situation.ACCOUNT: Said(
        gettext_lazy("Someone is in my account, or I am locked out"),
        gettext_lazy("Your account: first steps"),
        gettext_lazy("Which service it is, and whether you can still get in. Write from another device if you can."),
    ),
    Situation.ARREST: Said(
        gettext_lazy("Someone was arrested, taken or is missing"),
        gettext_lazy("Someone is held or missing: first steps"),
        gettext_lazy("When and where it happened, who took them, and whether a lawyer knows."),
    ),
    Situation.THREAT: Said(
        gettext_lazy("I am being followed, threatened or harassed"),
        gettext_lazy("Followed, threatened or harassed: first steps"),
        gettext_lazy("Whether you are in a safe place now, since when it goes on, and who could be behind it."),
    ),
    Situation.HURT: Said(
        gettext_lazy("Someone was hurt or attacked, or our office or home was raided"),
        gettext_lazy("After an attack or a raid: first steps"),
        gettext_lazy("Whether everybody is in a safe place now, and who needs a doctor or a lawyer."),
    ),
    Situation.OTHER: Said(
        gettext_lazy("Something else"),
        gettext_lazy("First steps"),
        gettext_lazy("What happened, and what you fear will happen next."),
    ),
}


def situations() -> list[dict[str, str]]:
    """The answers to the first question."""
    return [{"value": str(code), "label": str(said.answer)} for code, said in SITUATIONS.items()]


def opening(state: Opening, now: dt.datetime, country: str, interface: languages.Language) -> tuple[str, bool]:
    """When a desk is open, in words, and whether the times are those of the country (else those of the desk)."""
    match state:
        case Open(None):
            return _("Open now, at all hours."), False
        case Open(until) if until:
            shown, own = _shown(until, country)
            return _until(shown, _today(now, shown), interface), own
        case Opens(at):
            shown, own = _shown(at, country)
            return _from(shown, _today(now, shown), interface), own
    return _("This desk has not said when it is open."), False


def _shown(moment: dt.datetime, country: str) -> tuple[dt.datetime, bool]:
    theirs = local(moment, country)
    return (theirs, True) if theirs else (moment, False)


def _today(now: dt.datetime, shown: dt.datetime) -> dt.date:
    return now.astimezone(shown.tzinfo).date()


def _until(moment: dt.datetime, today: dt.date, interface: languages.Language) -> str:
    # Midnight ends the day before it.
    day = (moment - dt.timedelta(minutes=1)).date()
    said = {"time": _time(moment, interface), "day": _day(day, today, interface)}
    if day == today:
        return _("Open now, until %(time)s.") % said
    if day == today + dt.timedelta(days=1):
        return _("Open now, until tomorrow at %(time)s.") % said
    return _("Open now, until %(day)s at %(time)s.") % said


def _from(moment: dt.datetime, today: dt.date, interface: languages.Language) -> str:
    said = {"time": _time(moment, interface), "day": _day(moment.date(), today, interface)}
    if moment.date() == today:
        return _("Closed now. Opens today at %(time)s.") % said
    if moment.date() == today + dt.timedelta(days=1):
        return _("Closed now. Opens tomorrow at %(time)s.") % said
    return _("Closed now. Opens on %(day)s at %(time)s.") % said


def _time(moment: dt.datetime, interface: languages.Language) -> str:
    return _digits(format_time(moment.time(), "HH:mm", locale=interface.locale), interface)


def _day(day: dt.date, today: dt.date, interface: languages.Language) -> str:
    if day - today > SOON:
        # English outside the United States writes the day first.
        locale = "en_GB" if interface.code == "en" else interface.locale
        return _digits(format_date(day, "full", locale=locale), interface)
    return get_day_names("wide", "stand-alone", locale=interface.locale)[day.weekday()]


def _digits(text: str, interface: languages.Language) -> str:
    return text.translate(str.maketrans(languages.LATIN_DIGITS, interface.digits))
