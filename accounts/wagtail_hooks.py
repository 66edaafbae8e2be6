"""What accounts add to Wagtail's admin: the way to one's own second factor and password."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("register_account_menu_item")
def second_factor(request: HttpRequest) -> dict[str, Any]:
    """An entry of the account screen."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor and password"),
        "help_text": _("Add an app, a passkey or recovery codes, or change your password."),
    }
