"""Coming back to a case with its code and passphrase; whatever does not open it is answered alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.attempts import TooManyAttempts
from casework import cookie, opening, requester
from casework.forms.fields import shown_again
from casework.forms.opened import ContactForm, MessageForm, OpenForm
from casework.views import crowded, showing
from casework.views.typed import typed
from hub import limits
from hub.busy import Busy
from hub.failures import csrf_failure
from hub.limits import Act
from hub.origin import is_foreign
from hub.sealing import CannotBeOpened

# What may have been typed on the page of a case that is no longer open: it travels on until it is open again.
UNSENT: Final = (*MessageForm.base_fields, *ContactForm.base_fields)


# Without a token, which would need a cookie: who posts here has no case open yet, and no other site may post.
@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def open_case(request: HttpRequest, sent: bool = False) -> HttpResponse:
    """Ask for code and passphrase, or open the case they belong to."""
    if request.method != "POST":
        return _questions(request, OpenForm(), sent=sent)
    if is_foreign(request):
        return csrf_failure(request)
    if "show" in typed(request):
        return _questions(request, OpenForm(initial={"code": typed(request).get("code", "")}), readable=True)
    form = OpenForm(typed(request))
    if not form.is_valid():
        return _questions(request, form, form.faults())
    try:
        limits.admit(request, Act.OPENING)
        opened = opening.open_case(form.cleaned_data["code"], form.cleaned_data["passphrase"], timezone.localdate())
    except TooManyAttempts:
        opened = None
    except Busy as busy:
        return crowded.answer(request, str(form["code"].value()), _unsent(typed(request)), busy)
    if opened is None:
        return _questions(request, form, _not_opened(form))
    try:
        return _opened(request, opened)
    except requester.CaseGone:
        return _questions(request, form, _not_opened(form))
    except CannotBeOpened:
        return damaged(request)


@cache_control(no_store=True)
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """After closing or erasing: the same words, since an address must not tell which of the two it was."""
    if cookie.of(request):
        return redirect("casework:case")
    return render(request, "pages/casework/closed.html")


def ask_again(request: HttpRequest) -> HttpResponse:
    """The case is not open in this browser any more: say so, and keep what was typed meanwhile."""
    response = _questions(request, OpenForm(), ended=True)
    cookie.take(request, response)
    return response


def damaged(request: HttpRequest) -> HttpResponse:
    """What the case says cannot be opened, though its key was right: nothing of it is shown, and it stays as it is."""
    return _questions(request, OpenForm(), damaged=True)


def _opened(request: HttpRequest, opened: opening.Opened) -> HttpResponse:
    """To the page of the case; or that page at once, when something typed before waits to be sent."""
    value = opening.remember(opened, timezone.localdate())
    unsent = _unsent(typed(request))
    if unsent:
        response = showing.page(request, opened, value, unsent=unsent)
    else:
        response = HttpResponseRedirect(reverse("casework:case"), status=303)
    if before := cookie.of(request):
        opening.forget(before)
    cookie.give(response, value)
    return response


def _questions(
    request: HttpRequest, form: OpenForm, errors: list[dict[str, Any]] | None = None, **said: object
) -> HttpResponse:
    unsent = _unsent(typed(request))
    context = {
        "form": form,
        "errors": errors or [],
        **crowded.unsent_context(unsent),
        **said,
        "readable": said.get("readable") or "readable" in typed(request),
    }
    return render(request, "pages/casework/open.html", context)


def _not_opened(form: OpenForm) -> list[dict[str, Any]]:
    """One answer for a wrong code, a wrong passphrase, too many tries, and cases that are closed or gone."""
    return [{"id": form["code"].auto_id, "label": "", "text": _("This code and passphrase do not open a case")}]


def _unsent(data: Mapping[str, str]) -> dict[str, str]:
    return {name: shown_again(data[name]) for name in UNSENT if data.get(name)}
