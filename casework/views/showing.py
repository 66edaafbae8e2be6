"""What the page of an opened case says: where it stands first, then what was written, by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clocks, cookie, requester
from casework.forms.opened import ContactForm, EraseForm, Form, MessageForm
from casework.opening import Opened
from casework.states import WAITING, State
from casework.vetted import marking
from casework.views import asked, proposed
from casework.who_reads import Readers
from casework.words import STATES, reason
from trainers import public
from trainers.sentences.filling import words_now

HEADS: Final[dict[State, Promise]] = {
    State.NEW: gettext_lazy("Your request waits to be read by the desk"),
    State.READ: gettext_lazy("The desk has read your request and has not answered yet"),
    State.ANSWERED: gettext_lazy("The desk has answered"),
}
STAGES: Final = (State.NEW, State.READ, State.ANSWERED)


def page(
    request: HttpRequest,
    opened: Opened,
    value: str,
    form: Form | None = None,
    unsent: dict[str, str] | None = None,
    refusal: str = "",
) -> HttpResponse:
    """The case that `value` opened.

    `form` has faults to put right, `unsent` was typed before and never sent, `refusal` is why something was not done.
    """
    view, unsent, today = requester.read(opened), unsent or {}, timezone.localdate()
    context = {
        "proof": cookie.proof(value),
        "errors": form.faults() if form else [],
        "unsent": bool(unsent),
        "refusal": reason(refusal) if refusal else "",
        **_forms(view, form, unsent, today),
        **_facts(view, today),
        "vetted": marking.held(opened.case) is not None,
        # The foot says elsewhere that reading sets no cookie; here one is set.
        "promise": _(
            "One cookie is in this browser while the case is open. Your own device and network may still keep a record."
        ),
    }
    return render(request, "pages/casework/case.html", context)


def _forms(view: requester.CaseView, form: Form | None, unsent: dict[str, str], today: dt.date) -> dict[str, Any]:
    desk = view.desk.name
    message = form if isinstance(form, MessageForm) else MessageForm(initial=unsent)
    contact = form if isinstance(form, ContactForm) else ContactForm(initial=asdict(view.contact) | unsent)
    return {
        "say": message.drawn("say", Readers(desk, clocks.purge_on(State.NEW, today, None))),
        "ways": [contact.drawn(name, Readers(desk, view.purge_on)) for name in contact.fields],
        "ways_open": contact.is_bound or not unsent.keys().isdisjoint(contact.fields),
        "erase": form if isinstance(form, EraseForm) else EraseForm(),
    }


def _facts(view: requester.CaseView, today: dt.date) -> dict[str, Any]:
    state = view.state
    words = words_now()
    return {
        "head": _head(view, state),
        "proposals": proposed.context(view.proposals, words, today),
        "stages": _stages(state),
        "desk": {"name": view.desk.name, "lang": public.language_of_name(view.desk)},
        "fresh": sum(each.new for each in view.messages),
        "days": _by_day(view.messages),
        "answer_by": view.answer_by if state in WAITING else None,
        "late": state in WAITING and clocks.left(view.answer_by, today).over,
        "purge_on": view.purge_on,
        "openings": view.times_opened_by_desk,
        "kept": view.contact,
        "asked": asked.answers(view.need, words),
    }


def _head(view: requester.CaseView, state: State) -> str:
    if state == State.NEW and any(each.mine for each in view.messages):
        return _("Your message waits to be read by the desk")
    return str(HEADS[state])


def _stages(state: State) -> list[dict[str, Any]]:
    return [{"label": STATES[each], "current": each == state} for each in STAGES]


def _by_day(messages: Iterable[requester.MessageView]) -> list[dict[str, Any]]:
    """The messages in their order, each day with its own."""
    return [{"on": day, "messages": list(rows)} for day, rows in groupby(messages, key=lambda each: each.on)]
