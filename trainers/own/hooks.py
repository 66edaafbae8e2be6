"""The screens of vouchings, links and wished changes in Wagtail's admin."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from trainers.own.desk import link
from trainers.own.review import review, waiting
from trainers.views.vouching import screen


class WaitingMenuItem(MenuItem):
    """In the menu of those who may change trainers."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether somebody looks after trainers."""
        return request.user.has_perm("trainers.change_trainer")  # type: ignore[union-attr]


@hooks.register("register_admin_urls")
def own_addresses() -> list[URLPattern]:
    """A trainer's vouching and link, what waits, and one trainer's wishes."""
    return [
        path("directory/trainer/<int:pk>/vouching/", screen, name="directory_vouching"),
        path("directory/trainer/<int:pk>/link/", link, name="directory_link"),
        path("directory/waiting/", waiting, name="directory_waiting"),
        path("directory/waiting/<int:pk>/", review, name="directory_review"),
    ]


@hooks.register("directory_menu_items")
def waiting_item() -> MenuItem:
    """The way to what waits."""
    return WaitingMenuItem(
        _("What waits in the directory"), reverse_lazy("directory_waiting"), name="directory-waiting", icon_name="time"
    )
