"""Writes a whole language as one PO file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.languages import find
from publishing.catalogue.writing import parts


class Command(BaseCommand):
    """`export_po LANG FILE`: every sentence that is translated here, and every short text."""

    help = "Exports a language as one PO file; importing it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The language and the file."""
        parser.add_argument("language", metavar="LANG")
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, language: str, file: Path, **_: Any) -> None:
        """Write it. Raises CommandError for a language that the site does not have."""
        row = find(language)
        if row is None:
            raise CommandError(f"not a language of this site: {language}")
        with file.open("w", encoding="utf-8") as out:
            out.writelines(parts(row.code, drafts=True))
