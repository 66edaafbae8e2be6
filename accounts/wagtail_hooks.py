"""What accounts add to Wagtail's admin: the way to one's own second factor and password."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from accounts import audit
from accounts.models import User


@hooks.register("register_account_menu_item")
def second_factor(request: HttpRequest) -> dict[str, Any]:
    """An entry of the account screen."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor and password"),
        "help_text": _("Add an app, a passkey or recovery codes, or change your password."),
    }


class InvitationsMenuItem(MenuItem):
    """In the settings menu of who may add people."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether somebody may add people."""
        return request.user.has_perm("accounts.add_user")


@hooks.register("register_settings_menu_item")
def invite_somebody() -> MenuItem:
    """The way to the invitations, beside the users."""
    return InvitationsMenuItem(
        gettext_lazy("Invite somebody"),
        reverse_lazy("invitations:list"),
        name="invitations",
        icon_name="mail",
        order=599,
    )


@hooks.register("after_create_user")
def account_made(request: HttpRequest, user: User) -> None:
    """An event of the audit log."""
    audit.record(who=f"user:{request.user.pk}", act="user.make", what=f"user:{user.pk}")


@hooks.register("after_edit_user")
def account_changed(request: HttpRequest, user: User) -> None:
    """An event of the audit log; closing an account has its own."""
    audit.record(
        who=f"user:{request.user.pk}", act="user.change" if user.is_active else "user.close", what=f"user:{user.pk}"
    )


@hooks.register("before_delete_user")
def account_removed(request: HttpRequest, user: User) -> None:
    """An event of the audit log, while the account still has a number."""
    if request.method == "POST":
        audit.record(who=f"user:{request.user.pk}", act="user.remove", what=f"user:{user.pk}")


@hooks.register("construct_reports_menu")
def only_reports_that_open(request: HttpRequest, items: list[MenuItem]) -> None:
    """wagtail-localize shows the way to its report to everybody; here it opens for translators."""
    if not request.user.has_perm("wagtail_localize.submit_translation"):
        closed = reverse("wagtail_localize:translations_report")
        items[:] = [item for item in items if item.url != closed]


@hooks.register("construct_page_chooser_queryset")
def only_pages_that_somebody_finds(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Drafts of others stay out of the lists to choose a page from."""
    seen = policy_registry.get_by_type(Page).explorable_instances(request.user)
    return pages.filter(pk__in=seen.values("pk"))
