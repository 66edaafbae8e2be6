"""What casework adds to Wagtail's admin: the desks' screens, for who belongs to a desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts import audit
from accounts.models import User
from casework.batch.screen import plan
from casework.desk.case import case
from casework.desk.listing import ICON, queue
from casework.desk.replaying import replay
from casework.fairness.screen import fairness
from casework.models import Case
from casework.needs_picture.screen import unmet
from casework.standing import desks_of


class CasesMenuItem(MenuItem):
    """In the menu of members of a desk; a right alone shows it to nobody."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether somebody works at a desk."""
        return desks_of(request.user).exists()  # type: ignore[arg-type]


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLPattern]:
    """The queue and a case. An address holds a random id and never a code or a name."""
    return [
        path("cases/", queue, name="desk_queue"),
        path("cases/plan/", plan, name="desk_plan"),
        path("cases/fairness/", fairness, name="desk_fairness"),
        path("cases/<uuid:case_id>/", case, name="desk_case"),
        path("cases/<uuid:case_id>/runs/<int:number>/", replay, name="desk_case_run"),
        path("cases/<uuid:case_id>/unmet/", unmet, name="desk_unmet"),
    ]


@hooks.register("register_admin_menu_item")
def cases() -> MenuItem:
    """The way to the queue."""
    return CasesMenuItem(_("Cases"), reverse_lazy("desk_queue"), name="cases", icon_name=ICON, order=150)


@hooks.register("before_delete_user")
def free_the_cases_of_one(request: HttpRequest, user: User) -> None:
    """An account that goes leaves its cases to whoever takes them; it could not go while one names it."""
    if request.method == "POST":
        _free(request, [user])


@hooks.register("before_bulk_action")
def free_the_cases_of_many(request: HttpRequest, action_type: str, objects: Iterable[Any], _action: Any) -> None:
    """The same where several accounts go at once."""
    users = [each for each in objects if isinstance(each, User)]
    if action_type == "delete" and users:
        _free(request, users)


def _free(request: HttpRequest, users: Iterable[User]) -> None:
    with transaction.atomic():
        for user in users:
            if Case.objects.filter(coordinator=user).update(coordinator=None):
                audit.record(who=f"user:{request.user.pk}", act="case.free", what=f"user:{user.pk}")
