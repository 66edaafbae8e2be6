"""`manage.py verify_audit`: whether the audit log is whole."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import audit
from accounts.models import AuditEvent


class Command(BaseCommand):
    """Reads the whole chain; ends with an error when an event was changed, removed, put in or moved."""

    help = "Check the audit log's chain of hashes from its first event to its head."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print each break, or the number of events."""
        found = list(audit.breaks())
        if found:
            raise CommandError("The audit log is not whole:\n" + "\n".join(found))
        self.stdout.write(f"The audit log is whole: {AuditEvent.objects.count()} events.")
