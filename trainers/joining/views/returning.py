"""Coming back with the code; whatever opens nothing is answered alike."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hub import limits
from hub.busy import Busy, told
from hub.failures import csrf_failure
from hub.limits import Act
from hub.origin import is_foreign
from hub.sealing import CannotBeOpened
from hub.travelling import Lost
from hub.typed import typed
from trainers.joining import returning
from trainers.joining.forms import AnswerForm, CodeForm
from trainers.joining.journey import FIRST
from trainers.joining.views import pages, state
from trainers.joining.views.asking import journey_of
from trainers.models import Application


# Without a token, which would need a cookie: what is done here is done with the code or with what it opened.
@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: HttpRequest) -> HttpResponse:
    """Ask for the code, open what it belongs to, and do what its page offers."""
    if request.method != "POST":
        return _ask(request, CodeForm())
    if is_foreign(request):
        return csrf_failure(request)
    data = typed(request)
    try:
        limits.admit(request, Act.RETURNING)
        return _act(request, data) if "ticket" in data else _open(request, CodeForm(data))
    except Busy as busy:
        return told(_ask(request, CodeForm(), busy=True), busy)
    except (CannotBeOpened, KeyError):
        return _ask(request, CodeForm(), damaged=True)


def _open(request: HttpRequest, form: CodeForm) -> HttpResponse:
    if not form.is_valid():
        return _ask(request, form, errors=form.faults())
    row = returning.find(form.cleaned_data["code"])
    if row is None:
        # One answer for a wrong code, and for what was taken back or is gone.
        text = _("This code opens nothing. A sign may be mistyped, or it was taken back, or its time is over")
        return _ask(request, form, errors=[{"id": form["code"].auto_id, "label": "", "text": text}])
    return state.page(request, row)


def _act(request: HttpRequest, data: QueryDict) -> HttpResponse:
    try:
        row = returning.opened(str(data["ticket"]))
    except Lost:
        return _ask(request, CodeForm(), ended=True)
    if row is None:
        return _ask(request, CodeForm(), ended=True)
    to = data.get("to", "")
    if to == "answer":
        return _answer(request, row, data)
    if to == "correct" and returning.may_correct(row):
        return pages.step(request, journey_of(returning.luggage(row)), FIRST)
    if to == "erase":
        returning.withdraw(row)
        return render(request, "pages/trainers/join_gone.html", {"languages": []})
    return state.page(request, row, sure=to == "withdraw")


def _answer(request: HttpRequest, row: Application, data: QueryDict) -> HttpResponse:
    form = AnswerForm(data)
    if not form.is_valid():
        return state.page(request, row, form=form)
    returning.answer(row, form.cleaned_data["answer"], timezone.localdate())
    again = returning.opened(str(data["ticket"]))
    return state.page(request, again, said="answered") if again else _ask(request, CodeForm(), ended=True)


def _ask(request: HttpRequest, form: CodeForm, **said: object) -> HttpResponse:
    context = {
        "action": reverse("trainers:join_back"),
        "code": form.typed(),
        "field": form["code"],
        "faults": form.errors.get("code", []) if form.is_bound else [],
        **said,
    }
    return render(request, "pages/trainers/join_back.html", context)
