"""Write the whole directory, private parts included, to a file that `import_directory` reads back."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from trainers.exporting import document
from trainers.hsds.whole import whole
from trainers.importing.reading import LISTS, Document
from trainers.importing.running import incomplete


class Command(BaseCommand):
    """`export_directory FILE.json`: readable by its owner only, since it holds contacts and exclusions."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and under which licence."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--licence", default="not-for-publication", help="what the file says of its own licence")
        parser.add_argument(
            "--format", choices=("directory", "hsds"), default="directory", help="hsds: public fields only"
        )

    def handle(self, *_: Any, file: Path, licence: str, **options: Any) -> None:
        """Write everything, or what is public in the words of HSDS."""
        if options["format"] == "hsds":
            content = whole(timezone.localdate(), licence)
            self._write(file, content)
            kinds = ("organizations", "services", "taxonomy_terms")
        else:
            content = document(timezone.localdate(), licence)
            self._write(file, content)
            written = Document(timezone.localdate(), *(tuple(content[kind]) for kind in LISTS))
            faults = (f"not complete yet, would not be read back: {each}" for each in incomplete(written))
            self.stderr.write("\n".join(faults))
            kinds = LISTS
        counts = ", ".join(f"{len(content[kind])} {kind}" for kind in kinds)
        self.stdout.write(f"{file}: {counts}")

    def _write(self, file: Path, content: dict[str, Any]) -> None:
        """Write beside the target first, so that a full disk leaves the old file whole."""
        draft = file.with_name(f".{file.name}.part")
        with open(draft, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as target:
            json.dump(content, target, ensure_ascii=False, indent=1)
            target.write("\n")
        draft.replace(file)
