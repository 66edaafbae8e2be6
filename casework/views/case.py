"""The page of an opened case: read it, write to the desk, change how to be told, erase it, close it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from casework import contents, cookie, opening, requester
from casework.forms.opened import ContactForm, EraseForm, MessageForm
from casework.opening import Opened
from casework.views import proposed, returning, showing
from casework.views.typed import typed
from hub.failures import csrf_failure
from hub.origin import is_foreign
from hub.sealing import CannotBeOpened

Act = Callable[[HttpRequest, Opened], HttpResponse]


# Django's token lives in a cookie of its own; here each form carries a proof made from the case's one cookie.
@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest) -> HttpResponse:
    """The case that is open in this browser; every act answers with a redirect, so that Back and reload repeat none."""
    if request.method == "POST" and is_foreign(request):
        return csrf_failure(request)
    value = cookie.of(request)
    opened = opening.recall(value, timezone.localdate()) if value else None
    try:
        return _act(request, opened) if request.method == "POST" else _read(request, opened, value)
    except requester.CaseGone:
        return returning.ask_again(request)
    except CannotBeOpened:
        return returning.damaged(request)


def _read(request: HttpRequest, opened: Opened | None, value: str) -> HttpResponse:
    if opened is not None:
        return showing.page(request, opened, value)
    return returning.ask_again(request) if value else redirect("casework:open")


def _act(request: HttpRequest, opened: Opened | None) -> HttpResponse:
    act = typed(request).get("act", "")
    if act == "close":
        return _cleared(request)
    if opened is None or act not in ACTS or not cookie.proves(request, typed(request).get("proof", "")):
        return returning.ask_again(request)
    return ACTS[act](request, opened)


def _message(request: HttpRequest, opened: Opened) -> HttpResponse:
    form = MessageForm(typed(request))
    if not form.is_valid():
        return showing.page(request, opened, cookie.of(request), form)
    text, today = proposed.about(proposed.number(typed(request)), form.cleaned_data["say"]), timezone.localdate()
    try:
        if not _was_just_said(opened, text, today) and not requester.add_message(opened, text, today):
            return returning.ask_again(request)
    except requester.TooManyUnread:
        form.add_error("say", _("The desk has not read your last 30 messages yet. Send this one when it has"))
        return showing.page(request, opened, cookie.of(request), form)
    return _back_to("messages")


def _was_just_said(opened: Opened, text: str, today: dt.date) -> bool:
    """A button pressed twice, or a page sent again, says nothing new."""
    last = opened.case.messages.order_by("-number").first()
    return last is not None and not last.by_desk and last.on == today and contents.text_of(last, opened.key) == text


def _contact(request: HttpRequest, opened: Opened) -> HttpResponse:
    form = ContactForm(typed(request))
    if not form.is_valid():
        return showing.page(request, opened, cookie.of(request), form)
    if not requester.change_contact(opened, form.contact(), timezone.localdate()):
        return returning.ask_again(request)
    return _back_to("tell")


def _erase(request: HttpRequest, opened: Opened) -> HttpResponse:
    form = EraseForm(typed(request))
    if not form.is_valid():
        return showing.page(request, opened, cookie.of(request), form)
    requester.erase(opened, timezone.localdate())
    return _cleared(request)


def _agree(request: HttpRequest, opened: Opened) -> HttpResponse:
    return _decided(request, opened, yes=True)


def _turn_down(request: HttpRequest, opened: Opened) -> HttpResponse:
    return _decided(request, opened, yes=False)


def _decided(request: HttpRequest, opened: Opened, *, yes: bool) -> HttpResponse:
    verdict = proposed.decide(opened, typed(request), timezone.localdate(), yes=yes)
    if not verdict:
        return showing.page(request, opened, cookie.of(request), refusal=verdict.reason)
    return _back_to("proposals")


def _back_to(part: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('casework:case')}#{part}", status=303)


def _cleared(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(reverse("casework:closed"), status=303)
    cookie.clear(request, response)
    return response


ACTS: Final[dict[str, Act]] = {
    "message": _message,
    "ask": _message,
    "contact": _contact,
    "erase": _erase,
    "agree": _agree,
    "turn-down": _turn_down,
}
