"""The message catalogues: which texts the code and templates hold, and the files that translate them.

Stock `makemessages` and `compilemessages` call GNU gettext, which a fresh machine does not have.
Babel reads the same texts and polib writes the same files, so that nobody has to install anything.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polib
from babel.messages.catalog import PYTHON_FORMAT
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

# Where texts for people live; tests, docs and data folders are never read.
FOLDERS = (
    "hub",
    "accounts",
    "files",
    "vocabulary",
    "resources",
    "trainers",
    "casework",
    "search",
    "publishing",
    "api",
    "home",
    "templates",
)
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLURALS = {
    "es": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
}
PLURAL_FORMS = {"es": 2, "fr": 2, "ar": 6}
TRANSLATED = tuple(PLURALS)

Key = tuple[str | None, str]


@dataclass
class Message:
    """One text of the interface and the files that show it."""

    text: str
    plural: str = ""
    context: str | None = None
    notes: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        """What tells two messages apart."""
        return (self.context, self.text)

    @property
    def flags(self) -> list[str]:
        """`python-format` where the text has named gaps that a translation must keep."""
        return ["python-format"] if PYTHON_FORMAT.search(f"{self.text} {self.plural}") else []


def sources(root: Path) -> Iterator[Path]:
    """Every file that may hold a text for people, in a settled order."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                yield path


def as_python(path: Path) -> bytes:
    """The file as Python source: a template's texts become calls, all else is blanked out."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text.encode()
    lines = templatize(text, origin=str(path)).splitlines()
    return "\n".join(line.lstrip() for line in lines).encode()


def in_file(path: Path) -> Iterator[Message]:
    """The messages of one file."""
    found: Iterable[tuple[int, Any, Any, Any]] = extract_python(
        io.BytesIO(as_python(path)), dict(KEYWORDS), ["Translators:"], {"encoding": "utf-8"}
    )
    for _line, function, arguments, notes in found:
        name = str(function)
        strings: list[str] = [
            each or "" for each in (arguments if isinstance(arguments, (tuple, list)) else [arguments])
        ]
        context = strings.pop(0) if "pgettext" in name else None
        if not strings or not strings[0]:
            continue
        plural = strings[1] if name.startswith("n") else ""
        yield Message(strings[0], plural, context, list(notes))


def collect(root: Path) -> dict[Key, Message]:
    """All messages of the project, each once."""
    messages: dict[Key, Message] = {}
    for path in sources(root):
        for message in in_file(path):
            known = messages.setdefault(message.key, message)
            known.plural = known.plural or message.plural
            known.notes += [note for note in message.notes if note not in known.notes]
            known.places.add(path.relative_to(root).as_posix())
    return messages


def file_of(root: Path, language: str) -> Path:
    """Where the translations into one language stand."""
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def merged(old: Iterable[polib.POEntry], messages: dict[Key, Message], language: str) -> polib.POFile:
    """A catalogue of exactly these messages, with the translations that are already there."""
    known: dict[Key, polib.POEntry] = {(entry.msgctxt, entry.msgid): entry for entry in old}
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Project-Id-Version": "Protection Hub",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for message in sorted(messages.values(), key=lambda m: (min(m.places), m.text, m.context or "")):
        catalogue.append(_entry(message, known.get(message.key), PLURAL_FORMS[language]))
    return catalogue


def _entry(message: Message, known: polib.POEntry | None, forms: int) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=message.text,
        msgctxt=message.context,
        occurrences=[(place, "") for place in sorted(message.places)],
        comment="\n".join(message.notes),
        flags=message.flags,
    )
    if message.plural:
        entry.msgid_plural = message.plural
        had = known.msgstr_plural if known else {}
        entry.msgstr_plural = {form: had.get(form, "") for form in range(forms)}
    elif known:
        entry.msgstr = known.msgstr
    return entry


def compile_stale(root: Path) -> list[Path]:
    """Compile each catalogue that is newer than its compiled file; returns those compiled."""
    done = []
    for language in TRANSLATED:
        source = file_of(root, language)
        target = source.with_suffix(".mo")
        if source.exists() and (not target.exists() or target.stat().st_mtime < source.stat().st_mtime):
            written = target.with_suffix(".mo.new")
            polib.pofile(str(source)).save_as_mofile(str(written))
            written.replace(target)
            done.append(target)
    return done
