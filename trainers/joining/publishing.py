"""From an application to an entry: every row of it, the vouching and the end of the application in one transaction."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from anyascii import anyascii
from django.db import transaction

from accounts import audit
from trainers import addresses, vouching
from trainers.choices import Tier
from trainers.importing import format, running, writing, writing_trainers
from trainers.joining import record
from trainers.joining.choices import Joining, JoiningKind, may_follow
from trainers.joining.clocks import application_goes
from trainers.joining.duplicates import bare
from trainers.models import Application, Organisation, Trainer
from trainers.models.base import DirectoryEntry
from vocabulary import store
from vocabulary.models import Scheme

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_ID: Final = 40
NOT_IN_IDS: Final = re.compile(r"[^a-z0-9]+")


class Changed(Exception):
    """It was corrected, decided or taken back since the page was drawn."""


class Unfit(ValueError):
    """The answers make no entry of the directory, such as a topic that was taken off the list; says which."""


@dataclass(frozen=True)
class Vouched:
    """What a desk says when it lists somebody."""

    until: dt.date
    for_what: tuple[str, ...]
    knowledge: str
    reason: str
    clearance: str | None
    organisation: str | None


def publish(row: Application, version: int, given: Vouched | None, *, by: User, today: dt.date) -> DirectoryEntry:
    """List a trainer (who is vouched for) or an organisation. Raises Changed, Unfit, vouching.Refused."""
    with transaction.atomic():
        held = Application.objects.select_for_update().select_related("desk").filter(pk=row.pk).first()
        if held is None or held.version != version or not may_follow(held.state, Joining.LISTED):
            raise Changed
        if held.kind == JoiningKind.TRAINER:
            if given is None:
                raise ValueError("a trainer is listed only with a vouching")
            entry = _trainer(held, given, by, today)
        else:
            entry = _organisation(held, today)
        _end(held, entry, today)
        what = f"application:{held.pk} {held.kind}:{entry.pk}"
        audit.record(who=f"user:{by.pk}", act="joining.list", what=what)
    return entry


def _trainer(held: Application, given: Vouched, by: User, today: dt.date) -> DirectoryEntry:
    said = with_known_organisations(held.content["said"])
    name = said["name"] if said["tiers"].get("display_name") == Tier.PUBLIC else ""
    made = record.trainer(
        said,
        id=_free_id(name, "trainer", Trainer.objects.values_list("public_id", flat=True)),
        organisation=given.organisation,
        today=today,
        clearance=given.clearance,
    )
    _check(format.trainer(_codes()), made)
    entry = writing_trainers.trainer(made, None, running.links())
    writing.keep_revision(entry, live=True)
    vouching.vouch(
        entry,
        held.desk,
        by=by,
        until=given.until,
        for_what=given.for_what,
        knowledge=given.knowledge,
        reason=given.reason,
        today=today,
    )
    return entry


def _organisation(held: Application, today: dt.date) -> DirectoryEntry:
    said = held.content["said"]
    name = said["name"] if said["tiers"].get("name") == Tier.PUBLIC else ""
    found = _free_id(name, "organisation", Organisation.objects.values_list("public_id", flat=True))
    made = record.organisation(said, id=found, today=today)
    _check(format.organisation(_codes()), made)
    entry = writing.organisation(made, None, running.links())
    writing.keep_revision(entry, live=True)
    return entry


def _end(held: Application, entry: DirectoryEntry, today: dt.date) -> None:
    """What was asked is in the directory now: here stays, for a while, only what has no place there yet."""
    shown = Trainer.objects.listed(today) if held.kind == JoiningKind.TRAINER else Organisation.objects.listed()
    public = shown.filter(pk=entry.pk).exists()
    reach = held.content["said"]["reach"]
    held.state, held.content, held.talk = Joining.LISTED, {"reach": reach} if reach else {}, []
    held.verdict = {"entry": entry.public_id if public else ""}
    held.news, held.purge_on = False, application_goes(Joining.LISTED, today)
    held.save()


def with_known_organisations(said: dict[str, Any]) -> dict[str, Any]:
    """The same, with names of organisations that stand in the directory told apart from people."""
    known = {bare(name): public_id for public_id, name in Organisation.objects.values_list("public_id", "name")}
    meant = {name: known[bare(name)] for name in said["not_with"] if bare(name) in known}
    people = [name for name in said["not_with"] if name not in meant]
    return {**said, "not_with": people, "not_with_ids": list(dict.fromkeys(meant.values()))}


def _check(check: Any, made: dict[str, Any]) -> None:
    if faults := format.faults(check, made):
        raise Unfit("; ".join(str(fault) for fault in faults[:5]))


def _codes() -> format.Codes:
    schemes = (Scheme.TOPIC, Scheme.AT_RISK_GROUP, Scheme.SERVICE, Scheme.FORMAT)
    return format.Codes(*(frozenset(store.broader(scheme)) for scheme in schemes))


def _free_id(name: str, kind: str, here: Iterable[str]) -> str:
    """An id from a name that everybody may see, else one that says nothing; never a word of our own addresses."""
    used = {*here, *addresses.taken(kind)}
    stem = NOT_IN_IDS.sub("-", anyascii(name).lower()).strip("-")[:LONGEST_ID].strip("-") if name else ""
    found = stem or f"p-{secrets.token_hex(4)}"
    while found in used:
        found = f"{stem or 'p'}-{secrets.token_hex(4)}"
    return found
