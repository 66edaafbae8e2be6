"""Where saving asks first; `publishing.wagtail_hooks` imports this."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry

from hub.unscripted import blocks_not_sent
from publishing.conflicts import rows
from publishing.conflicts.checking import before_edit

hooks.register("before_edit_page", before_edit, order=-10)
hooks.register("before_edit_snippet", before_edit, order=-10)
hooks.register("before_edit_snippet", rows.before_edit, order=-9)
hooks.register("before_edit_setting", rows.before_edit, order=-9)


@hooks.register("register_log_actions")
def name_what_is_kept(actions: LogActionRegistry) -> None:
    """A page's history says which version came too late."""
    actions.register_action(
        "publishing.conflict",
        _("Keep a version that came too late"),
        _("Kept a version that came after somebody else's"),
    )


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_what_was_not_sent(request: HttpRequest, page: Any) -> None:
    """Where a browser without JavaScript sent a form: what was saved, what stays, and the other way in."""
    names = blocks_not_sent(page, request.POST)
    if request.method != "POST" or not names or "application/json" in request.headers.get("Accept", ""):
        return
    said = gettext("Saved without these, which need JavaScript and stay as they were: %(names)s.")
    button = messages.button(reverse("publishing_upload"), gettext("Bring texts in"))
    messages.warning(request, said % {"names": ", ".join(f"“{name}”" for name in names)}, buttons=[button])
