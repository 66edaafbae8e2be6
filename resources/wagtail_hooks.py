"""What the library adds to the admin."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import ForeignKey
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.rich_text.feature_registry import FeatureRegistry

from hub.choices import RowChoice
from resources.anchored_links import RULE
from resources.checker import with_our_rules
from resources.models.withdrawn import Why
from resources.withdrawn import acts

# Who looks after a text.
register_form_field_override(ForeignKey, to=get_user_model(), override={"form_class": RowChoice})


@hooks.register("register_log_actions")
def name_what_imports_do(actions: LogActionRegistry) -> None:
    """A page's history says where the file's version of a conflict is."""
    actions.register_action(
        "resources.import_kept_beside",
        _("Keep a file's version beside"),
        _("Kept the version of an imported file beside this page, which was edited here"),
    )
    actions.register_action(acts.TOLD_ANEW, _("Change a notice"), _("Changed what readers are told about it"))
    actions.register_action(acts.BROUGHT_BACK, _("Bring back"), _("Brought back after it was withdrawn"))


@hooks.register("register_log_actions")
def name_withdrawing(actions: LogActionRegistry) -> None:
    """A page's history says when it was withdrawn, and why."""

    @actions.register_action(acts.WITHDRAWN)
    class Withdrawn(LogFormatter):  # type: ignore[misc]
        label = _("Withdraw")

        def format_message(self, entry: Any) -> str:
            why = str(Why(entry.data["why"]).label) if entry.data.get("why") in Why.values else ""
            return gettext("Withdrawn: %(why)s %(words)s") % {"why": why, "words": entry.data.get("words", "")}


@hooks.register("construct_wagtail_userbar")
def check_our_blocks(request: HttpRequest, items: list[Any], page: Any) -> None:
    """The accessibility checker knows what goes wrong in our blocks."""
    items[:] = with_our_rules(items)


@hooks.register("insert_editor_js")
def count_as_editors_type() -> SafeString:
    """Fields with a limit say how much is left."""
    return format_html(
        '<script type="module" src="{}" data-limits="{}" data-long="{}" data-over="{}"></script>',
        static("js/limits.js"),
        _("{used} of {most} characters"),
        _("{used} characters; {best} are enough for most readers, {most} are possible"),
        _("{used} of {most} characters: {over} too many"),
    )


@hooks.register("register_rich_text_features", order=10)
def keep_headings_of_links(features: FeatureRegistry) -> None:
    """A link to a heading of a page stays one when the text around it is changed."""
    features.register_converter_rule("contentstate", "link", RULE)
