"""The directory, opened from a case that its desk has marked: never stored, each opening kept with the case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from casework import cookie, opening
from casework.vetted import drawing, openings
from casework.views import returning

Context = dict[str, Any]
PAGES: Final = "pages/casework/"


# Not HEAD: each answer is an opening that is kept.
@require_http_methods(["GET"])
@cache_control(no_store=True)
def directory(request: HttpRequest) -> HttpResponse:
    """Trainers, with filters, as vetted organisations see them."""
    return _answer(request, openings.DIRECTORY, lambda _today: drawing.directory(request.GET), "vetted_directory.html")


@require_http_methods(["GET"])
@cache_control(no_store=True)
def trainer(request: HttpRequest, public_id: str) -> HttpResponse:
    """One trainer."""
    return _answer(
        request, f"trainer:{public_id}", lambda today: drawing.trainer(public_id, today), "vetted_trainer.html"
    )


@require_http_methods(["GET"])
@cache_control(no_store=True)
def organisation(request: HttpRequest, public_id: str) -> HttpResponse:
    """One organisation with its trainers."""
    what, page = f"organisation:{public_id}", "vetted_organisation.html"
    return _answer(request, what, lambda today: drawing.organisation(public_id, today), page)


def _answer(request: HttpRequest, what: str, draw: Callable[[dt.date], Context | None], page: str) -> HttpResponse:
    value, today = cookie.of(request), timezone.localdate()
    opened = opening.recall(value, today) if value else None
    if opened is None:
        return returning.ask_again(request) if value else redirect("casework:open")
    try:
        openings.record(opened, what, today)
    except openings.NotVetted:
        return redirect("casework:case")
    except openings.EnoughForToday:
        return render(request, f"{PAGES}vetted_enough.html", status=429)
    context = draw(today)
    if context is None:
        raise Http404
    return render(request, f"{PAGES}{page}", {**context, "desk": opened.case.desk.name})
