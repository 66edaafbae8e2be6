"""What a PO file of a language would change: looked at first, taken after, by the same rules."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

import polib
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation

from hub import languages
from publishing.catalogue.places import Language, Managed, is_row, split
from publishing.catalogue.writing import OF_LANGUAGE, OF_VERSION, VERSION
from publishing.texts.reading import shelf
from publishing.texts.values import PREFIX, RefusedText, Text
from publishing.texts.writing import check, save
from publishing.translation.po import HEADER, Refused, complaints, exported_on, keep, short, words_of

LARGEST: Final = 40 * 1024 * 1024


@dataclass(frozen=True)
class Change:
    """A sentence whose words become others."""

    where: str
    original: str
    before: str
    after: str


@dataclass(frozen=True)
class NotTaken:
    """A sentence that is not taken, and why."""

    where: str
    original: str
    why: str


@dataclass
class Outcome:
    """What became, or would become, of each sentence of a file."""

    changes: list[Change] = field(default_factory=list)
    refused: list[NotTaken] = field(default_factory=list)
    same: int = 0
    empty: int = 0

    def add(self, other: Outcome) -> None:
        """What became of more sentences."""
        self.changes += other.changes
        self.refused += other.refused
        self.same += other.same
        self.empty += other.empty

    def refuse(self, where: str, entry: polib.POEntry, why: str) -> None:
        """Name a sentence that is not taken."""
        self.refused.append(NotTaken(where, short(entry.msgid), why))


@dataclass(frozen=True)
class Part:
    """What a file says of one page or one row: taken wholly or not at all."""

    name: str
    entries: Sequence[polib.POEntry]
    go_through: Callable[[bool], Outcome]  # keeps what fits if told to act

    def read(self, *, act: bool) -> Outcome:
        """Look at its sentences, or take those that fit."""
        if not act:
            return self.go_through(False)
        with transaction.atomic():
            return self.go_through(True)


@dataclass(frozen=True)
class File:
    """A file of a language, and who brings it."""

    po: polib.POFile
    code: str
    user: Any
    drafts: bool

    @cached_property
    def said(self) -> Mapping[str, Sequence[polib.POEntry]]:
        """The sentences that have a translation, by the page or the row that they stand in."""
        found: dict[str, list[polib.POEntry]] = defaultdict(list)
        for entry in self.po:
            if not entry.obsolete and entry.msgstr:
                context = entry.msgctxt or ""
                found[context if is_row(context) else split(context)[0]].append(entry)
        return found

    @property
    def empty(self) -> int:
        """How many sentences have none."""
        return sum(not entry.msgstr for entry in self.po if not entry.obsolete)

    def parts(self, done: Collection[str] = ()) -> Iterator[Part]:
        """Page after page, then row after row, but for those that are done."""
        left = {name: entries for name, entries in self.said.items() if name not in done}
        pages = {name for name in left if not is_row(name)}
        for page in Language(self.code, drafts=self.drafts).pages(pages) if pages else ():
            if page.name in left:
                entries = left.pop(page.name)
                yield Part(page.name, entries, partial(_page, self, page, entries))
        for name in [name for name in left if name in pages]:
            entries = left.pop(name)
            yield Part(name, entries, partial(_nowhere, name, entries))
        known: Mapping[str, Text] = {text.key: text for text in shelf().texts(self.code)} if left else {}
        for name, entries in left.items():
            text = known.get(name.removeprefix(f"{PREFIX}:"))
            yield Part(name, entries, partial(_row, self, text, entries))


def opened(path: Path) -> polib.POFile:
    """The file; raises Refused where it is none."""
    if path.stat().st_size > LARGEST:
        raise Refused(_("This file is too large to be the words of a language."))
    return parsed(path.read_bytes())


def parsed(data: bytes) -> polib.POFile:
    """The file of these bytes; raises Refused where it is none."""
    try:
        # polib takes a text for the name of a file unless it has a line break.
        return polib.pofile("\n" + data.decode("utf-8-sig"), wrapwidth=0)
    except (OSError, UnicodeDecodeError, ValueError, IndexError) as error:
        raise Refused(_("This is not a PO file, or it was damaged on the way.")) from error


def language_of(po: polib.POFile) -> str:
    """The code of the language that a file is of; raises Refused where it was not made here."""
    if po.metadata.get(HEADER):
        raise Refused(_("This PO file is of one text. Upload it where that text is translated."))
    code = po.metadata.get(OF_LANGUAGE, "")
    if code not in languages.BY_CODE:
        raise Refused(
            _("This PO file does not say which language of this site it is: the line “%(name)s” is missing at its top.")
            % {"name": OF_LANGUAGE}
        )
    if po.metadata.get(OF_VERSION) != VERSION:
        raise Refused(_("This PO file was made by another version of this site. Download it again."))
    return code


def check_language(po: polib.POFile, code: str) -> None:
    """Raise Refused where a file is of another language than this."""
    other = language_of(po)
    if other != code:
        names = {"other": languages.BY_CODE[other].endonym, "this": languages.BY_CODE[code].endonym}
        raise Refused(_("This PO file is for %(other)s, not for %(this)s.") % names)


def read(po: polib.POFile, code: str, user: Any, *, drafts: bool, act: bool = False) -> Outcome:
    """Go through a file; `act` keeps what fits, one page or row at a time, each wholly or not at all."""
    file = File(po, code, user, drafts)
    outcome = Outcome(empty=file.empty)
    for part in file.parts():
        outcome.add(part.read(act=act))
    return outcome


def _nowhere(name: str, entries: Sequence[polib.POEntry], _act: bool) -> Outcome:
    outcome = Outcome()
    for entry in entries:
        outcome.refuse(name, entry, _("There is no text of this name to translate."))
    return outcome


def _page(file: File, page: Managed, entries: Sequence[polib.POEntry], act: bool) -> Outcome:
    outcome, exported, rows = Outcome(), exported_on(file.po), list[StringTranslation]()
    for entry in entries:
        segment = page.segments.get((entry.msgid, split(entry.msgctxt or "")[1]))
        existing = page.words(segment) if segment else None
        if segment and existing and existing.data == entry.msgstr:
            outcome.same += 1
        elif segment is None or (why := _why_not(entry, existing, exported, file.user)):
            why = why if segment else _("This sentence is not in the text as it is now.")
            outcome.refuse(page.title, entry, why)
        else:
            outcome.changes.append(Change(page.title, entry.msgid, existing.data if existing else "", entry.msgstr))
            rows.append(words_of(segment, page.translation, entry, file.user))
    if act:
        keep(rows)
    return outcome


def _why_not(entry: polib.POEntry, existing: Any, exported: dt.datetime | None, user: Any) -> str:
    return _unsure(entry) or " ".join(complaints(entry, existing, exported, user))


def _unsure(entry: polib.POEntry) -> str:
    return _("It is marked as unsure (fuzzy).") if "fuzzy" in entry.flags else ""


def _row(file: File, text: Text | None, entries: Sequence[polib.POEntry], act: bool) -> Outcome:
    outcome = Outcome()
    for entry in entries:
        where = text.name if text else entry.msgctxt or ""
        if text and text.words == entry.msgstr:
            outcome.same += 1
            continue
        try:
            _words_of_row(file, text, entry, act=act)
        except RefusedText as refused:
            outcome.refuse(where, entry, str(refused))
        else:
            outcome.changes.append(Change(where, entry.msgid, text.words if text else "", entry.msgstr))
    return outcome


def _words_of_row(file: File, text: Text | None, entry: polib.POEntry, *, act: bool) -> None:
    if text is None:
        raise RefusedText(_("There is no text of this name to translate."))
    if text.original != entry.msgid:
        raise RefusedText(_("This sentence is not in the text as it is now."))
    if why := _unsure(entry):
        raise RefusedText(why)
    check(text, entry.msgstr)
    if act:
        save(text, file.code, entry.msgstr, file.user)
