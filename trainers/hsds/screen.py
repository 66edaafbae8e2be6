"""Proposals from other directories in the desk's room: brought in from a file, looked at one by one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts import audit
from hub import languages
from hub.templatetags.hub import number
from trainers.hsds import comparing, taking
from trainers.hsds.models import FeedEntry, FeedState
from trainers.hsds.reading import MOST_BYTES, read
from trainers.importing.reading import UnreadableFileError
from trainers.words import Words
from vocabulary import store

RIGHTS = ("trainers.add_organisation", "trainers.add_trainer")
MOST_SHOWN = 200


class FeedForm(forms.Form):
    """A file of another directory."""

    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("HSDS 3 as JSON, as other directories give it.")
    )
    source = forms.CharField(
        label=gettext_lazy("Where it comes from"),
        max_length=100,
        help_text=gettext_lazy("The name of the other directory. A later file of the same name brings its changes."),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, and the way to bring in more."""
    _allowed(request)
    form = FeedForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _brought_in(request, form):
        return redirect("directory_proposals")
    waiting = list(FeedEntry.objects.filter(state=FeedState.WAITING)[:MOST_SHOWN])
    same = taking.clearly_here(waiting)
    rows = [
        {
            "url": reverse("directory_proposal", args=[each.pk]),
            "name": each.content["name"],
            "kind": each.get_kind_display(),
            "source": each.source,
            "received": each.received,
            "same": same.get(str(each.pk), ""),
            "again": bool(each.made),
        }
        for each in waiting
    ]
    return render(request, "trainers/admin/proposals.html", {"form": form, "rows": rows})


def _brought_in(request: HttpRequest, form: FeedForm) -> bool:
    file = form.cleaned_data["file"]
    try:
        found = read(file.read(MOST_BYTES + 1), taking.codes())
    except UnreadableFileError as reason:
        form.add_error("file", _("This is no feed that can be read: %(reason)s") % {"reason": reason})
        return False
    kept = taking.keep(found, form.cleaned_data["source"].strip(), timezone.localdate())
    audit.record(who=f"user:{request.user.pk}", act="directory.feed", what=f"entries:{len(found.offered)}")
    many = kept.new + kept.changed
    said = ngettext("%(many)s proposal waits now.", "%(many)s proposals wait now.", many) % {"many": number(many)}
    messages.success(request, said)
    if found.faults:
        left = ngettext("%(many)s entry cannot be used.", "%(many)s entries cannot be used.", len(found.faults))
        messages.warning(request, left % {"many": number(len(found.faults))})
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One proposal beside what may be the same here; taken as a draft, or refused."""
    _allowed(request)
    entry = get_object_or_404(FeedEntry, pk=pk)
    if request.method == "POST":
        return _decided(request, entry)
    own = taking.made_of(entry)
    alike = [row for row in (own, *taking.like(entry)) if row is not None]
    alike = list({row.pk: row for row in alike}.values())
    chosen = next((row for row in alike if row.public_id == request.GET.get("beside")), alike[0] if alike else None)
    context: dict[str, Any] = {
        "entry": entry,
        "name": entry.content["name"],
        "waiting": entry.state == FeedState.WAITING,
        # Taken before, and changed there since.
        "again": bool(own) and entry.state == FeedState.WAITING,
        "edit_url": _edit(entry.kind, own) if own else "",
        "rows": comparing.rows(entry, chosen, _words()),
        "beside": taking.name_of(chosen) if chosen else "",
        "alike": [
            {"id": row.public_id, "name": taking.name_of(row), "url": _edit(entry.kind, row), "now": row == chosen}
            for row in alike
        ],
        "unknown": entry.content.get("unknown", []),
    }
    return render(request, "trainers/admin/proposal.html", context)


def _decided(request: HttpRequest, entry: FeedEntry) -> HttpResponse:
    who, what = f"user:{request.user.pk}", f"feed:{entry.pk}"
    try:
        if request.POST.get("act") == "accept":
            row = taking.accept(entry.pk, timezone.localdate())
            audit.record(who=who, act="directory.feed-accept", what=f"{what} {entry.kind}:{row.pk}")
            messages.success(request, _("Taken as a draft. It is on no public page until you publish it."))
            return redirect(_edit(entry.kind, row))
        if request.POST.get("act") == "seen":
            taking.seen_to(entry.pk)
            audit.record(who=who, act="directory.feed-seen", what=what)
            messages.success(request, _("Seen to. It comes back when the other directory changes it again."))
        if request.POST.get("act") == "refuse":
            taking.refuse(entry.pk)
            audit.record(who=who, act="directory.feed-refuse", what=what)
            messages.success(request, _("Refused. It comes back only when the other directory changes it."))
    except taking.DecidedError:
        messages.warning(request, _("Somebody has decided of this already. Nothing was changed."))
    return redirect("directory_proposals")


def _edit(kind: str, row: Any) -> str:
    return reverse(f"wagtailsnippets_trainers_{kind}:edit", args=[row.pk])


def _allowed(request: HttpRequest) -> None:
    if not all(request.user.has_perm(right) for right in RIGHTS):  # type: ignore[union-attr]
        raise PermissionDenied


def _words() -> Words:
    reader = get_language() or languages.DEFAULT.code
    return Words(reader, store.interface_labels(reader))
