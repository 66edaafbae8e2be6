"""The screen that asks before a page goes to the bin, in place of Wagtail's, which deletes for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from hub.pages import BIN_PATH
from publishing.bin import acts
from publishing.bin.forms import TranslationsForm
from publishing.usage import uses_of


def ask_or_delete(request: HttpRequest, page: Page) -> HttpResponse:
    """Show what would go and what leads to it; with POST, move it to the bin."""
    if page.url_path.startswith(BIN_PATH):
        raise PermissionDenied
    form = TranslationsForm(page, request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _delete(request, page, [page, *form.cleaned_data["also"]])
    below = page.get_descendants()
    return render(
        request,
        "publishing/bin/delete.html",
        {
            "page": page,
            "below": below.count(),
            "form": form,
            "offers_translations": form.fields["also"].queryset.exists(),  # type: ignore[attr-defined]
            "uses": uses_of([page, *below], request.user),
            "next": get_valid_next_url_from_request(request),
            "page_title": _("Delete “%(title)s”?") % {"title": page.get_admin_display_title()},
        },
    )


def _delete(request: HttpRequest, page: Page, chosen: Sequence[Page]) -> HttpResponse:
    parent = page.get_parent()
    try:
        many = put_all(chosen, request.user)
    except acts.HomeOfASiteError:
        messages.error(request, _("A site begins with this page. Give the site another first page before."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    said = ngettext(
        "“%(title)s” is in the bin. It can be restored for 30 days.",
        "“%(title)s” and what went with it is in the bin: %(many)d entries. They can be restored for 30 days.",
        many,
    )
    button = messages.button(reverse("publishing_bin"), _("Open the bin"))
    messages.success(request, said % {"title": page.get_admin_display_title(), "many": many}, buttons=[button])
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_explore", args=[parent.pk]))


@transaction.atomic
def put_all(pages: Iterable[Page], user: Any) -> int:
    """Move several pages to the bin; one that lies below another goes with it. Raises HomeOfASiteError."""
    gone: list[str] = []
    for page in sorted(pages, key=lambda each: each.path):
        if not any(page.path.startswith(path) for path in gone):
            fresh = Page.objects.get(pk=page.pk)
            acts.put(fresh, user)
            gone.append(page.path)
    return len(gone)
