"""Proposals from other directories: kept, compared with what is here, taken as drafts or refused."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final
from urllib.parse import urlsplit

from anyascii import anyascii
from django.db import transaction
from django.db.models import QuerySet

from hub import keys
from trainers import addresses
from trainers.hsds.drafting import MAKERS, Content
from trainers.hsds.models import FeedEntry, FeedKind, FeedState
from trainers.hsds.reading import Codes, Read
from trainers.importing import running, writing, writing_trainers
from trainers.models import Organisation, Trainer
from trainers.models.base import DirectoryEntry
from vocabulary import store
from vocabulary.models import Scheme

ALIKE: Final = 0.86
MOST_ALIKE: Final = 5
# Under this name the content of an entry keeps what it said when it was taken, until somebody saw to the changes.
TAKEN: Final = "="


class DecidedError(ValueError):
    """Somebody has decided of this proposal already."""


@dataclass(frozen=True)
class Kept:
    """What became of a feed: how many proposals are new, changed, as before."""

    new: int = 0
    changed: int = 0
    same: int = 0


def codes() -> Codes:
    """The terms that a feed's can be."""
    lists = (Scheme.TOPIC, Scheme.FORMAT, Scheme.AT_RISK_GROUP, Scheme.SERVICE)
    return Codes(*(frozenset(store.codes(scheme)) for scheme in lists))


@transaction.atomic
def keep(found: Read, source: str, today: dt.date) -> Kept:
    """Keep each entry of a feed as a proposal; what was decided of stays so while it says the same.

    What was taken and says something else now waits once more, beside what it said when it was taken.
    """
    before = {row.foreign_id: row for row in FeedEntry.objects.filter(source=source)}
    counted = {"new": 0, "changed": 0, "same": 0}
    for each in found.offered:
        row = before.get(each.foreign_id)
        if row and row.digest == mark_of(each.content):
            counted["same"] += 1
            continue
        counted["changed" if row else "new"] += 1
        row = row or FeedEntry(source=source, foreign_id=each.foreign_id)
        _say(row, each.kind, each.content, today)
        row.save()
        before[each.foreign_id] = row
    return Kept(**counted)


def _say(row: FeedEntry, kind: str, content: Content, today: dt.date) -> None:
    """Put what a feed says now into its row; one that says again what was taken has nothing left to decide."""
    then = taken(row)
    said = mark_of(content)
    settled = then is not None and mark_of(then) == said
    row.state = FeedState.ACCEPTED if settled else FeedState.WAITING
    row.kind, row.digest, row.received = kind, said, today
    row.content = content if then is None or settled else {**content, TAKEN: then}


def taken(row: FeedEntry) -> Content | None:
    """What an entry said when it was taken; None where it never was."""
    if not row.made:
        return None
    said: Content = row.content.get(TAKEN) or row.content
    return said


def mark_of(content: Content) -> str:
    """A mark that changes with what is said."""
    return keys.keyed_hash("trainers.feed", json.dumps(content, sort_keys=True))


def made_of(entry: FeedEntry) -> DirectoryEntry | None:
    """The entry here that was made of it, while there is one."""
    return known(entry.kind).filter(public_id=entry.made).first() if entry.made else None


def like(entry: FeedEntry) -> list[DirectoryEntry]:
    """Entries here that may be the same one: by name, by site, by mail; the likeliest first."""
    name, host = folded(entry.content["name"]), host_of(entry.content.get("website", ""))
    scored = []
    for row in known(entry.kind):
        likeness = SequenceMatcher(None, name, folded(name_of(row))).ratio()
        if host and host == host_of(getattr(row, "website", "")):
            likeness = 1.0
        if likeness >= ALIKE:
            scored.append((likeness, row))
    return [row for _likeness, row in sorted(scored, key=lambda each: (-each[0], each[1].pk))[:MOST_ALIKE]]


def clearly_here(entries: Iterable[FeedEntry]) -> dict[str, str]:
    """For a list: the id of an entry that has the very same name or site, by proposal."""
    here: dict[tuple[str, str], str] = {}
    for kind in FeedKind.values:
        for row in known(kind):
            here[kind, folded(name_of(row))] = row.public_id
            if host := host_of(getattr(row, "website", "")):
                here[kind, host] = row.public_id
    found = {}
    for each in entries:
        marks = (folded(each.content["name"]), host_of(each.content.get("website", "")) or "-")
        if same := next((here[each.kind, mark] for mark in marks if (each.kind, mark) in here), None):
            found[str(each.pk)] = same
    return found


def known(kind: str) -> QuerySet[Any]:
    """Everything of a kind that is here, published or not."""
    return Organisation.objects.order_by("pk") if kind == FeedKind.ORGANISATION else Trainer.objects.order_by("pk")


def name_of(row: Any) -> str:
    """The name of an entry."""
    return str(getattr(row, "display_name", None) or row.name)


def folded(name: str) -> str:
    """A name in small Latin letters."""
    return re.sub(r"[^a-z0-9]+", " ", anyascii(name).casefold()).strip()


def host_of(address: str) -> str:
    """The host of an address."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@transaction.atomic
def accept(entry_id: Any, today: dt.date) -> DirectoryEntry:
    """Make a draft of a proposal: unpublished, vouched for by nobody, everything for the desk only.

    Raises DecidedError when somebody was faster.
    """
    entry = _waiting(entry_id)
    if made_of(entry):
        raise DecidedError
    build = MAKERS[FeedKind(entry.kind)]
    record = build(entry.content, _free_id(entry), today)
    write: Callable[..., DirectoryEntry] = (
        writing.organisation if entry.kind == FeedKind.ORGANISATION else writing_trainers.trainer
    )
    row = write(record, None, running.links())
    writing.keep_revision(row, live=False)
    row.refresh_from_db()
    entry.state, entry.made = FeedState.ACCEPTED, row.public_id
    entry.content.pop(TAKEN, None)
    entry.save()
    return row


@transaction.atomic
def seen_to(entry_id: Any) -> None:
    """Somebody has seen to what changed since it was taken. Raises DecidedError when nothing is left to see to."""
    entry = _waiting(entry_id)
    if not made_of(entry):
        raise DecidedError
    entry.content.pop(TAKEN, None)
    entry.state = FeedState.ACCEPTED
    entry.save()


@transaction.atomic
def refuse(entry_id: Any) -> None:
    """Refuse a proposal; it stays refused while the feed says the same. Raises DecidedError when decided already."""
    entry = _waiting(entry_id)
    if made_of(entry):
        raise DecidedError
    entry.state = FeedState.REFUSED
    entry.save()


def _waiting(entry_id: Any) -> FeedEntry:
    entry = FeedEntry.objects.select_for_update().filter(pk=entry_id, state=FeedState.WAITING).first()
    if entry is None:
        raise DecidedError
    return entry


def _free_id(entry: FeedEntry) -> str:
    wish = folded(entry.content["name"]).replace(" ", "-")[:50].strip("-") or "entry"
    taken = {*known(entry.kind).values_list("public_id", flat=True), *addresses.taken(entry.kind)}
    return next(name for name in (wish, *(f"{wish}-{number}" for number in range(2, 10_000))) if name not in taken)
