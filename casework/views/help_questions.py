"""What each of the three questions of “I need help now” shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from casework import desks, help_words
from casework.first_help import NOT_SAID, Place
from casework.routing import NoDesk, route
from hub import languages
from resources import counts
from vocabulary import places

Context = dict[str, Any]


def what(place: Place, reader: str) -> Context:
    """The situations."""
    return {"situations": help_words.situations()}


def where(place: Place, reader: str) -> Context:
    """The countries by name, behind an empty choice; the one chosen before stays chosen."""
    wrong = _("Choose a country from the list, or skip this question.") if place.refused else ""
    ordered = places.in_order(places.countries(), reader)
    field = {
        "kind": "select",
        "id": "where",
        "name": "where",
        "label": _("Country"),
        "hint": "",
        "optional": False,
        "errors": [wrong] if wrong else [],
        "options": [
            {"value": "", "label": _("Choose a country"), "checked": False},
            *(
                {"value": code, "label": places.name(code, reader), "checked": code == place.asked.where}
                for code in ordered
            ),
        ],
    }
    errors = [{"id": "where", "label": field["label"], "text": wrong}] if wrong else []
    return {"field": field, "errors": errors, "not_said": NOT_SAID}


def speaks(place: Place, reader: str) -> Context:
    """The languages of the desks that would answer, and those of the library."""
    return {"tongues": [_tongue(tag, reader) for tag in _offered(place.asked.where, reader)], "not_said": NOT_SAID}


QUESTIONS: Final[dict[str, Callable[[Place, str], Context]]] = {"what": what, "where": where, "speaks": speaks}


def _offered(country: str, reader: str) -> list[str]:
    found = [languages.BY_CODE.get(reader, languages.DEFAULT).tag, *_of_desks(country)]
    found += [languages.BY_CODE[code].tag for code in counts.by_language() if code in languages.BY_CODE]
    return list(dict.fromkeys(found))


def _of_desks(country: str) -> Iterator[str]:
    try:
        way = route(country, desks.facts())
    except NoDesk:
        return
    for desk in (way.desk, *way.then):
        yield from desk.languages


def _tongue(tag: str, reader: str) -> Context:
    row = languages.find(tag)
    if row is None:
        return {"value": tag, "label": languages.display_name(tag, reader), "lang": "", "action": ""}
    with override(row.code):
        # The rest is in the language just chosen, as far as the interface has it.
        action = reverse("casework:help_now") if row.catalogue and row.code != reader else ""
    return {"value": row.tag, "label": row.endonym, "lang": row.tag, "action": action}
