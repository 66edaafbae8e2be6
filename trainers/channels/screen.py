"""The desk's screen of an entry's contacts and own words; each opening and each change is recorded."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from accounts import audit
from trainers.channels.forms import ContactSheet
from trainers.links_health import listing
from trainers.models import Desk, Organisation, Trainer
from trainers.models.base import DirectoryEntry

KINDS: dict[str, type[DirectoryEntry]] = {"trainer": Trainer, "organisation": Organisation, "desk": Desk}


@never_cache
def channels(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Show and save how an entry is reached."""
    who, what = f"user:{request.user.pk}", f"{kind}:{pk}"
    if not request.user.has_perm(f"trainers.change_{kind}"):  # type: ignore[union-attr]
        audit.record(who=who, act="directory.channels", what=what, outcome=audit.Outcome.REFUSED)
        raise PermissionDenied
    entry = get_object_or_404(KINDS[kind]._default_manager, pk=pk)
    filled = ContactSheet(entry, request.POST if request.method == "POST" else None)
    if request.method == "POST" and filled.is_valid():
        with transaction.atomic():
            filled.save()
            audit.record(who=who, act="directory.channels-change", what=what)
        messages.success(request, _("Saved. It holds from now on."))
        return redirect(request.path)
    audit.record(who=who, act="directory.channels-read", what=what)
    context = {
        "entry": entry,
        "profile_url": reverse(f"wagtailsnippets_trainers_{kind}:edit", args=[pk]),
        "sheet_url": _sheet(kind, pk),
        "notes": listing.of_entry(entry, timezone.localdate()),
        "parts": [(title, form, hasattr(form, "forms")) for title, form in filled.parts()],
        "wrong": request.method == "POST",
    }
    return render(request, "trainers/admin/channels.html", context)


def _sheet(kind: str, pk: int) -> str:
    try:
        return reverse(f"directory_{kind}_sheet", args=[pk])
    except NoReverseMatch:
        return ""
