"""Where saving asks first; `publishing.wagtail_hooks` imports this."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from publishing.conflicts.checking import before_edit

hooks.register("before_edit_page", before_edit, order=-10)
hooks.register("before_edit_snippet", before_edit, order=-10)


@hooks.register("register_log_actions")
def name_what_is_kept(actions: LogActionRegistry) -> None:
    """A page's history says which version came too late."""
    actions.register_action(
        "publishing.conflict",
        _("Keep a version that came too late"),
        _("Kept a version that came after somebody else's"),
    )
