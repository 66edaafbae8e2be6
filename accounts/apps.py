"""The application of accounts, and Wagtail's user administration with this project's forms."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """Connects the audit log to what happens at sign-in."""

    name = "accounts"
    default = True

    def ready(self) -> None:
        """Listen to sign-ins and factors; keep translators to their languages; have the roles after migrating."""
        import_module("accounts.receivers")
        import_module("accounts.language_gate").install()
        roles = import_module("accounts.roles")
        post_migrate.connect(roles.ensure_after_migrating, dispatch_uid="roles-after-migrating")


class UserAdministrationConfig(WagtailUsersAppConfig):
    """Wagtail's screens for users, with the fields that our accounts have."""

    default = False
    user_viewset = "accounts.user_admin.StaffViewSet"
