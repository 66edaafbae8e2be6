"""`manage.py demo_table`: who may sign in to the demo, and how to stop it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from home import demo


class Command(BaseCommand):
    """The last lines that `make demo` prints."""

    help = "Print the demo's addresses, names and passwords."

    def handle(self, **_: Any) -> None:
        """The table, then how to stop."""
        self.stdout.write(f"\n{demo.table()}\n")
        self.stdout.write("The second factor is off here; production requires it.")
        self.stdout.write("Stop: Ctrl-C. Start again: make demo. Remove all of it: make demo-remove.")
