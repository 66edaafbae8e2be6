"""Bring terms in from a SKOS file, JSON-LD or Turtle."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.logs import CONTROL
from vocabulary.models import Scheme
from vocabulary.skos.nodes import UnreadableError
from vocabulary.skos.reading import LARGEST, parse
from vocabulary.skos.taking import take


class Command(BaseCommand):
    """`import_vocabulary FILE`: term by term, exit status 1 if any was refused."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked for."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, store nothing")
        parser.add_argument(
            "--scheme", choices=Scheme.values, default="", help="the list for terms of other vocabularies"
        )

    def handle(self, *_: Any, file: Path, dry_run: bool, scheme: str, verbosity: int, **__: Any) -> None:
        """Read, store, report."""
        try:
            with file.open("rb") as opened:
                report = take(parse(opened.read(LARGEST + 1)), scheme, rehearsal=dry_run)
        except OSError as reason:
            raise CommandError(f"{file}: {reason.strerror}") from reason
        except UnreadableError as reason:
            raise CommandError(f"{file}: {reason} Nothing was stored.") from reason
        for title, names in (("added", report.added), ("changed", report.changed)):
            if verbosity:
                self.stdout.writelines(f"{title} {name}" for name in names)
        for fault in report.faults:
            self.stdout.write(CONTROL.sub(" ", f"refused {fault}"))
        self.stdout.write(
            f"{len(report.added)} added, {len(report.changed)} changed, {len(report.same)} left as they are, "
            f"{report.refused} refused"
        )
        if dry_run:
            self.stdout.write("Nothing was stored: this was a dry run.")
        if report.refused:
            raise CommandError(f"{report.refused} terms were refused.")
