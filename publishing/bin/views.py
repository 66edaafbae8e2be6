"""The bin as publishers see it: what was deleted, by whom, and the way back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import policy_registry

from hub.pagination import paginate
from publishing.bin import acts
from publishing.bin.forms import PlaceForm
from publishing.models import BinEntry

FOR_GOOD = "publishing.delete_binentry"
EACH = 30


def may_see(user: Any) -> bool:
    """Whether the bin is any of this person's business: whoever publishes pages, or deletes for good."""
    return bool(policy_registry.get_by_type(Page).user_has_permission(user, "publish")) or user.has_perm(FOR_GOOD)


def entries_for(user: Any) -> QuerySet[BinEntry]:
    """What somebody sees there: what lay where they may publish; what lies nowhere any more, everybody."""
    found = BinEntry.objects.select_related("page__locale", "deleted_by", "former_parent")
    if user.has_perm(FOR_GOOD):
        return found
    mine = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
    gone = Q(former_parent=None) | Q(former_parent__binned__isnull=False)
    return found.filter(gone | Q(former_parent__in=mine.values("pk")))


def show(request: HttpRequest) -> HttpResponse:
    """The list, last deleted first."""
    if not may_see(request.user):
        raise PermissionDenied
    found = entries_for(request.user).annotate(many=Count("pages"))
    part = paginate(found, request.GET.get("page"), EACH, query=request.GET)
    rows = [{"entry": each, "goes_on": each.deleted_on + acts.LIMIT, "below": each.many - 1} for each in part.items]
    return render(
        request,
        "publishing/bin/list.html",
        {
            "rows": rows,
            "pager": part.pager,
            "may_delete": request.user.has_perm(FOR_GOOD),
            "may_restore": policy_registry.get_by_type(Page).user_has_permission(request.user, "publish"),
            "page_title": _("Bin"),
            "days": acts.LIMIT.days,
        },
    )


def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the place and put a page back."""
    entry = _entry(request, pk)
    form = PlaceForm(entry, request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            page = acts.restore(entry, request.user, form.cleaned_data["parent"])
        except acts.NoPlaceError:
            form.add_error("parent", _("The page cannot stand there. Choose another place."))
        else:
            button = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit"))
            said = _("“%(title)s” is back, as it was.") % {"title": page.get_admin_display_title()}
            messages.success(request, said, buttons=[button])
            return redirect("publishing_bin")
    context = {"entry": entry, "form": form, "page_title": _("Restore “%(title)s”") % {"title": entry.page.title}}
    return render(request, "publishing/bin/restore.html", context)


def delete_for_good(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then delete; only operators may."""
    if not request.user.has_perm(FOR_GOOD):
        raise PermissionDenied
    entry = _entry(request, pk)
    if request.method == "POST":
        title = entry.page.title
        acts.delete_for_good(entry, request.user)
        messages.success(request, _("“%(title)s” was deleted for good.") % {"title": title})
        return redirect("publishing_bin")
    below = entry.pages.count() - 1
    context = {
        "entry": entry,
        "below": below,
        "page_title": _("Delete “%(title)s” for good?") % {"title": entry.page.title},
    }
    return render(request, "publishing/bin/purge.html", context)


def _entry(request: HttpRequest, pk: int) -> BinEntry:
    if not may_see(request.user):
        raise PermissionDenied
    return get_object_or_404(entries_for(request.user), pk=pk)
