"""Writes the library as a folder of Markdown."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.languages import find
from resources.exporting.run import export_folder
from resources.values import Notice


class Command(BaseCommand):
    """`export_resources DIR`: what anybody may read, in the format that `import_resources` reads."""

    help = "Exports the published resources to a folder; importing it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder and the languages."""
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--language", nargs="*", default=[], metavar="TAG", help="only these languages")

    def handle(self, *, folder: Path, language: list[str], verbosity: int, **_: Any) -> None:
        """Export and say what could not go along."""
        found = {tag: find(tag) for tag in language}
        if unknown := [tag for tag, row in found.items() if row is None]:
            raise CommandError(f"not a language of this site: {', '.join(unknown)}")

        def hear(notice: Notice) -> None:
            if verbosity:
                self.stdout.write(f"note {notice.path}: {notice.words}")

        written = export_folder(folder, [row.code for row in found.values() if row], hear)
        if verbosity:
            self.stdout.write(f"{written} files written to {folder}")
