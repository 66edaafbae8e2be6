"""Who answers, as the page of first help draws it: each desk, when it is open, what it speaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework import help_words
from casework.clocks import ANSWER_WITHIN
from casework.first_help import NOT_SAID, Asked
from casework.routing import DeskFacts, Open, Opens, Route, opening
from casework.states import Urgency
from hub.templatetags.hub import number
from trainers.public import Hours
from trainers.words import Words


def rows(route: Route, asked: Asked, words: Words, now: dt.datetime) -> list[dict[str, Any]]:
    """The desk that answers and those that stand in for it, in their order."""
    return [_row(desk, asked, words, now) for desk in (route.desk, *route.then)]


def speaks(desk: DeskFacts, tag: str) -> bool:
    """Whether a desk answers in a language, in whatever form of it."""
    return tag.split("-")[0] in {each.split("-")[0] for each in desk.languages}


def _row(desk: DeskFacts, asked: Asked, words: Words, now: dt.datetime) -> dict[str, Any]:
    state = opening(desk, now)
    said, own = help_words.opening(state, now, asked.where, words.interface)
    timed = isinstance(state, Opens) or (isinstance(state, Open) and state.until is not None)
    return {
        "name": desk.name,
        "lang": next(iter(desk.languages), ""),
        "url": reverse("trainers:desk", args=[desk.id]),
        "role": _role(desk, asked.where, words),
        "open": isinstance(state, Open),
        "opening": said,
        "clock": _clock(desk, asked.where if own else "", words, now) if timed else "",
        "foreign": _foreign(desk, asked.speaks, words),
        "facts": list(_facts(desk, words, now)),
    }


def _role(desk: DeskFacts, country: str, words: Words) -> str:
    if desk.central:
        return _("The central unit: it answers where no other desk does.")
    if country in desk.serves:
        return _("The protection desk for this country: %(country)s.") % {"country": words.place(country)}
    return _("Stands in when the desk of the country cannot answer.")


def _clock(desk: DeskFacts, country: str, words: Words, now: dt.datetime) -> str:
    place = words.place(country) if country else words.zone(desk.timezone, now)
    return _("Local time of: %(place)s") % {"place": place}


def _foreign(desk: DeskFacts, tag: str, words: Words) -> str:
    if tag in ("", NOT_SAID) or speaks(desk, tag):
        return ""
    return _("Not among the languages of this desk: %(language)s") % {"language": words.language(tag)}


def _facts(desk: DeskFacts, words: Words, now: dt.datetime) -> Iterator[dict[str, str]]:
    days = ANSWER_WITHIN[Urgency.URGENT]
    within = ngettext("Within %(days)s day", "Within %(days)s days", days) % {"days": number(days)}
    yield {"label": _("Urgent requests"), "value": within}
    yield {"label": _("Languages"), "value": words.listed(words.language(code) for code in desk.languages)}
    if hours := words.hours(Hours(*span) for span in desk.hours):
        yield {"label": _("Hours"), "value": hours}
        yield {"label": _("Local time of"), "value": words.zone(desk.timezone, now)}
