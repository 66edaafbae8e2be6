"""The queue of somebody's desks: what needs an answer first, in as few queries with many cases as with none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, cast

from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from casework import clocks, desk_work, words
from casework.desk.forms import OPEN, StageForm
from casework.queue import ROWS
from casework.standing import desks_of
from casework.states import ACTIVE, WAITING, State, Urgency
from hub.pagination import address, page_number
from trainers.models import Desk, DeskMember

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User

ICON: Final = "mail"


@require_safe
@cache_control(no_store=True)
def queue(request: HttpRequest) -> HttpResponse:
    """The cases of one's own desks; who belongs to no desk is told so."""
    user, today = cast("User", request.user), timezone.localdate()
    desks = list(_counted(user, today))
    if not desks:
        return refused(request, "no_desk")
    form = StageForm(request.GET)
    only = form.state()
    total = sum(getattr(desk, f"are_{only or OPEN}") for desk in desks)
    pages = max(1, -(-total // ROWS))
    page = min(page_number(request.GET.get("page")), pages)
    rows = desk_work.queue(user, today, page=page, only=only)
    context = {
        **shell(_("Cases"), {"url": "", "label": _("Cases")}),
        "desks": desks,
        "sums": {name: sum(getattr(desk, f"are_{name}") for desk in desks) for name in SUMS},
        "form": form if form.is_valid() else StageForm({}),
        "rows": [_row(row, today) for row in rows],
        "total": total,
        "several": len(desks) > 1,
        "page": page,
        "pages": pages,
        "previous_url": address(request.GET, page - 1) if page > 1 else "",
        "next_url": address(request.GET, page + 1) if page < pages else "",
    }
    return render(request, "casework/desk/queue.html", context)


def shell(title: str, *crumbs: dict[str, str]) -> dict[str, Any]:
    """What Wagtail's frame of a screen needs; the title says nothing of a case."""
    return {"header_title": title, "header_icon": ICON, "breadcrumbs_items": list(crumbs)}


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """A plain page that says why not."""
    crumbs = [{"url": reverse("desk_queue"), "label": _("Cases")}, {"url": "", "label": _("Refused")}]
    context = {**shell(_("Cases"), *crumbs), "sentence": words.reason(reason)}
    return render(request, "casework/desk/refused.html", context, status=403)


def reference(case_id: UUID) -> str:
    """What coordinators call a case among themselves: the beginning of its address, nothing of its code."""
    return str(case_id)[:8]


OPEN_CASES: Final = Q(cases__state__in=ACTIVE)
SUMS: Final = (OPEN, "urgent", "late", "free")


def _counted(user: User, today: dt.date) -> Iterable[Desk]:
    """Somebody's desks, each with the numbers of its cases, in one query."""
    active = DeskMember.objects.filter(user__is_active=True)
    attending = active.filter(desk=OuterRef("pk"), user=OuterRef("cases__coordinator"))
    states = {f"are_{state}": Count("cases", filter=Q(cases__state=state)) for state in (*ACTIVE, State.CLOSED)}
    return desks_of(user).annotate(
        are_open=Count("cases", filter=OPEN_CASES),
        are_urgent=Count("cases", filter=OPEN_CASES & Q(cases__urgency=Urgency.URGENT)),
        are_late=Count("cases", filter=Q(cases__state__in=WAITING, cases__answer_by__lt=today)),
        are_free=Count("cases", filter=OPEN_CASES & Q(~Exists(attending))),
        **states,
    )


def _row(row: desk_work.QueueRow, today: dt.date) -> dict[str, Any]:
    return {
        "url": reverse("desk_case", args=[row.id]),
        "reference": reference(row.id),
        "urgency": row.urgency.value,
        "urgency_word": words.URGENCIES[row.urgency],
        "clock": words.time_left(row.left) if row.left else "",
        "late": bool(row.left and row.left.over),
        "stage": words.STATES_IN_SHORT[row.state],
        "came": words.AGO[clocks.ago(row.received_on, today)],
        "desk": str(row.desk),
        "coordinator": row.coordinator_name,
        "new_messages": row.new_messages,
        "contact_changed": row.contact_changed,
        "proposal_news": row.proposal_news,
    }
