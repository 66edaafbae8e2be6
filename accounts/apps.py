"""The application of accounts, and Wagtail's user administration with this project's forms."""

from importlib import import_module

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """Connects the audit log to what happens at sign-in."""

    name = "accounts"
    default = True

    def ready(self) -> None:
        """Listen to the signals of sign-in and second factors."""
        import_module("accounts.receivers")


class UserAdministrationConfig(WagtailUsersAppConfig):
    """Wagtail's screens for users, with the fields that our accounts have."""

    default = False
    user_viewset = "accounts.user_admin.StaffViewSet"
