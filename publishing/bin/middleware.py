"""Whoever opens the address of a deleted page in the admin is told that it is in the bin, and led there."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin import messages

from publishing.bin import acts
from publishing.bin.views import entries_for, may_see
from publishing.models import BinnedPage


class SaysWhatIsInTheBin:
    """Puts a notice in the place of Wagtail's bare refusal; the page stays as closed as it was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Ask the bin only where somebody was refused."""
        response = self.get_response(request)
        match = request.resolver_match
        if match is None or request.method != "GET" or match.namespaces != ["wagtailadmin_pages"]:
            return response
        if not isinstance(response, HttpResponseRedirect) or response.url != reverse("wagtailadmin_home"):
            return response
        pk = match.kwargs.get("page_id") or match.kwargs.get("parent_page_id")
        binned = BinnedPage.objects.filter(page=pk).select_related("entry__page", "page").first()
        return _told(request, binned) if binned else response


def _told(request: HttpRequest, binned: BinnedPage) -> HttpResponseBase:
    """The screen that restores it; to others, who may not know its title, only that it can be restored."""
    for _refusal in get_messages(request):
        pass  # read, so that it is not shown
    entry, user = binned.entry, request.user
    if not may_see(user) or not entries_for(user).filter(pk=entry.pk).exists():
        until = date_format(entry.deleted_on + acts.LIMIT)
        said = _("This page is in the bin. Until %(day)s, whoever publishes pages there can restore it.")
        messages.warning(request, said % {"day": until})
        return redirect("wagtailadmin_home")
    titles = {"title": binned.page.title, "top": entry.page.title}
    if binned.page_id == entry.page_id:
        said = _("“%(title)s” is in the bin. Restore it to go on with it.")
    else:
        said = _("“%(title)s” is in the bin, with “%(top)s” above it. Restore that to go on with it.")
    messages.warning(request, said % titles)
    return redirect("publishing_bin_restore", entry.pk)
