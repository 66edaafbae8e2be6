"""The desk's list of who asks to be listed and of what is said to be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hub.pagination import address, page_number
from trainers.joining import desks
from trainers.joining.choices import OPEN, Joining, JoiningKind, WrongHere, WrongWith
from trainers.models import Application, Remark

if TYPE_CHECKING:
    from accounts.models import User

ICON: Final = "user"
ROWS: Final = 50
# A remark that was seen to is still at hand for a while.
MOST_REMARKS: Final = 100


@require_safe
@cache_control(no_store=True)
def asking(request: HttpRequest) -> HttpResponse:
    """Who waits longest first; then what readers say is wrong. No name stands here: opening one is recorded."""
    mine = desks_of(request)
    stage = request.GET.get("stage", "open")
    wanted = OPEN if stage not in Joining.values else {stage}
    found = Application.objects.filter(desk__in=mine)
    total = found.filter(state__in=wanted).count()
    pages = max(1, -(-total // ROWS))
    page = min(page_number(request.GET.get("page")), pages)
    rows = found.filter(state__in=wanted).select_related("desk").defer("content", "talk", "verdict")
    context = {
        **shell(_("Asking to be listed"), {"url": "", "label": _("Asking to be listed")}),
        "counts": found.aggregate(**{state.value: Count("pk", filter=Q(state=state)) for state in Joining}),
        "stages": [("open", _("Waiting")), *((state.value, state.label) for state in Joining)],
        "stage": stage if stage in Joining.values else "open",
        "rows": [_row(row) for row in rows[(page - 1) * ROWS : page * ROWS]],
        "total": total,
        "page": page,
        "pages": pages,
        "previous_url": address(request.GET, page - 1) if page > 1 else "",
        "next_url": address(request.GET, page + 1) if page < pages else "",
        "remarks": [_remark(row) for row in _remarks(mine)],
    }
    return render(request, "trainers/admin/joining_list.html", context)


def desks_of(request: HttpRequest) -> list[int]:
    """The desks whose applications somebody reads. Raises PermissionDenied for who belongs to none."""
    found = list(desks.desks_of(user_of(request)).values_list("pk", flat=True))
    if not found:
        raise PermissionDenied
    return found


def user_of(request: HttpRequest) -> User:
    """Who is signed in; the admin lets nobody else in."""
    return cast("User", request.user)


def shell(title: str, *crumbs: dict[str, str]) -> dict[str, Any]:
    """What Wagtail's frame of a screen needs; the title says nothing of anybody."""
    return {"header_title": title, "header_icon": ICON, "breadcrumbs_items": list(crumbs)}


def _row(row: Application) -> dict[str, Any]:
    return {
        "url": reverse("joining_application", args=[row.pk]),
        "reference": str(row),
        "kind": JoiningKind(row.kind).label,
        "state": Joining(row.state).label,
        "desk": str(row.desk),
        "came_on": row.came_on,
        "days": (timezone.localdate() - row.came_on).days,
        "news": row.news and row.state in OPEN,
    }


def _remarks(mine: list[int]) -> list[Remark]:
    rows = Remark.objects.filter(desk__in=mine).select_related("desk").defer("text")
    return list(rows.order_by("done", "came_on", "pk")[:MOST_REMARKS])


def _remark(row: Remark) -> dict[str, Any]:
    return {
        "url": reverse("joining_remark", args=[row.pk]),
        "kind": WrongWith(row.kind).label,
        "entry": row.entry,
        "what": WrongHere(row.what).label,
        "came_on": row.came_on,
        "done": row.done,
    }
