"""Asking for training: four steps, the trainers who fit, sending, and keeping the code.

Until “send” nothing is stored: no row, no cookie, no line in a log. What was typed travels in the page itself.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from casework import sending, travelling
from casework.forms.journey import WISHES, Journey, number_of
from casework.forms.steps import FIRST, LAST, STEPS, Asking
from casework.routing import NoDesk
from casework.travelling import Expired, Given, Lost, Luggage
from casework.views import asked_pages as pages
from casework.views.typed import typed
from hub import languages, limits
from hub.busy import Busy, told
from hub.failures import csrf_failure
from hub.limits import Act
from hub.origin import is_foreign
from trainers.sentences.filling import words_now
from vocabulary import store
from vocabulary.models import Scheme

# Questions of “Who fits us?” that are asked here under another name.
MOST_BROUGHT: Final = 20
LONGEST_BROUGHT: Final = 80
OTHER_NAMES: Final = {"risk": "risk_level", "trainer": WISHES}


# The form acts for nobody, so that it needs no cookie to be safe; what another site sends is refused all the same,
# lest a foreign page send a request in somebody's name.
@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """One address for every step, since an address must not tell how far somebody is."""
    if request.method != "POST":
        return pages.step(request, _journey(Luggage()), FIRST)
    if is_foreign(request):
        return csrf_failure(request)
    data = typed(request)
    if "travel" not in data:
        return pages.step(request, _journey(Luggage(given=_brought(data))), FIRST)
    number = number_of(data.get("step", ""))
    try:
        luggage = travelling.opened(data.get("travel", ""))
    except Lost as lost:
        return _begin_again(request, number, data, lost)
    if "receipt" in data:
        return _confirm(request, _journey(luggage), data)
    return _go(request, _journey(luggage).with_typed(number, data), number, data.get("to", ""))


def _go(request: HttpRequest, journey: Journey, number: int, to: str) -> HttpResponse:
    """Where a button leads; whatever is no button of ours is “continue”."""
    if to == "back":
        return pages.step(request, journey, max(number - 1, FIRST), instead=number)
    if to.startswith("step-"):
        return pages.step(request, journey, min(number_of(to.removeprefix("step-")), LAST), instead=number)
    if number <= LAST and not journey.step(number).is_valid():
        return pages.step(request, journey, number, with_faults=True)
    if number < LAST:
        return pages.step(request, journey, number + 1, instead=number)
    if (missing := journey.unanswered) is not None:
        return pages.step(request, journey, missing, with_faults=True)
    if to != "send" or pages.unknown_wishes(journey):
        return _matches(request, journey)
    return _send(request, journey)


def _matches(request: HttpRequest, journey: Journey, *, busy: int = 0) -> HttpResponse:
    """Who fits; where too many ask for that, the last step once more, which costs little."""
    try:
        limits.admit(request, Act.MATCHING)
    except Busy as crowded:
        return told(pages.step(request, journey, LAST, lost="busy"), crowded)
    return pages.matches(request, journey, busy=busy)


def _send(request: HttpRequest, journey: Journey) -> HttpResponse:
    language, today = get_language() or languages.DEFAULT.code, journey.asking.today
    try:
        limits.admit(request, Act.SENDING)
        sent = sending.send(journey.answers(), token=journey.luggage.token, language=language, today=today)
    except Busy as busy:
        return told(_matches(request, journey, busy=busy.retry_after), busy)
    except NoDesk:
        return pages.matches(request, journey)
    except sending.AlreadyConfirmed:
        return redirect("casework:kept")
    return pages.code(request, journey, sent, language)


def _confirm(request: HttpRequest, journey: Journey, data: QueryDict) -> HttpResponse:
    if "kept" not in data:
        return pages.not_kept(request, journey, data.get("receipt", ""), shut=False)
    if not sending.confirm(journey.luggage.token, journey.asking.today, data.get("receipt", "")):
        return pages.not_kept(request, journey, data.get("receipt", ""), shut=True)
    return HttpResponseRedirect(reverse("casework:kept"), status=303)


def _begin_again(request: HttpRequest, number: int, data: QueryDict, lost: Lost) -> HttpResponse:
    """The sealed answers are gone; what was typed on this very page is kept."""
    journey, here = _journey(Luggage()), number if number <= LAST else FIRST
    if number <= LAST:
        journey = journey.with_typed(number, data)
    why = "old" if isinstance(lost, Expired) else "forged"
    return pages.step(request, journey, here, with_faults=number <= LAST, lost=why)


def _journey(luggage: Luggage) -> Journey:
    codes = {str(scheme): store.codes(scheme) for scheme in (Scheme.TOPIC, Scheme.AT_RISK_GROUP)}
    return Journey(luggage, Asking(words_now(), codes, timezone.localdate()))


def _brought(data: QueryDict) -> Given:
    """Answers of “Who fits us?”, or the trainer whose page somebody comes from."""
    asked_here = {WISHES, *(name for step in STEPS.values() for name in step.base_fields)}
    named = {OTHER_NAMES.get(name, name): data.getlist(name)[:MOST_BROUGHT] for name in data}
    return {
        name: tuple(value[:LONGEST_BROUGHT] for value in values) for name, values in named.items() if name in asked_here
    }
