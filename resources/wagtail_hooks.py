"""What the library adds to the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def name_what_imports_do(actions: LogActionRegistry) -> None:
    """A page's history says where the file's version of a conflict is."""
    actions.register_action(
        "resources.import_kept_beside",
        _("Keep a file's version beside"),
        _("Kept the version of an imported file beside this page, which was edited here"),
    )
