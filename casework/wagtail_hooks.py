"""What casework adds to Wagtail's admin: the desks' screens, for who belongs to a desk."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from casework.desk.case import case
from casework.desk.listing import ICON, queue
from casework.standing import desks_of


class CasesMenuItem(MenuItem):
    """In the menu of members of a desk; a right alone shows it to nobody."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether somebody works at a desk."""
        return desks_of(request.user).exists()  # type: ignore[arg-type]


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLPattern]:
    """The queue and a case. An address holds a random id and never a code or a name."""
    return [path("cases/", queue, name="desk_queue"), path("cases/<uuid:case_id>/", case, name="desk_case")]


@hooks.register("register_admin_menu_item")
def cases() -> MenuItem:
    """The way to the queue."""
    return CasesMenuItem(_("Cases"), reverse_lazy("desk_queue"), name="cases", icon_name=ICON, order=150)
