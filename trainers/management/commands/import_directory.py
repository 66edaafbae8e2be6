"""Bring desks, organisations and trainers in from a directory file."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from http.client import HTTPException
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from trainers.hsds.fetching import bring_in
from trainers.importing.reading import UnreadableFileError, read
from trainers.importing.running import Options, rehearse, run
from trainers.links_health.asking import NotAskedError


class Command(BaseCommand):
    """`import_directory FILE.json`: idempotent, record by record, exit status 1 if any record failed."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked for."""
        parser.add_argument("file", help="a file; with --format hsds also an address of HUB_HSDS_FEEDS")
        parser.add_argument("--format", choices=("directory", "hsds"), default="directory", help="hsds: as proposals")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, store nothing")
        parser.add_argument("--take-theirs", action="store_true", help="overwrite what was edited here")
        parser.add_argument("--move-dates", action="store_true", help="move every date by today minus the file's as_of")

    def handle(self, *_: Any, file: str | Path, **options: Any) -> None:
        """Read, write, report."""
        if options["format"] == "hsds":
            self._propose(str(file), dry_run=options["dry_run"])
        else:
            self._import(Path(file), options["dry_run"], options["take_theirs"], options["move_dates"])

    def _propose(self, source: str, *, dry_run: bool) -> None:
        """Keep the entries of another directory as proposals: a desk decides of each."""
        try:
            found, kept = bring_in(source, timezone.localdate(), dry_run=dry_run)
        except (OSError, HTTPException, UnreadableFileError, NotAskedError) as reason:
            raise CommandError(f"{source}: {reason}; nothing was stored") from reason
        self.stdout.write("\n".join([*found.faults, f"proposals: {kept}"]))
        if found.faults:
            raise CommandError(f"{len(found.faults)} entries cannot be used.")

    def _import(self, file: Path, dry_run: bool, take_theirs: bool, move_dates: bool) -> None:
        """Bring in a file of this site's own format."""
        try:
            document = read(file.read_bytes())
        except OSError as reason:
            raise CommandError(f"{file}: {reason.strerror}") from reason
        except UnreadableFileError as reason:
            raise CommandError(f"{file}: {reason}; nothing was stored") from reason
        move_by = timezone.localdate() - document.as_of if move_dates else dt.timedelta()
        options = Options(move_by, take_theirs)
        report = rehearse(document, options) if dry_run else run(document, options)
        self.stdout.write("\n".join([*report.lines, *report.summary()]))
        if dry_run:
            self.stdout.write("Nothing was stored: this was a dry run.")
        if report.total("failed"):
            raise CommandError(f"{report.total('failed')} records failed.")
