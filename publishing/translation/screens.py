"""What changed in an original, and the button that says it was followed."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from hub import languages
from publishing.translation.following import follow
from publishing.translation.history import changes_for
from publishing.translation.library import state_of


@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: HttpRequest, page_id: int) -> HttpResponse:
    """The changes that a page has not followed; a page of its own notes here that it has."""
    page = get_object_or_404(Page.objects.select_related("locale"), pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    found = changes_for(page)
    if request.method == "POST":
        if found is None or found.is_managed:
            raise PermissionDenied
        follow(found.page, found.original, request.user)
        messages.success(request, _("Noted: this text follows all published changes of its original."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    codes = languages.BY_CODE
    context = {
        "page": page,
        "found": found,
        "state": state_of(page).sentence,
        "from": codes.get(found.original.locale.language_code) if found else None,
        "into": codes.get(page.locale.language_code),
        "page_title": _("What changed in the original"),
    }
    return render(request, "publishing/translation/changes.html", context)
