"""Addresses of the admin that ask for no right: what they leave open is closed here, before the view runs.

Found by the matrix of rights: choosers and moderation screens of the directory told every editor the names of
trainers who are not public; lists for scripts and the move of a page told titles of drafts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

ROWS: Final = ("wagtailsnippets_", "wagtailsnippetchoosers_")
ACTS: Final = ("add", "change", "delete", "view")
FILES: Final = {"images": get_image_model, "documents": get_document_model}


class ClosedDoorsMiddleware:
    """Refuses what Wagtail shows to everybody who may see the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]) -> None:
        """Raise PermissionDenied for who has no right on what is asked for."""
        match = request.resolver_match
        if match is None or not request.path_info.startswith("/admin/") or not request.user.is_authenticated:
            return
        if not opens(request.user, match.namespaces, match.url_name or "", kwargs):
            raise PermissionDenied


def opens(user: Any, namespaces: list[str], name: str, kwargs: dict[str, Any]) -> bool:
    """Whether somebody has a right on what an address is about; yes where the view itself asks."""
    for space in namespaces:
        if space.startswith(ROWS):
            app, _between, model = space.split("_", 1)[1].partition("_")
            return any(user.has_perm(f"{app}.{act}_{model}") for act in ACTS)
        if space in FILES and "wagtailadmin_api" in namespaces:
            policy = policy_registry.get_by_type(FILES[space]())
            return bool(policy.user_has_any_permission(user, ["add", "change", "choose"]))
    if name.startswith("task_cho"):
        return bool(user.has_perm("wagtailcore.change_workflow"))
    if name == "move_confirm":
        page = Page.objects.filter(pk=kwargs["page_to_move_id"]).first()
        return page is None or bool(page.permissions_for_user(user).can_edit())
    return True
