"""The screen of the weights in Wagtail's admin."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from trainers.weighing.drawing import ICON
from trainers.weighing.views import weights


class WeightsMenuItem(MenuItem):
    """For who works with trainers, and for the central unit."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether somebody looks after trainers: asked without a query on every screen of the admin."""
        return request.user.has_perm("trainers.change_trainer")  # type: ignore[union-attr]


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """One screen."""
    return [path("directory/weights/", weights, name="matching_weights")]


@hooks.register("directory_menu_items")
def menu_item() -> MenuItem:
    """The way to it, below the directory."""
    return WeightsMenuItem(_("Weights of matches"), reverse_lazy("matching_weights"), name="weights", icon_name=ICON)
