"""The desk's screens of wished changes: who waits, and each trainer's wishes beside what stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from accounts import audit
from hub.templatetags.hub import number
from trainers import contradictions, vouched, vouching
from trainers.choices import Standing
from trainers.models import Trainer, Vouching
from trainers.own import applying, fields, labels, pages, wishes
from trainers.own.saying import say
from trainers.views.vouching import shell

if TYPE_CHECKING:
    from accounts.models import User

MOST = 200


@never_cache
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Vouchings that end soon, and trainers who wait: of one's own desks, the nearest first."""
    user, today = _desk_worker(request), timezone.localdate()
    found: dict[Trainer, list[Any]] = {}
    for wish in wishes.for_review(user).defer("wished", "before", "reason").order_by("on")[:MOST]:
        found.setdefault(wish.trainer, []).append(wish)
    context = {
        **shell(_("What waits in the directory")),
        "ending": [
            {"trainer": row.trainer, "until": row.until, "desk": row.desk, "days": (row.until - today).days}
            for row in ending(user)[:MOST]
        ],
        "asking": [{"trainer": trainer, "on": rows[0].on, "many": len(rows)} for trainer, rows in found.items()],
    }
    return render(request, "trainers/admin/waiting.html", context)


def ending(user: User) -> Any:
    """Vouchings of one's own desks that end within a month."""
    today = timezone.localdate()
    rows = Vouching.objects.filter(standing=Standing.VOUCHED, until__range=(today, today + vouched.SOON))
    return rows.filter(desk__in=vouching.desks_for(user)).select_related("trainer", "desk").order_by("until")


@never_cache
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One trainer's wishes, now and wished side by side; accept or refuse each or all."""
    user, trainer = _desk_worker(request), get_object_or_404(Trainer, pk=pk)
    rows = list(wishes.for_review(user).filter(trainer=trainer))
    if not rows:
        if request.method == "POST":
            messages.error(request, _("Somebody has decided or changed this meanwhile. Look again."))
            return redirect("directory_waiting")
        raise Http404
    fault = ""
    if request.method == "POST":
        try:
            return _decided(request, trainer, user)
        except wishes.Refused as refusal:
            fault = str(refusal.sentence)
    audit.record(who=f"user:{user.pk}", act="profile.wishes-read", what=f"trainer:{pk}")
    return render(request, "trainers/admin/review.html", {**_context(trainer, rows), "fault": fault})


def _decided(request: HttpRequest, trainer: Trainer, user: User) -> HttpResponse:
    accept, chosen = request.POST.get("act") == "accept", request.POST.getlist("wish")
    if not chosen:
        raise wishes.Refused(_("Tick at least one change."))
    many = wishes.decide(
        trainer,
        [each for each in chosen if wishes.is_id(each)],
        accept=accept,
        reason=request.POST.get("reason", "")[:1000],
        by=user,
        today=timezone.localdate(),
    )
    if accept:
        said = ngettext("%(many)s change holds from now on.", "%(many)s changes hold from now on.", many)
    else:
        said = ngettext("%(many)s change was not accepted.", "%(many)s changes were not accepted.", many)
    messages.success(request, said % {"many": number(many)})
    left = wishes.for_review(user).filter(trainer=trainer).exists()
    return redirect("directory_review", pk=trainer.pk) if left else redirect("directory_waiting")


def _context(trainer: Trainer, rows: list[Any]) -> dict[str, Any]:
    record, words = applying.record_of(trainer), pages.words()
    as_wished = record
    for row in rows:
        as_wished = fields.put(as_wished, row.field, row.wished)
    return {
        **shell(_("Wished changes")),
        "trainer": trainer,
        "sheet_url": reverse("directory_trainer_sheet", args=[trainer.pk]),
        "wishes": [
            {
                "id": str(row.pk),
                "label": labels.label(row.field),
                "on": row.on,
                "now": say(row.field, fields.value(record, row.field), words),
                "wished": say(row.field, row.wished, words),
                "moved": row.before != fields.value(record, row.field),
            }
            for row in rows
        ],
        "contradictions": contradictions.of(as_wished, timezone.localdate(), words),
    }


def _desk_worker(request: HttpRequest) -> User:
    user = cast("User", request.user)
    if not user.has_perm("trainers.change_trainer"):
        raise PermissionDenied
    return user
