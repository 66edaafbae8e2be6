"""What a desk sees of a trainer's own profile: the link it makes, shown once, and what was changed or is wished."""

from __future__ import annotations

import base64
import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

import qrcode
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from qrcode.image.svg import SvgPathFillImage
from wagtail.admin import messages

from hub import languages, one_time
from trainers import contradictions, vouching
from trainers.models import Trainer
from trainers.own import applying, labels, links, pages, wishes
from trainers.views.vouching import shell

if TYPE_CHECKING:
    from accounts.models import User


@never_cache
@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link and show it this once, or withdraw the open one."""
    user, trainer = cast("User", request.user), get_object_or_404(Trainer, pk=pk)
    if not may(user, trainer):
        raise PermissionDenied
    if request.POST.get("act") == "withdraw":
        links.withdraw(trainer, user, timezone.now())
        messages.success(request, _("The link opens nothing any more."))
        return redirect("directory_trainer_sheet", pk=pk)
    address = _address(request.POST.get("language", ""), links.make(trainer, user, timezone.now()))
    context = {
        **shell(_("A link for this person")),
        "trainer": trainer,
        "sheet_url": reverse("directory_trainer_sheet", args=[pk]),
        "address": address,
        "picture": _picture(address),
        "ends_at": timezone.now() + one_time.LONGEST_LIFE,
    }
    return render(request, "trainers/admin/own_link.html", context)


def may(user: User, trainer: Trainer) -> bool:
    """Whether somebody may let a trainer in: the desk that vouches or the central unit; any desk where none does."""
    if not user.has_perm("trainers.change_trainer"):
        return False
    row = vouching.row_of(trainer)
    return vouching.may(user, row.desk) if row else vouching.desks_for(user).exists()


def beside_the_sheet(trainer: Trainer, user: User, today: dt.date) -> dict[str, Any]:
    """What stands above a trainer's sheet."""
    pause = getattr(trainer, "pause", None)
    now = timezone.now()
    words = pages.words()
    return {
        "contradictions": contradictions.of(applying.record_of(trainer), today, words),
        "paused_until": pause.back_on if pause and pause.back_on > today else None,
        "links": [{"row": row, "state": links.standing(row, now)} for row in trainer.profile_links.all()[:5]],
        "link_open": trainer.profile_links.filter(links.OPEN, ends_at__gt=now).exists()
        or trainer.profile_sittings.filter(ends_at__gt=now).exists(),
        "may_link": may(user, trainer),
        "languages": [(each.code, each.endonym) for each in languages.TABLE if each.catalogue],
        "waiting": trainer.wishes.filter(state="waiting").count(),
        "done_themselves": [
            {"on": on, "labels": words.listed(labels.label(field) for field in changed)}
            for on, changed in wishes.done_themselves(trainer).items()
        ][:5],
    }


def _address(language: str, token: str) -> str:
    known = language if language in languages.BY_CODE else languages.DEFAULT.code
    with translation.override(known):
        return f"{settings.HUB_URL}{reverse('trainers:own')}?key={token}"


def _picture(address: str) -> str:
    """The address as a picture for a telephone's camera, in the page itself: it is drawn and kept nowhere else."""
    drawn = BytesIO()
    qrcode.make(address, image_factory=SvgPathFillImage, border=4, box_size=8).save(drawn)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.getvalue()).decode()}"
