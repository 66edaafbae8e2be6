"""`manage.py demo`: fills an empty data folder with the sample. `make demo` calls it; a real site never does."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home import demo


class Command(BaseCommand):
    """The sample, or what is named instead of it."""

    help = "Fill an empty site with the sample library, directory and people (never in production)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Other inputs than the sample."""
        parser.add_argument("--resources", type=Path, help="a folder of resources instead of the sample's")
        parser.add_argument("--directory", type=Path, help="a directory file instead of the sample's")

    def handle(self, *, resources: Path | None, directory: Path | None, **_: Any) -> None:
        """Seed, telling each step."""
        if settings.HUB_PRODUCTION:
            raise CommandError("This is a production site: it gets no sample.")
        demo.seed(resources=resources, directory=directory, tell=self.stdout.write)
