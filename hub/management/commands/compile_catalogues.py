"""`manage.py compile_catalogues`: make the translations readable for Django, without GNU gettext."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from hub import catalogues


class Command(BaseCommand):
    """Compile each catalogue that changed since it was last compiled."""

    help = "Compile the translations of the interface (locale/*/LC_MESSAGES/django.po) that have changed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was compiled; say nothing when all was up to date."""
        for path in catalogues.compile_stale(settings.BASE_DIR):
            self.stdout.write(f"compiled {path.relative_to(settings.BASE_DIR)}")
