"""One remark at its desk: what is said to be wrong, and that somebody has seen to it. Opening it is recorded."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from hub.sealing import CannotBeOpened
from trainers.joining import deciding
from trainers.joining.choices import WrongHere, WrongWith
from trainers.joining.views.desk import shell, user_of
from trainers.models import Desk, Organisation, Remark, Trainer

ENTRIES = {WrongWith.TRAINER: Trainer, WrongWith.ORGANISATION: Organisation, WrongWith.DESK: Desk}


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def remark(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read it; note that it was seen to, or is to be seen to again."""
    try:
        row = deciding.remark(user_of(request), pk)
    except deciding.NotYours as reason:
        raise PermissionDenied from reason
    if row is None:
        raise Http404
    if request.method == "POST":
        done = request.POST.get("done") == "1"
        deciding.see_to(user_of(request), row, done=done, today=timezone.localdate())
        messages.success(request, _("Noted as seen to.") if done else _("It is on the list again."))
        return redirect("joining")
    return _page(request, row)


def _page(request: HttpRequest, row: Remark) -> HttpResponse:
    crumbs = [{"url": reverse("joining"), "label": _("Asking to be listed")}, {"url": "", "label": str(row)}]
    entry = ENTRIES[WrongWith(row.kind)].objects.filter(public_id=row.entry).first()
    try:
        text, damaged = row.text, False
    except CannotBeOpened:
        text, damaged = "", True
    context = {
        **shell(_("Said to be wrong"), *crumbs),
        "row": row,
        "kind": WrongWith(row.kind).label,
        "what": WrongHere(row.what).label,
        "text": text,
        "damaged": damaged,
        "entry": entry,
        "entry_url": reverse(f"wagtailsnippets_trainers_{row.kind}:edit", args=[entry.pk]) if entry else "",
    }
    return render(request, "trainers/admin/joining_remark.html", context)
