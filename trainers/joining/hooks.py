"""The screens of applications and remarks in Wagtail's admin, for who belongs to a desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from trainers.joining import desks
from trainers.joining.views.application import application
from trainers.joining.views.desk import ICON, asking
from trainers.joining.views.remark import remark


class JoiningMenuItem(MenuItem):
    """In the menu of members of a desk; a right alone shows it to nobody."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether somebody works at a desk."""
        user: Any = request.user
        return user.has_perm("trainers.change_trainer") and desks.desks_of(user).exists()


@hooks.register("register_admin_urls")
def joining_addresses() -> list[URLPattern]:
    """The list, one application, one remark. An address holds a random id and never a code or a name."""
    return [
        path("directory/asking/", asking, name="joining"),
        path("directory/asking/<uuid:pk>/", application, name="joining_application"),
        path("directory/wrong/<uuid:pk>/", remark, name="joining_remark"),
    ]


@hooks.register("directory_menu_items")
def joining_item() -> MenuItem:
    """The way to the list."""
    return JoiningMenuItem(_("Asking to be listed"), reverse_lazy("joining"), name="joining", icon_name=ICON)
