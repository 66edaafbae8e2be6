"""Takes a whole language from one PO file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from publishing.catalogue.reading import language_of, opened, read
from publishing.translation.po import Refused


class Command(BaseCommand):
    """`import_po FILE`: takes what fits and names the rest; `--dry-run` only looks."""

    help = "Imports a PO file that export_po or the site made."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether to look only."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *, file: Path, dry_run: bool, **_: Any) -> None:
        """Take it. Raises CommandError for a file that is none of ours."""
        try:
            po = opened(file)
            outcome = read(po, language_of(po), None, drafts=True, act=not dry_run)
        except (Refused, OSError) as error:
            raise CommandError(str(error)) from error
        for each in outcome.refused:
            self.stdout.write(f"not taken: {each.where}: {each.original!r}: {each.why}")
        counts = (len(outcome.changes), outcome.same, outcome.empty, len(outcome.refused))
        self.stdout.write("{} changed, {} as they were, {} without a translation, {} not taken".format(*counts))
