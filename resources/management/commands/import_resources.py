"""Brings a folder of Markdown into the library."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from resources.importing.faults import Fault
from resources.importing.report import Line, Outcome, Report
from resources.importing.run import import_folder


class Command(BaseCommand):
    """`import_resources DIR`: created, updated, unchanged, failed, conflict and missing, file by file."""

    help = "Imports a folder of resources. Run again, it changes only what changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder and what may be done."""
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen; write nothing")
        parser.add_argument(
            "--take-theirs", action="store_true", help="where a page was edited here, take the file's text"
        )

    def handle(self, *, folder: Path, dry_run: bool, take_theirs: bool, verbosity: int, **_: Any) -> None:
        """Import and report; status 1 if any file failed."""

        def hear(line: Line) -> None:
            if verbosity > 1 or (verbosity and line.outcome is not Outcome.UNCHANGED):
                self.stdout.write(str(line))

        try:
            report = import_folder(folder, dry_run=dry_run, take_theirs=take_theirs, hear=hear)
        except Fault as fault:
            raise CommandError(fault.reason) from fault
        if verbosity:
            self._notices(report)
            self.stdout.write(("Would be: " if dry_run else "") + report.summary())
        if report.failed:
            sys.exit(1)

    def _notices(self, report: Report) -> None:
        """What editors should know, equal notices of one file once."""
        for notice, times in Counter(report.notices).items():
            self.stdout.write(f"note      {notice.path}: {notice.words}" + (f" ({times} times)" if times > 1 else ""))
