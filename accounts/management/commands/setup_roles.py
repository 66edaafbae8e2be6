"""`manage.py setup_roles`: the groups of staff and their rights, as in accounts.roles."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from accounts.roles import ROLES, ensure_roles


class Command(BaseCommand):
    """Makes the groups; safe to run again."""

    help = "Make the groups of staff and give each its rights."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Set every role to what the table says."""
        ensure_roles()
        self.stdout.write("Groups: " + ", ".join(role.name for role in ROLES))
