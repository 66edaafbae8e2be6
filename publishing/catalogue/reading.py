"""What a PO file of a language would change: looked at first, taken after, by the same rules."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import polib
from django.db import transaction
from django.utils.translation import gettext as _

from hub import languages
from publishing.catalogue.places import Language, Managed, is_row, split
from publishing.catalogue.writing import OF_LANGUAGE, OF_VERSION, VERSION
from publishing.texts.reading import shelf
from publishing.texts.values import PREFIX, RefusedText, Text
from publishing.texts.writing import check, save
from publishing.translation.po import HEADER, Refused, complaints, exported_on, short, store

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


def opened(path: Path) -> polib.POFile:
    """The file; raises Refused where it is none."""
    if path.stat().st_size > LARGEST:
        raise Refused(_("This file is too large to be the words of a language."))
    try:
        # polib takes a text for the name of a file unless it has a line break.
        return polib.pofile("\n" + path.read_text(encoding="utf-8-sig"), wrapwidth=0)
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
    outcome, exported = Outcome(), exported_on(po)
    pages: dict[str, list[polib.POEntry]] = defaultdict(list)
    rows: list[polib.POEntry] = []
    for entry in po:
        if entry.obsolete or not entry.msgstr:
            outcome.empty += not entry.obsolete
        elif is_row(entry.msgctxt or ""):
            rows.append(entry)
        else:
            pages[split(entry.msgctxt or "")[0]].append(entry)
    for page in Language(code, drafts=drafts).pages():
        if entries := pages.pop(page.name, []):
            _page(page, entries, exported, user, outcome, act=act)
    for name, entries in pages.items():
        for entry in entries:
            _refuse(outcome, name, entry, _("There is no text of this name to translate."))
    _rows(rows, code, user, outcome, act=act)
    return outcome


def _refuse(outcome: Outcome, where: str, entry: polib.POEntry, why: str) -> None:
    outcome.refused.append(NotTaken(where, short(entry.msgid), why))


def _page(
    page: Managed,
    entries: Iterable[polib.POEntry],
    exported: dt.datetime | None,
    user: Any,
    outcome: Outcome,
    *,
    act: bool,
) -> None:
    with transaction.atomic():
        for entry in entries:
            segment = page.segments.get((entry.msgid, split(entry.msgctxt or "")[1]))
            existing = page.words(segment) if segment else None
            if existing and existing.data == entry.msgstr:
                outcome.same += 1
            elif why := _why_not(entry, segment, existing, exported, user):
                _refuse(outcome, page.title, entry, why)
            else:
                before = existing.data if existing else ""
                outcome.changes.append(Change(page.title, entry.msgid, before, entry.msgstr))
                if act:
                    store(existing, segment, page.translation, entry, user)


def _why_not(entry: polib.POEntry, segment: Any, existing: Any, exported: dt.datetime | None, user: Any) -> str:
    if segment is None:
        return _("This sentence is not in the text as it is now.")
    return _unsure(entry) or " ".join(complaints(entry, existing, exported, user))


def _unsure(entry: polib.POEntry) -> str:
    return _("It is marked as unsure (fuzzy).") if "fuzzy" in entry.flags else ""


def _rows(entries: Sequence[polib.POEntry], code: str, user: Any, outcome: Outcome, *, act: bool) -> None:
    known: Mapping[str, Text] = {text.key: text for text in shelf().texts(code)} if entries else {}
    for entry in entries:
        text = known.get((entry.msgctxt or "").removeprefix(f"{PREFIX}:"))
        where = text.name if text else entry.msgctxt or ""
        if text and text.words == entry.msgstr:
            outcome.same += 1
            continue
        try:
            _row(text, entry, code, user, act=act)
        except RefusedText as refused:
            _refuse(outcome, where, entry, str(refused))
        else:
            outcome.changes.append(Change(where, entry.msgid, text.words if text else "", entry.msgstr))


def _row(text: Text | None, entry: polib.POEntry, code: str, user: Any, *, act: bool) -> None:
    if text is None:
        raise RefusedText(_("There is no text of this name to translate."))
    if text.original != entry.msgid:
        raise RefusedText(_("This sentence is not in the text as it is now."))
    if why := _unsure(entry):
        raise RefusedText(why)
    check(text, entry.msgstr)
    if act:
        save(text, code, entry.msgstr, user)
