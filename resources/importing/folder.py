"""What a folder of resources holds: which files are which resource, in which language, in which order.

Reads names only; `read` gives the text of one file. Symbolic links and anything that is not a plain
file are never followed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from hub.languages import Language, find
from hub.wording import worded
from resources.importing.characters import clean
from resources.importing.faults import Fault
from resources.values import Notice

MAX_BYTES = 2 * 1024 * 1024
MAX_LINE = 50_000
MAX_BRACKETS = 20_000  # each opens a link that may never end: reading them costs their square
SLUG = re.compile(r"[-\w]{1,120}")
NUMBER = re.compile(r"^\d+[-_. ]+(?=.)")
INDEX = "index.md"
IMAGES = "images"
FILES = "files"


@dataclass(frozen=True)
class SourceFile:
    """One Markdown file: where it is, and which page of which language it is."""

    path: str
    resource_id: str
    language: Language

    @property
    def slug(self) -> str:
        """The last part of the resource's id."""
        return self.resource_id.rpartition("/")[2]


@dataclass(frozen=True)
class Edition:
    """A resource in one language: its main file and, if it is a manual, its chapters in order."""

    language: Language
    main: SourceFile | None
    chapters: tuple[SourceFile, ...] = ()

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """The main file first."""
        return ((self.main,) if self.main else ()) + self.chapters


@dataclass(frozen=True)
class SourceResource:
    """A resource with its editions, the site's first language first."""

    slug: str
    editions: tuple[Edition, ...]


@dataclass
class Folder:
    """What a scan found, and what it refused."""

    root: Path
    resources: list[SourceResource] = field(default_factory=list)
    failed: list[Notice] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def refuse(self, path: str, reason: str) -> None:
        """Note a file that cannot be imported."""
        self.failed.append(Notice(path, reason))

    def files(self) -> Iterator[SourceFile]:
        """All Markdown files, in the order in which they are imported."""
        for resource in self.resources:
            for edition in resource.editions:
                yield from edition.files


def scan(root: Path, first: str = "en") -> Folder:
    """The resources of a folder in the order of their slugs; `first` is the language that leads."""
    if not root.is_dir():
        raise Fault(worded(_("%(path)s is not a folder"), path=str(root)))
    found = Folder(root)
    for entry in _entries(found, root, ""):
        if not entry.is_dir(follow_symlinks=False):
            continue
        if not SLUG.fullmatch(entry.name):
            found.refuse(entry.name, _("the name of the folder is not a slug (letters, digits and hyphens)"))
            continue
        if editions := _editions(found, root, entry.name):
            ordered = sorted(editions.values(), key=lambda each: (each.language.code != first, each.language.code))
            found.resources.append(SourceResource(entry.name, tuple(ordered)))
    return found


def _entries(found: Folder, root: Path, folder: str) -> list[os.DirEntry[str]]:
    """The visible entries of a folder by name, without links and special files (told)."""
    try:
        with os.scandir(root / folder) as listing:
            visible = sorted((each for each in listing if not each.name.startswith(".")), key=lambda each: each.name)
    except OSError as error:
        found.refuse(folder, worded(_("cannot be read: %(error)s"), error=str(error.strerror)))
        return []
    entries = []
    for entry in visible:
        path = f"{folder}/{entry.name}".lstrip("/")
        if entry.is_symlink():
            found.refuse(path, _("is a symbolic link; links are not followed"))
        elif not entry.is_dir(follow_symlinks=False) and not entry.is_file(follow_symlinks=False):
            found.refuse(path, _("is not a plain file"))
        else:
            entries.append(entry)
    return entries


def _editions(found: Folder, root: Path, slug: str) -> dict[str, Edition]:
    editions: dict[str, Edition] = {}
    for entry in sorted(_entries(found, root, slug), key=lambda each: each.is_file()):
        path, is_file = f"{slug}/{entry.name}", entry.is_file()
        if entry.name in {IMAGES, FILES} and not is_file:
            continue
        if is_file and not entry.name.endswith(".md"):
            found.notices.append(Notice(path, _("is not a Markdown file; ignored")))
            continue
        tag = entry.name.removesuffix(".md") if is_file else entry.name
        language = find(tag)
        if language is None:
            found.refuse(path, worded(_("“%(tag)s” is not a language of this site"), tag=tag))
        elif language.code in editions:
            words = _("there is another text in %(language)s for this resource")
            found.refuse(path, worded(words, language=language.tag))
        else:
            one = Edition(language, SourceFile(path, slug, language))
            editions[language.code] = one if is_file else _chapters(found, root, slug, entry.name, language)
    return {code: edition for code, edition in editions.items() if edition.files}


def _chapters(found: Folder, root: Path, slug: str, name: str, language: Language) -> Edition:
    main, chapters = None, dict[str, SourceFile]()
    for entry in _entries(found, root, f"{slug}/{name}"):
        path = f"{slug}/{name}/{entry.name}"
        if not entry.is_file() or not entry.name.endswith(".md"):
            found.notices.append(Notice(path, _("is not a Markdown file; ignored")))
            continue
        if entry.name == INDEX:
            main = SourceFile(path, slug, language)
            continue
        chapter = chapter_slug(entry.name)
        if not SLUG.fullmatch(chapter):
            found.refuse(path, _("the name of the file is not a slug (letters, digits and hyphens)"))
        elif chapter in chapters:
            words = _("there is another chapter “%(name)s” in %(language)s")
            found.refuse(path, worded(words, name=chapter, language=language.tag))
        else:
            chapters[chapter] = SourceFile(path, f"{slug}/{chapter}", language)
    return Edition(language, main, tuple(chapters.values()))


def chapter_slug(name: str) -> str:
    """A chapter's part of the id: its file name without its number and ending."""
    stem = name.removesuffix(".md")
    return NUMBER.sub("", stem)


def read_bytes(root: Path, path: str, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a plain file below `root`, never through a link and never more than `limit`."""
    place = root.resolve() / path
    if place.resolve() != place:
        raise Fault(_("is reached through a symbolic link; links are not followed"))
    try:
        handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise Fault(worded(_("cannot be read: %(error)s"), error=str(error.strerror))) from error
    if len(data) > limit:
        raise Fault(_("is larger than %(most)s KB") % {"most": limit // 1024})
    return data


def text_of(data: bytes) -> str:
    """The text of a file's bytes; what is not UTF-8 text is a fault."""
    if b"\0" in data:
        raise Fault(_("holds NUL bytes; it is not a text file"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Fault(_("is not UTF-8 (byte %(number)s)") % {"number": error.start + 1}) from error
    text = clean(text)
    if any(len(line) > MAX_LINE for line in text.split("\n")):
        raise Fault(_("has a line of more than %(most)s characters") % {"most": MAX_LINE})
    if text.count("[") > MAX_BRACKETS:
        raise Fault(_("has more than %(most)s opening brackets") % {"most": MAX_BRACKETS})
    return text
