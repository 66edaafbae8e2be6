"""“I need help now”: three questions on three pages, then first steps and who answers. Nothing is stored."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from casework import first_help
from casework.first_help import Asked, Place
from casework.views import first_steps, help_questions
from casework.views.typed import typed
from hub import limits
from hub.busy import Busy, told
from hub.failures import csrf_failure
from hub.limits import Act
from hub.origin import is_foreign
from vocabulary import places, tongues

# The form that carries the answers, to another language too.
FORM_ID: Final = "help"


# The questions act for nobody and change nothing, so that they need no cookie to be safe; answers from elsewhere
# are refused all the same, lest a foreign page show somebody in danger what it chose.
@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def help_now(request: HttpRequest) -> HttpResponse:
    """Ask the next question, or answer; answers travel by POST and are in no address, cookie or log."""
    if request.method != "POST":
        return _question(request, Place(Asked(), first_help.QUESTIONS[0], refused=False))
    if is_foreign(request):
        return csrf_failure(request)
    place = first_help.stand(
        {name: str(value) for name, value in typed(request).items()}, frozenset(places.countries()), tongues.is_tag
    )
    if place.question:
        return _question(request, place)
    context = {**_around(place.asked), "switch": {"form": FORM_ID}}
    try:
        limits.admit(request, Act.HELP)
    except Busy as busy:
        return told(render(request, "pages/casework/help_busy.html", context), busy)
    context |= first_steps.context(place.asked, _reader(), timezone.now())
    return render(request, "pages/casework/help_steps.html", context)


def _question(request: HttpRequest, place: Place) -> HttpResponse:
    name = place.question or first_help.QUESTIONS[0]
    asked = place.asked.without(name)
    switch = {"form": FORM_ID, "name": "ask", "value": name}
    context = {**_around(asked), "switch": switch, **help_questions.QUESTIONS[name](place, _reader())}
    return render(request, f"pages/casework/help_{name}.html", context)


def _around(asked: Asked) -> dict[str, Any]:
    return {
        "action": reverse("casework:help_now"),
        "answers": [{"name": name, "value": value} for name, value in asked.answers().items()],
        "skipped": [{"name": name, "value": first_help.SKIPPED[name]} for name in first_help.QUESTIONS],
    }


def _reader() -> str:
    return get_language() or "en"
