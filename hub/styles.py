"""The style files of every page as one file: on a slow line each request costs more than what it brings.

Whoever writes styles keeps them apart; they are joined where static files are looked for, so that collecting them,
serving them and their names with a mark of their content work as for any other file.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

NAME: Final = "css/site.css"
FOLDER: Final = "styles"
# In the order of their layers; what is for paper goes along, for asking for it apart would cost a slow line more.
PARTS: Final = ("tokens", "base", "layout", "components")
PAPER: Final = "print"
COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
BLANKS: Final = re.compile(r"\s*\n\s*")


def joined(parts: Iterable[str], paper: str) -> str:
    """Style files as one, without comments and without the blanks that lines begin with."""
    text = COMMENT.sub("", "\n".join([*parts, f"@media print {{\n{paper}\n}}"]))
    return BLANKS.sub("\n", text).strip() + "\n"


class OneStyleFinder(BaseFinder):
    """Finds the joined file, made anew where one of its parts has changed."""

    def check(self, **_: object) -> list[Any]:
        """Nothing can be set wrongly."""
        return []

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:
        """The path of the joined file; nothing for any other."""
        if path != NAME:
            return []
        made = str(_made())
        return [made] if find_all else made

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """The joined file, for whoever collects all files."""
        _made()
        yield NAME, FileSystemStorage(location=Path(settings.HUB_DATA_DIR) / FOLDER)


def _made() -> Path:
    folder = settings.BASE_DIR / "static" / "css"
    texts = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in (*PARTS, PAPER)]
    text = joined(texts[:-1], texts[-1])
    path = Path(settings.HUB_DATA_DIR) / FOLDER / NAME
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        # Others may read it at this moment: whole or not at all, and readable as static files are.
        Path(made).chmod(0o644)
        Path(made).replace(path)
    return path
