"""What the directory adds to Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from trainers.channels import hooks as channels_hooks
from trainers.joining import hooks as joining_hooks
from trainers.models import Desk, Organisation, Trainer
from trainers.own import hooks as own_hooks
from trainers.views.sheet import SHEETS, sheet
from trainers.viewsets import DeskMemberViewSet, DirectoryGroup
from trainers.weighing import hooks as weighing_hooks
from vocabulary.permissions import NeverDeletes

__all__ = ["channels_hooks", "joining_hooks", "own_hooks", "weighing_hooks"]

for model in (Desk, Organisation):
    register_permission_policy(model, NeverDeletes(model))
register_snippet(DirectoryGroup)


@hooks.register("register_admin_viewset")
def desk_members() -> DeskMemberViewSet:
    """The operators' screen of who works at which desk."""
    return DeskMemberViewSet()


@hooks.register("register_admin_urls")
def sheet_addresses() -> list[URLPattern]:
    """The desk's sheets."""
    return [
        path(f"directory/{kind}/<int:pk>/sheet/", sheet, {"kind": kind}, name=f"directory_{kind}_sheet")
        for kind in SHEETS
    ]


@hooks.register("register_snippet_listing_buttons")
def sheet_button(snippet: Model, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """The way from the list to the sheet."""
    kind = str(snippet._meta.model_name)
    if isinstance(snippet, Trainer | Organisation) and user.has_perm(f"trainers.change_{kind}"):
        yield Button(
            _("For the desk"), reverse(f"directory_{kind}_sheet", args=[snippet.pk]), icon_name="lock", priority=15
        )
