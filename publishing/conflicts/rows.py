"""Two people at one row that has no versions: the state that a form was opened in tells whether it comes too late."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.contrib.settings.views import get_setting_edit_handler
from wagtail.log_actions import registry

from hub.stamps import BACK_TO_THE_FORM, STAMP_OF_THE_ROW, GoesBackToTheForm, stamp
from publishing.conflicts import checking, differences, reading
from publishing.conflicts.checking import LOADED, OWN


@dataclass(frozen=True)
class Stored:
    """Who saved a row last, and when, as far as its history says."""

    user: Any = None
    created_at: dt.datetime | None = None


def before_edit(request: HttpRequest, row: Any) -> HttpResponse | None:
    """The conflict page where a row is not any more what it was when the form was opened, else nothing."""
    sent = request.POST.get(STAMP_OF_THE_ROW)
    if request.method != "POST" or not sent or "application/json" in request.headers.get("Accept", ""):
        return None
    if {LOADED, OWN} & set(request.POST):
        return None  # it has got a version since, which tells the same
    with transaction.atomic():
        # Held until the save's own transaction ends: a second form that comes meanwhile waits and finds the first.
        stored = type(row)._default_manager.select_for_update().get(pk=row.pk)
        if getattr(stored, "latest_revision", None):
            stored = stored.latest_revision.as_object()
        if stamp(stored) == sent:
            return None
        return _both(request, row, stored)


def is_guarded(row: Any) -> bool:
    """Whether saving asks here: terms, entries and settings that have no version to name."""
    is_asked = isinstance(row, BaseSiteSetting | BaseGenericSetting) or hasattr(type(row), "snippet_viewset")
    return is_asked and bool(row.pk) and not getattr(row, "latest_revision_id", None)


def form_class(row: Any) -> Any:
    """The form that the editor has for a row."""
    if isinstance(row, BaseSiteSetting | BaseGenericSetting):
        return get_setting_edit_handler(type(row)).get_form_class()
    return type(row).snippet_viewset._edit_handler.get_form_class()


def _both(request: HttpRequest, row: Any, stored: Model) -> HttpResponse | None:
    """Both states, what differs, and the ways on; nothing where what was sent is stored already."""
    form = form_class(row)(request.POST, request.FILES, instance=row, for_user=request.user)
    valid = form.is_valid()
    if valid and not request.FILES:
        form.save(commit=False)
    names = [*form.fields, *getattr(form, "formsets", {})]
    own = reading.pieces(form.instance, names)
    found = differences.rows(reading.pieces(stored, names), own)
    if valid and not found:
        return None
    latest = _last_saved(row)
    context = {
        "row": str(stored),
        "latest": latest,
        "by": latest.user,
        "is_own": latest.user == request.user,
        "rows": found,
        "own": [piece for piece in own if piece.text],
        "errors": [(form.fields[name].label, words) for name, words in form.errors.items() if name in form.fields],
        "files": [str(getattr(each, "name", "")) for each in request.FILES.values()],
        "sent": checking.sent(request),
        "loaded": {STAMP_OF_THE_ROW: stamp(stored)},
        "back": BACK_TO_THE_FORM if isinstance(form, GoesBackToTheForm) else "",
        "has_no_versions": True,
        "page_title": checking.title(latest.user == request.user),
    }
    return render(request, "publishing/conflicts/conflict.html", context, status=409)


def _last_saved(row: Model) -> Stored:
    last = registry.get_logs_for_instance(row).select_related("user").order_by("-timestamp").first()
    return Stored(last.user, last.timestamp) if last else Stored()
