"""The list of remarks, and one of them: read, and answered with a state and a note. Opening it is recorded."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from accounts import audit
from hub import remarks
from hub.pagination import paginate
from hub.sealing import CannotBeOpened
from publishing.remarks import reach
from resources.models import Seen, TextRemark

EACH: Final = 50
ICON: Final = "comment"
LONGEST_NOTE: Final = 1_000
LARGEST: Final = 2**31 - 1


class SeenForm(forms.Form):
    """What became of it, and a note."""

    state = forms.ChoiceField(label=gettext_lazy("State"), choices=Seen.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("Note for colleagues"),
        help_text=gettext_lazy("What was changed, or why it is not so. Readers never see it."),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The longest wait first; no word of what was written stands here."""
    if not reach.may_see(request.user):
        raise PermissionDenied
    user: Any = request.user
    found = reach.of(user)
    state = request.GET.get("state", Seen.NEW)
    mine = request.GET.get("mine") == "1"
    if state in Seen.values:
        found = found.filter(state=state)
    if mine:
        found = found.filter(owner=user)
    if (text := request.GET.get("text", "")).isascii() and text.isdigit():
        found = found.filter(page=min(int(text), LARGEST))
    rows = found.select_related("page__locale", "owner").defer("text", "note")
    part = paginate(rows, request.GET.get("page"), EACH, query=request.GET)
    context = {
        **_shell(),
        "rows": part.items,
        "pager": part.pager,
        "states": [*Seen.choices, ("all", _("All"))],
        "state": state if state in Seen.values else "all",
        "mine": mine,
    }
    return render(request, "publishing/remarks/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def remark(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read one; say what became of it."""
    if not reach.may_see(request.user):
        raise PermissionDenied
    row = get_object_or_404(reach.of(request.user).select_related("page__locale", "owner"), pk=pk)
    text, note, damaged = _opened(row)
    form = SeenForm(request.POST or None, initial={"state": row.state, "note": note})
    if form.is_valid():
        _see_to(request.user, row, form.cleaned_data)
        messages.success(request, _("Noted."))
        return redirect("publishing_remarks")
    audit.record(who=f"user:{request.user.pk}", act="remarks.read", what=f"text-remark:{row.pk}")
    context = {
        **_shell(row.get_what_display()),
        "row": row,
        "text": text,
        "damaged": damaged,
        "form": form,
        "edit_url": _edit_url(row, request.user),
        "public_url": _public_url(row),
        "others": reach.of(request.user).filter(page=row.page_id).exclude(pk=row.pk).defer("text", "note"),
    }
    return render(request, "publishing/remarks/remark.html", context)


def _opened(row: TextRemark) -> tuple[str, str, bool]:
    try:
        return row.text, row.note, False
    except CannotBeOpened:
        return "", "", True


def _edit_url(row: TextRemark, user: Any) -> str:
    may = row.page.permissions_for_user(user).can_edit()
    return reverse("wagtailadmin_pages:edit", args=[row.page_id]) if may else ""


def _public_url(row: TextRemark) -> str:
    page = row.page
    if not page.live:
        return ""
    return f"{page.url}#{row.anchor}" if row.anchor else str(page.url)


def _see_to(user: Any, row: TextRemark, given: dict[str, str]) -> None:
    with transaction.atomic():
        done = given["state"] != Seen.NEW
        row.state, row.note = given["state"], given["note"]
        row.purge_on = remarks.goes_on(row.came_on, timezone.localdate(), done=done)
        row.save(update_fields=["state", "note", "purge_on"])
        audit.record(who=f"user:{user.pk}", act=f"remarks.{row.state}", what=f"text-remark:{row.pk}")


def _shell(title: str = "") -> dict[str, Any]:
    here: dict[str, Any] = {"url": reverse("publishing_remarks") if title else "", "label": _("What readers say")}
    crumbs = [here, {"url": "", "label": title}] if title else [here]
    return {"page_title": title or _("What readers say"), "header_icon": ICON, "breadcrumbs_items": crumbs}
