"""`manage.py rebuild_search`: make the public search index anew, with no gap for readers."""

from __future__ import annotations

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand

from search import engine, indexing
from search.engines.protocol import IndexUnavailableError


class Command(BaseCommand):
    """Builds beside the index in use; a run that is stopped halfway changes nothing."""

    help = "Rebuild the public search index, with no gap for readers."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say what the index holds."""
        begun = time.monotonic()
        try:
            indexing.rebuild()
        except IndexUnavailableError as reason:
            self.stderr.write(f"The search index could not be rebuilt: {reason}")
            sys.exit(1)
        health = engine.current().health()
        self.stdout.write(f"{health.pages} pages, {health.passages} passages in {time.monotonic() - begun:.1f} s")
