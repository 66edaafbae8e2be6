"""`manage.py tick`: whatever is due. A timer calls it each minute; the demo's server does so itself."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from home import schedule


class Command(BaseCommand):
    """Scheduled publishing, expiry, pending index updates, upkeep."""

    help = "Do whatever is due; one failing item does not stop the rest (exit status 1 if any failed)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say what was done."""
        done = schedule.run(timezone.now())
        self.stdout.write(", ".join(f"{many} {what}" for what, many in done.items() if many) or "nothing was due")
        if done["failed"]:
            sys.exit(1)
