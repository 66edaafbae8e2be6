"""What readers asked for in vain, the most wanted first, and the way to lead them somewhere."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.widgets import AdminPageChooser
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.permissions import policy_registry

from hub.pagination import paginate
from hub.querysets import publicly_readable
from publishing.missing.paths import counted
from publishing.models import MissingPath

EACH: Final = 50


def may_see(user: Any) -> bool:
    """Whoever publishes pages can mend what is missing."""
    return bool(user.is_active and policy_registry.get_by_type(Page).user_has_permission(user, "publish"))


class RedirectForm(forms.Form):
    """Where an address leads from now on: a public page of this site."""

    page = forms.ModelChoiceField(
        queryset=Page.objects.none(), label=gettext_lazy("Lead to this page"), widget=AdminPageChooser
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["page"]
        choice.queryset = publicly_readable(Page.objects.filter(depth__gt=1))


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The list; one row for an address, with its counts of 30 days."""
    if not may_see(request.user):
        raise PermissionDenied
    sums = MissingPath.objects.order_by().values("path").annotate(many=Sum("times"), last=Max("day"))
    part = paginate(sums.order_by("-many", "path"), request.GET.get("page"), EACH, query=request.GET)
    context = {
        "rows": part.items,
        "pager": part.pager,
        "page_title": _("Pages not found"),
        "header_icon": "warning",
        "breadcrumbs_items": [{"url": "", "label": _("Pages not found")}],
    }
    return render(request, "publishing/missing/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def lead(request: HttpRequest) -> HttpResponse:
    """Make a redirect from an address of the list to a page."""
    path = counted(request.GET.get("path", ""))
    if not may_see(request.user):
        raise PermissionDenied
    if path is None or not MissingPath.objects.filter(path=path).exists():
        return redirect("publishing_missing")
    form = RedirectForm(request.POST or None)
    if form.is_valid():
        page = form.cleaned_data["page"]
        Redirect.add_redirect(path, page, is_permanent=False)
        MissingPath.objects.filter(path=path).delete()
        said = _("Done: %(path)s leads to “%(title)s”.") % {"path": path, "title": page.title}
        messages.success(request, said)
        return redirect("publishing_missing")
    context = {
        "path": path,
        "form": form,
        "media": form.media,
        "page_title": _("Make a redirect"),
        "header_icon": "redirect",
        "breadcrumbs_items": [
            {"url": reverse("publishing_missing"), "label": _("Pages not found")},
            {"url": "", "label": _("Make a redirect")},
        ],
    }
    return render(request, "publishing/missing/lead.html", context)
