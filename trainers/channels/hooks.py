"""Contacts, proposals from other directories, keys and links in Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from trainers.channels.screen import KINDS, channels
from trainers.hsds import screen as feeds
from trainers.links_health import screen as health


class RightsMenuItem(MenuItem):
    """For who has all of some rights."""

    def __init__(self, *args: Any, rights: Sequence[str], **kwargs: Any) -> None:
        """Keep the rights."""
        self.rights = rights
        super().__init__(*args, **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether somebody has them."""
        return all(request.user.has_perm(right) for right in self.rights)  # type: ignore[union-attr]


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The screens."""
    return [
        path("directory/proposals/", feeds.proposals, name="directory_proposals"),
        path("directory/proposals/<uuid:pk>/", feeds.proposal, name="directory_proposal"),
        path("directory/keys-and-links/", health.keys_and_links, name="directory_health"),
        *(
            path(f"directory/{kind}/<int:pk>/contacts/", channels, {"kind": kind}, name=f"directory_{kind}_contacts")
            for kind in KINDS
        ),
    ]


@hooks.register("directory_menu_items")
def proposals_item() -> MenuItem:
    """The way to the proposals."""
    return RightsMenuItem(
        _("From other directories"),
        reverse_lazy("directory_proposals"),
        name="proposals",
        icon_name="download",
        rights=feeds.RIGHTS,
    )


@hooks.register("directory_menu_items")
def health_item() -> MenuItem:
    """The way to the list of keys and links."""
    return RightsMenuItem(
        _("Keys and links"), reverse_lazy("directory_health"), name="health", icon_name="link", rights=health.RIGHTS
    )


@hooks.register("register_snippet_listing_buttons")
def contacts_button(snippet: Model, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """The way from the list to the contacts."""
    kind = str(snippet._meta.model_name)
    if kind in KINDS and snippet._meta.app_label == "trainers" and user.has_perm(f"trainers.change_{kind}"):
        address = reverse(f"directory_{kind}_contacts", args=[snippet.pk])
        yield Button(_("Ways of contact"), address, icon_name="mail", priority=16)
