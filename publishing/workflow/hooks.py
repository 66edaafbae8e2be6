"""What the review says in the editor: Wagtail would show its stored English name in every language."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem


class SubmitToReviewItem(SubmitForModerationMenuItem):
    """The same action, with a name in the editor's language."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """What the template draws."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        page = context.get("page")
        state = page.current_workflow_state if page else None
        again = state is not None and state.status == state.STATUS_NEEDS_CHANGES
        context["label"] = _("Submit again for review") if again else _("Submit for review")
        return context


@hooks.register("construct_page_action_menu")
def name_the_submission(items: list[ActionMenuItem], _request: HttpRequest, _context: dict[str, Any]) -> None:
    """Put our item in the place of Wagtail's."""
    items[:] = [SubmitToReviewItem(item.order) if type(item) is SubmitForModerationMenuItem else item for item in items]
