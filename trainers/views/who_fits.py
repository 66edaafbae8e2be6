"""“Who fits us?”: a few questions, then the trainers who fit, with reasons. Nothing is stored."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hub import limits
from hub.busy import Busy, told
from hub.limits import Act
from hub.origin import is_foreign
from trainers import answers
from trainers.forms import drawing
from trainers.forms.who_fits import WhoFitsForm
from trainers.sentences.filling import words_now
from trainers.views import fitting
from vocabulary import store
from vocabulary.models import Scheme


# The form acts for nobody and changes nothing, so that it needs no cookie to be safe; answers from
# elsewhere are refused all the same, lest a foreign page show a reader results that it chose.
@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def who_fits(request: HttpRequest) -> HttpResponse:
    """Ask, or answer; an answer travels by POST and is in no address, cookie or log."""
    if request.method != "POST":
        return _questions(request, _form(None))
    if is_foreign(request):
        raise PermissionDenied
    form = _form(request.POST)
    if "change" in request.POST:
        return _questions(request, form)
    if not form.is_valid():
        return _questions(request, form, drawing.errors(form))
    try:
        limits.admit(request, Act.MATCHING)
    except Busy as busy:
        return told(_questions(request, form, busy=True), busy)
    return _matches(request, form)


def _form(data: QueryDict | None) -> WhoFitsForm:
    known = {str(scheme): store.codes(scheme) for scheme in (Scheme.TOPIC, Scheme.AT_RISK_GROUP)}
    return WhoFitsForm(data, words_now(), known)


def _questions(
    request: HttpRequest, form: WhoFitsForm, errors: list[drawing.Drawn] | None = None, *, busy: bool = False
) -> HttpResponse:
    fields = drawing.fields(form, store.broader(Scheme.TOPIC))
    if not errors:
        fields = [{**field, "errors": []} for field in fields]
    context = {
        "action": reverse("trainers:who_fits"),
        "fields": fields,
        "errors": errors or [],
        "private": request.method == "POST",
        "busy": busy,
    }
    return render(request, "pages/trainers/who_fits.html", context)


def _matches(request: HttpRequest, form: WhoFitsForm) -> HttpResponse:
    today = timezone.localdate()
    asked = answers.asked(form.as_request(today), today)
    if asked.need is None:
        raise ValueError("the form let through what a request may not say")
    outcome = answers.public_outcome(asked.need, today)
    context: dict[str, Any] = {
        **fitting.context(outcome, asked.need, form.words),
        "action": reverse("trainers:who_fits"),
        "answers": drawing.answers(form),
        "directory_url": reverse("trainers:directory"),
    }
    return render(request, "pages/trainers/matches.html", context)
