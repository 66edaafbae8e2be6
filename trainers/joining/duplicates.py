"""Who may be the same: by name in any script, by e-mail address, by organisation. Suggestions; a person decides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from anyascii import anyascii
from django.db.models import QuerySet

from trainers.joining.choices import OPEN, JoiningKind
from trainers.models import Application, Organisation, OrganisationContact, Trainer, TrainerContact

WORDS: Final = re.compile(r"[a-z0-9]+")
NEAR: Final = 0.87
MOST: Final = 10


def bare(name: str) -> str:
    """A name in small Latin letters, its words in the order of the alphabet: Лариса Гусева is guseva larisa."""
    composed = unicodedata.normalize("NFC", name)
    return " ".join(sorted(WORDS.findall(anyascii(composed).lower().replace("'", ""))))


def alike(one: str, other: str) -> bool:
    """Whether two bare names may be one person's: the same, or nearly."""
    if not one or not other:
        return False
    if one == other:
        return True
    compared = SequenceMatcher(None, one, other)
    # Ten thousand names are compared when one application is opened: what is cheap is asked first.
    return compared.real_quick_ratio() >= NEAR and compared.quick_ratio() >= NEAR and compared.ratio() >= NEAR


@dataclass(frozen=True)
class Alike:
    """Somebody who may be the same, and why."""

    kind: str
    name: str
    key: Any
    by_name: bool = False
    by_email: bool = False
    by_organisation: bool = False
    listed: bool = False
    waiting: bool = False


def of(row: Application, others: QuerySet[Application]) -> list[Alike]:
    """Whom an application may be about already; `others` are applications that this member of staff may read."""
    said = row.content["said"]
    found = [*_listed(row.kind, said), *_waiting(row, said, others)]
    return sorted(found, key=lambda each: (-(each.by_name + each.by_email), each.name))[:MOST]


def _listed(kind: str, said: dict[str, Any]) -> Iterator[Alike]:
    name, mail = bare(said["name"]), said["email"].casefold()
    rows = _trainers() if kind == JoiningKind.TRAINER else _organisations()
    for key, shown, address, home in rows:
        by_name, by_email = alike(name, bare(shown)), bool(mail) and address.casefold() == mail
        by_home = bool(said["organisation"]) and bool(home) and alike(bare(said["organisation"]), bare(home))
        if by_name or by_email:
            yield Alike(kind, shown, key, by_name, by_email, by_home, listed=True)


def _trainers() -> Iterator[tuple[Any, str, str, str]]:
    mails = {row.pk: row.email for row in TrainerContact.objects.all()}
    for key, name, home in Trainer.objects.values_list("pk", "display_name", "organisation__name"):
        yield key, name, mails.get(key, ""), home or ""


def _organisations() -> Iterator[tuple[Any, str, str, str]]:
    mails = {row.pk: row.email for row in OrganisationContact.objects.all()}
    for key, name in Organisation.objects.values_list("pk", "name"):
        yield key, name, mails.get(key, ""), ""


def _waiting(row: Application, said: dict[str, Any], others: QuerySet[Application]) -> Iterator[Alike]:
    name, mail = bare(said["name"]), said["email"].casefold()
    for other in others.filter(kind=row.kind, state__in=OPEN).exclude(pk=row.pk):
        told = other.content["said"]
        by_name, by_email = alike(name, bare(told["name"])), told["email"].casefold() == mail
        if by_name or by_email:
            yield Alike(row.kind, told["name"], other.pk, by_name, by_email, waiting=True)


def organisation_meant(name: str) -> str:
    """The id of the organisation in the directory that a name may mean; empty when none."""
    wanted = bare(name)
    rows = Organisation.objects.values_list("public_id", "name") if wanted else ()
    return next((public_id for public_id, known in rows if alike(wanted, bare(known))), "")
