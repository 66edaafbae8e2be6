"""Bring desks, organisations and trainers in from a directory file."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from trainers.importing.reading import UnreadableFileError, read
from trainers.importing.running import Options, rehearse, run


class Command(BaseCommand):
    """`import_directory FILE.json`: idempotent, record by record, exit status 1 if any record failed."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked for."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, store nothing")
        parser.add_argument("--take-theirs", action="store_true", help="overwrite what was edited here")
        parser.add_argument("--move-dates", action="store_true", help="move every date by today minus the file's as_of")

    def handle(self, *_: Any, file: Path, dry_run: bool, take_theirs: bool, move_dates: bool, **__: Any) -> None:
        """Read, write, report."""
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
