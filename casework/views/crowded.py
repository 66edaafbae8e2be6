"""The answer to whoever cannot open a case at this moment: the page as always, at next to no cost.

A flood of guesses costs the site what it costs to turn each of them away. So the page is drawn once a minute for
each address with gaps in it, which are filled with what somebody typed: nothing is asked of the database, and of
the templates only what shows again a message that was not sent. What stands around the form (the languages, the
links at the foot) may be a minute old.
"""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import ngettext

from casework.forms.opened import OpenForm
from casework.views.typed import typed
from hub.busy import Busy, told
from hub.templatetags.hub import number

TEMPLATE: Final = "pages/casework/open.html"
FRESH_FOR: Final = 60.0


@dataclass(frozen=True)
class Gaps:
    """What stands in a page where something is to be filled in; nobody can guess it and type it."""

    sentence: str = field(default_factory=secrets.token_hex)
    code: str = field(default_factory=secrets.token_hex)
    unsent: str = field(default_factory=secrets.token_hex)


@dataclass(frozen=True)
class Drawn:
    """A page between its gaps (the sentence, the code, what was not sent), and what stands where all was sent."""

    parts: tuple[str, str, str, str]
    all_sent: str
    until: float


_drawn: dict[tuple[str, bool], Drawn] = {}
_drawing = threading.Lock()


def answer(request: HttpRequest, code: str, unsent: dict[str, str], busy: Busy) -> HttpResponse:
    """The form once more with the code in it, never the passphrase, and when to come again."""
    sentence, around = _sentence(busy.retry_after), _page(request)
    kept = _kept(unsent) if unsent else around.all_sent
    first, second, third, last = around.parts
    html = "".join((first, escape(sentence), second, escape(code), third, kept, last))
    return told(HttpResponse(html), busy)


def unsent_context(unsent: dict[str, str]) -> dict[str, Any]:
    """What was typed on the page of a case and not sent, as templates take it."""
    return {
        "unsent": [{"name": name, "value": value} for name, value in unsent.items()],
        "unsent_texts": [value for name, value in unsent.items() if name != "tell"],
    }


def forget() -> None:
    """Draw every page anew the next time."""
    _drawn.clear()


def _kept(unsent: dict[str, str]) -> str:
    return render_to_string("pages/casework/unsent.html", unsent_context(unsent))


def _sentence(seconds: int) -> str:
    text = ngettext(
        "Your case is safe. Wait %(shown)s second, type the passphrase again and try once more.",
        "Your case is safe. Wait %(shown)s seconds, type the passphrase again and try once more.",
        seconds,
    )
    return text % {"shown": number(seconds)}


def _page(request: HttpRequest) -> Drawn:
    # The view answers to two addresses in each language, so that there are few of these.
    which = (request.path, "readable" in typed(request))
    there = _drawn.get(which)
    if there is not None and time.monotonic() < there.until:
        return there
    # One draws it anew; the others need not wait for that where an old one is there.
    if there is not None and not _drawing.acquire(blocking=False):
        return there
    if there is None:
        _drawing.acquire()
    try:
        _drawn[which] = made = _draw(request, readable=which[1])
        return made
    finally:
        _drawing.release()


def _draw(request: HttpRequest, *, readable: bool) -> Drawn:
    gaps = Gaps()
    context = {
        "form": OpenForm(initial={"code": gaps.code}),
        "errors": [],
        "busy": gaps.sentence,
        **unsent_context({gaps.unsent: ""}),
        "readable": readable,
    }
    first, rest = render_to_string(TEMPLATE, context, request).split(gaps.sentence)
    second, rest = rest.split(gaps.code)
    third, last = rest.split(_kept({gaps.unsent: ""}))
    return Drawn((first, second, third, last), _kept({}), time.monotonic() + FRESH_FOR)
