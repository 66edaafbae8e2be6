"""The desk's screen of a trainer's vouching: how it stands, what can be done, and every change so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts import audit
from accounts.models import User as Account
from trainers import vouched, vouching
from trainers.choices import VouchedFor, VouchingAct, VouchingState
from trainers.forms.vouching import ReasonForm, VouchForm
from trainers.models import Trainer, Vouching

if TYPE_CHECKING:
    from accounts.models import User

DO: Final[dict[str, Callable[..., Vouching]]] = {
    VouchingAct.SUSPEND: vouching.suspend,
    VouchingAct.RESUME: vouching.resume,
    VouchingAct.WITHDRAW: vouching.withdraw,
}


@never_cache
@require_http_methods(["GET", "POST"])
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and change the vouching for a trainer; reading it is recorded, since it names who knows whom."""
    user = cast("User", request.user)
    if not user.has_perm("trainers.change_trainer"):
        audit.record(who=f"user:{user.pk}", act="vouching.read", what=f"trainer:{pk}", outcome=audit.Outcome.REFUSED)
        raise PermissionDenied
    trainer = get_object_or_404(Trainer, pk=pk)
    row, today = vouching.row_of(trainer), timezone.localdate()
    act = request.POST.get("act", "")
    vouch = VouchForm(request.POST if act == "vouch" else None, desks=vouching.desks_for(user), row=row, today=today)
    reason = ReasonForm(request.POST if act in DO else None)
    if request.method == "POST" and _done(request, trainer, act, vouch, reason):
        return redirect("directory_vouching", pk=pk)
    audit.record(who=f"user:{user.pk}", act="vouching.read", what=f"trainer:{pk}")
    return render(request, "trainers/admin/vouching.html", _context(trainer, row, vouch, reason, user))


def _done(request: HttpRequest, trainer: Trainer, act: str, vouch: VouchForm, reason: ReasonForm) -> bool:
    user, today = cast("User", request.user), timezone.localdate()
    form: Any = reason if act in DO else vouch
    if (act != "vouch" and act not in DO) or not form.is_valid():
        return False
    try:
        if act == "vouch":
            vouching.vouch(trainer, by=user, today=today, **form.cleaned_data)
        else:
            DO[act](trainer, by=user, reason=form.cleaned_data["reason"], today=today)
    except vouching.Refused as refusal:
        form.add_error(refusal.field, refusal.sentence)
        return False
    messages.success(request, _("Saved. It holds from now on."))
    return True


def _context(
    trainer: Trainer, row: Vouching | None, vouch: VouchForm, reason: ReasonForm, user: User
) -> dict[str, Any]:
    state = vouching.state_of(row, timezone.localdate())
    mine = row is None or vouching.may(user, row.desk)
    acts = [act for act in DO if vouched.may_follow(state, VouchingAct(act))] if mine else []
    return {
        **shell(_("Vouching")),
        "trainer": trainer,
        "sheet_url": reverse("directory_trainer_sheet", args=[trainer.pk]),
        **about(row),
        "mine": mine,
        # Whether one's own desks may vouch now: nobody else does.
        "free": mine or not vouched.may_follow(state, VouchingAct.RENEW),
        "can_vouch": vouching.desks_for(user).exists(),
        "acts": [(act, _said(act)) for act in acts],
        "again": row is not None,
        "vouch": vouch,
        "reason": reason,
        "changes": _changes(trainer),
    }


def shell(title: str) -> dict[str, Any]:
    """What Wagtail's frame of a screen needs; the title says nothing of anybody."""
    return {"header_title": title, "header_icon": "user", "breadcrumbs_items": [{"url": "", "label": title}]}


def about(row: Vouching | None) -> dict[str, Any]:
    """How a vouching stands, in words."""
    state = vouching.state_of(row, timezone.localdate())
    return {
        "state": state,
        "state_word": VouchingState(state).label,
        "row": row,
        "for_what": [VouchedFor(each).label for each in row.for_what] if row else [],
    }


def _said(act: str) -> str:
    if act == VouchingAct.SUSPEND:
        return _("Suspend")
    return _("Put in force again") if act == VouchingAct.RESUME else _("Withdraw")


def _changes(trainer: Trainer) -> list[dict[str, Any]]:
    rows = list(trainer.vouching_changes.select_related("desk").order_by("-number"))
    keys = {int(each.who.removeprefix("user:")) for each in rows if each.who.startswith("user:")}
    names = {f"user:{user.pk}": str(user) for user in Account.objects.filter(pk__in=keys)}
    return [
        {
            "on": each.on,
            "who": names.get(each.who, _("This site") if each.who == audit.SYSTEM else _("An account that is gone")),
            "act": each.get_act_display(),
            "before": each.get_before_display(),
            "after": each.get_after_display(),
            "desk": each.desk,
            "until": each.until,
            "reason": each.reason,
        }
        for each in rows
    ]
