"""The desk's sheets in the admin; each opening and each change is recorded."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from accounts import audit
from trainers import vouching
from trainers.models import Organisation, Trainer
from trainers.own import desk
from trainers.sheets import OrganisationSheet, TrainerSheet
from trainers.views.vouching import about

SHEETS: dict[str, tuple[Any, Any]] = {
    "trainer": (Trainer, TrainerSheet),
    "organisation": (Organisation, OrganisationSheet),
}


@never_cache
def sheet(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Show and save what only the desk may read of an entry."""
    model, build = SHEETS[kind]
    who, what = f"user:{request.user.pk}", f"{kind}:{pk}"
    if not request.user.has_perm(f"trainers.change_{kind}"):  # type: ignore[union-attr]
        audit.record(who=who, act="directory.sheet", what=what, outcome=audit.Outcome.REFUSED)
        raise PermissionDenied
    entry = get_object_or_404(model, pk=pk)
    filled = build(entry, request.POST if request.method == "POST" else None)
    if request.method == "POST" and filled.is_valid():
        with transaction.atomic():
            filled.save()
            audit.record(who=who, act="directory.sheet-change", what=what)
        messages.success(request, _("Saved. It holds from now on."))
        return redirect(request.path)
    audit.record(who=who, act="directory.sheet-read", what=what)
    profile = reverse(f"wagtailsnippets_trainers_{kind}:edit", args=[pk])
    context = {
        "entry": entry,
        "profile_url": profile,
        "contacts_url": reverse(f"directory_{kind}_contacts", args=[pk]),
        "parts": [(title, form, hasattr(form, "forms")) for title, form in filled.parts()],
    }
    if kind == "trainer":
        today = timezone.localdate()
        context |= {**about(vouching.row_of(entry)), **desk.beside_the_sheet(entry, request.user, today)}  # type: ignore[arg-type]
    return render(request, "trainers/admin/sheet.html", {**context, "kind": kind, "wrong": request.method == "POST"})
