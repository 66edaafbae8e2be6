"""Asking to be listed: short steps, a look at it all, sending, and the code.

Until “send” nothing is stored: no row, no cookie, no line in a log. What was typed travels in the page itself.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hub import languages, limits, travelling
from hub.busy import Busy, told
from hub.failures import csrf_failure
from hub.limits import Act
from hub.origin import is_foreign
from hub.travelling import Expired, Lost, Luggage
from hub.typed import typed
from trainers.joining import sending
from trainers.joining.desks import NoDesk
from trainers.joining.journey import FIRST, PURPOSE, Journey, number_of
from trainers.joining.steps import Asking
from trainers.joining.views import pages, state
from trainers.sentences.filling import words_now
from vocabulary import store
from vocabulary.models import Scheme

SCHEMES = (Scheme.TOPIC, Scheme.AT_RISK_GROUP, Scheme.SERVICE)


# The form acts for nobody, so that it needs no cookie to be safe; what another site sends is refused all the same.
@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """One address for every step, since an address must not tell how far somebody is."""
    if request.method != "POST":
        return pages.step(request, journey_of(Luggage()), FIRST)
    if is_foreign(request):
        return csrf_failure(request)
    data = typed(request)
    try:
        journey = journey_of(travelling.opened(data.get("travel", ""), PURPOSE))
    except Lost as lost:
        return _begin_again(request, data, lost)
    number = number_of(data.get("step", ""), journey.last)
    if number <= journey.last:
        journey = journey.with_typed(number, data)
    return _go(request, journey, number, data.get("to", ""))


def journey_of(luggage: Luggage) -> Journey:
    """The answers so far, with what the questions need to know."""
    codes = {str(scheme): store.codes(scheme) for scheme in SCHEMES}
    return Journey(luggage, Asking(words_now(), codes, timezone.localdate()))


def _go(request: HttpRequest, journey: Journey, number: int, to: str) -> HttpResponse:
    """Where a button leads; whatever is no button of ours is “continue”."""
    here = min(number, journey.last)
    if to == "back":
        return pages.step(request, journey, max(number - 1, FIRST), instead=here)
    if to.startswith("step-"):
        wanted = min(number_of(to.removeprefix("step-"), journey.last), journey.last)
        return pages.step(request, journey, wanted, instead=here)
    if number <= journey.last and not journey.step(number).is_valid():
        return pages.step(request, journey, number, with_faults=True)
    if number < journey.last:
        return pages.step(request, journey, number + 1, instead=number)
    if (missing := journey.unanswered) is not None:
        return pages.step(request, journey, missing, with_faults=True)
    return _send(request, journey) if to == "send" else pages.look(request, journey)


def _send(request: HttpRequest, journey: Journey) -> HttpResponse:
    language, today = get_language() or languages.DEFAULT.code, journey.asking.today
    try:
        limits.admit(request, Act.JOINING)
        if journey.corrects:
            return state.page(request, sending.correct(journey, today), said="corrected")
        sent = sending.send(journey, language=language, today=today)
    except Busy as busy:
        return told(pages.look(request, journey, busy=True), busy)
    except NoDesk:
        return pages.look(request, journey)
    except (sending.AlreadySent, sending.Decided):
        return redirect("trainers:join_back")
    return pages.code(request, sent)


def _begin_again(request: HttpRequest, data: QueryDict, lost: Lost) -> HttpResponse:
    """The sealed answers are gone; what was typed on this very page is kept."""
    journey = journey_of(Luggage(given={"kind": tuple(data.getlist("kind"))}))
    if "step" not in data:
        return pages.step(request, journey, FIRST)
    # What a later page asks depends on the answers that are gone: only the first can stand alone.
    journey = journey.with_typed(FIRST, data)
    why = "old" if isinstance(lost, Expired) else "forged"
    return pages.step(request, journey, FIRST, with_faults="name" in data, lost=why)
