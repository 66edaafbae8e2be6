"""What a trainer's link shows, in words: coarse facts to answer by, and the names when both have said yes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.forms.questions import label
from casework.outlines import Size, codes, text
from casework.proposals.values import reasons
from casework.states import Urgency
from casework.words import URGENCIES
from hub.templatetags.hub import day, number
from trainers.sentences import readers
from trainers.sentences.filling import words_now
from trainers.words import Words

Shows = Mapping[str, Any]
Context = dict[str, Any]
SIZES: Final[dict[Size, Promise]] = {
    Size.FEW: gettext_lazy("Up to 6 people"),
    Size.SOME: gettext_lazy("7 to 12 people"),
    Size.MANY: gettext_lazy("13 to 25 people"),
    Size.CROWD: gettext_lazy("More than 25 people"),
}


def asks(shows: Shows) -> Context:
    """What a trainer answers by."""
    words = words_now()
    return {
        "desk": _desk(shows),
        "facts": [*_where(shows, words), *_how(shows)],
        "reasons": readers.for_trainer(reasons(tuple(shows.get("reasons", ()))), words),
    }


def names(shows: Shows) -> Context:
    """What a trainer learns when both have said yes."""
    words = words_now()
    country = text(shows, "country")
    exact = [
        _fact(_("They may be called"), text(shows, "called")),
        _fact(_("Country"), words.place(country) if country else ""),
        _fact(_("How many take part"), number(shows.get("participants"))),
        _fact(_("Groups they are among"), words.terms("at-risk-group", codes(shows, "at_risk_groups"))),
        _fact(_("To begin by"), _day(shows, "start_by")),
        _fact(_("Days and hours"), text(shows, "days_note")),
        _fact(_("Needed to take part"), words.apart(label("care", code) for code in codes(shows, "care"))),
        _fact(_("About the place and the people"), text(shows, "logistics")),
    ]
    return {"desk": _desk(shows), "exact": exact, "facts": [*_where(shows, words)[1:], *_how(shows)]}


def size(code: str) -> str:
    """About how many take part."""
    return str(SIZES[Size(code)]) if code in list(Size) else ""


def _where(shows: Shows, words: Words) -> list[Context]:
    region = text(shows, "region")
    return [
        _fact(_("Part of the world"), words.place(region) if region else ""),
        _fact(_("Topics"), words.terms("topic", codes(shows, "topics"))),
        _fact(_("Languages"), words.listed(map(words.language, codes(shows, "languages")))),
        _fact(_("How they can meet"), label("format", text(shows, "format"))),
    ]


def _how(shows: Shows) -> list[Context]:
    weeks, hours = int(shows.get("weeks", 0)), int(shows.get("hours", 0))
    urgency = text(shows, "urgency")
    return [
        _fact(_("Size of the group"), size(text(shows, "size"))),
        _fact(_("Begins in the week of"), _day(shows, "begins")),
        _fact(_("Hours of training"), number(hours) if hours else ""),
        _fact(_("Weeks it may stretch over"), number(weeks) if weeks else ""),
        _fact(_("How soon"), str(URGENCIES[Urgency(urgency)]) if urgency in list(Urgency) else ""),
    ]


def _day(shows: Shows, name: str) -> str:
    found = text(shows, name)
    return day(dt.date.fromisoformat(found)) if found else ""


def _desk(shows: Shows) -> Context:
    return {"name": text(shows, "desk"), "lang": text(shows, "desk_language")}


def _fact(named: str, value: str) -> Context:
    return {"label": named, "value": value}
