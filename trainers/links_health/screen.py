"""The desk's list of keys that end and links that do not answer."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from trainers.links_health import listing

RIGHTS = ("trainers.change_trainer", "trainers.change_organisation")


@never_cache
@require_safe
def keys_and_links(request: HttpRequest) -> HttpResponse:
    """What a desk should look at, entry by entry."""
    if not all(request.user.has_perm(right) for right in RIGHTS):  # type: ignore[union-attr]
        raise PermissionDenied
    rows = [
        {
            "name": str(each.entry),
            "text": each.text,
            "url": reverse(f"directory_{each.kind}_contacts", args=[each.entry.pk])
            if request.user.has_perm(f"trainers.change_{each.kind}")  # type: ignore[union-attr]
            else "",
        }
        for each in listing.troubles(timezone.localdate())
    ]
    return render(request, "trainers/admin/keys_and_links.html", {"rows": rows, "asks": settings.HUB_CHECK_LINKS})
