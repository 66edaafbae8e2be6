"""A match of a case read again as it was, from its seal, beside what is different now."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from casework import desk_work, matching_runs
from casework.desk import fitting
from casework.desk.listing import reference, refused, shell
from casework.matching_runs import CannotMatch
from casework.models import Case
from casework.runs import Difference, Run, difference
from casework.standing import desks_of
from hub.wording import listed
from trainers.sentences.filling import words_now

if TYPE_CHECKING:
    from accounts.models import User


# Not HEAD: to read a match again is to open the case, which is counted.
@require_http_methods(["GET"])
@cache_control(no_store=True)
def replay(request: HttpRequest, case_id: UUID, number: int) -> HttpResponse:
    """A kept match of a case of one's own desk; each opening is recorded as one of the case."""
    user, today = cast("User", request.user), timezone.localdate()
    try:
        found = desk_work.read(user, case_id, today)
    except desk_work.NotAllowed as refusal:
        if refusal.reason == "unknown" or not Case.objects.filter(pk=case_id, desk__in=desks_of(user)).exists():
            raise Http404 from refusal
        return refused(request, refusal.reason)
    then = matching_runs.kept(case_id, number)
    if then is None:
        raise Http404
    return render(request, "casework/desk/run.html", _context(found, then, today))


def _context(found: desk_work.DeskCase, then: Run, today: dt.date) -> dict[str, Any]:
    reader, known = words_now(), fitting.known()
    case = reverse("desk_case", args=[found.row.id])
    crumbs = [
        {"url": reverse("desk_queue"), "label": _("Cases")},
        {"url": case, "label": _("Case")},
        {"url": "", "label": _("Who fitted")},
    ]
    return {
        **shell(_("Who fitted"), *crumbs),
        "reference": reference(found.row.id),
        "case_url": case,
        "on": then.on,
        "weights_number": then.weights_number,
        "fit": {**fitting.drawn(then, reader, known, found.need.wishes), "past": True},
        "now": _now(found.row.id, then, today),
    }


def _now(case_id: UUID, then: Run, today: dt.date) -> dict[str, Any] | None:
    """What is different now; nothing where trainers cannot be looked for any more."""
    try:
        now = matching_runs.again(case_id, then, today)
    except CannotMatch:
        return None
    found = difference(then, now)
    return {"same": not found, "weights_number": now.weights_number, **_said(found)}


def _said(found: Difference) -> dict[str, Any]:
    return {
        "asked": found.asked,
        "weights": found.weights,
        "gone": listed(found.gone) if found.gone else "",
        "new": listed(found.new) if found.new else "",
        "moved": found.moved,
    }
