"""The demo's sample: library, directory, standing texts and people, through the code that real ones use."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from accounts.roles import AUTHOR, DESK, EDITOR, OPERATOR, REVIEWER, TRANSLATOR, Role, ensure_roles
from accounts.translating import set_languages
from casework import demo as cases
from casework.needs_picture import demo as needs
from casework.vetted import demo as vetted
from home import standing
from home.trees import ensure_tree
from hub import languages
from publishing import demo as editing
from resources import demo as texts
from resources.importing.report import Outcome
from resources.importing.run import import_folder
from trainers.channels import demo as contacts
from trainers.joining import demo as joining
from trainers.listing import demo as availability
from trainers.models import Desk, DeskMember
from trainers.own import demo as own_profiles
from trainers.weighing import demo as weighing

SAMPLE = Path(settings.BASE_DIR) / "sample"
# Every date of the sample counts from this day; it moves with the day of the demo's first run.
AS_OF = dt.date(2026, 12, 1)
Tell = Callable[[str], object]


@dataclass(frozen=True)
class Person:
    """Somebody who signs in to the demo, and what to try first."""

    username: str
    role: Role
    first: str
    is_superuser: bool = False
    desks: tuple[str, ...] | None = ()
    languages: tuple[str, ...] = ()


# Every desk that has nobody yet, so that none stays without an answer.
ALL = None


PEOPLE = (
    Person("editor", EDITOR, "Pages > Library > Guides: write one, publish it, find it by search"),
    Person("author", AUTHOR, "Pages > Library: write a guide, submit it to the review"),
    Person("reviewer", REVIEWER, "First screen: what waits for a review; approve it or send it back"),
    Person("translator", TRANSLATOR, "Pages: take a guide to French, string by string", languages=("fr",)),
    Person("coordinator", DESK, "Cases: open an urgent one, see who fits, answer", desks=("desk-mesoamerica",)),
    Person("coordinator-mena", DESK, "Cases: another desk, and none of the first one's", desks=("desk-mena",)),
    Person("coordinator-central", DESK, "Cases that are handed over; all desks that nobody else works at", desks=ALL),
    Person("operator", OPERATOR, "Settings, people, and /-/health/?details", is_superuser=True),
)
VISITORS = (
    ("reader", "/ar/", "search كلمة مرور قوية, open a chapter, switch to French"),
    ("organisation", "/en/request/", "ask for training, keep the code, answer as coordinator, come back"),
)
RETURNING = ("requester", "/en/case/", "code and passphrase of a case: read the desk's answer, write back")
ASKING = (
    "applicant",
    "/en/join/back/",
    "code of somebody who asks to be listed: answer the desk, take it back",
)


def marker() -> Path:
    """What the demo remembers, passwords among it: beside its data, mode 0600, never in a real site."""
    return Path(settings.HUB_DATA_DIR) / "demo.json"


def seed(*, resources: Path | None, directory: Path | None, tell: Tell) -> None:
    """Everything the demo shows; what is there already is left as it is."""
    own = [language.code for language in languages.TABLE if language.catalogue]
    for code in own:
        ensure_tree(code)
    seed_library(resources, tell)
    _once("directory", lambda: seed_directory(directory, tell))
    _once("standing", lambda: standing.publish(own))
    seed_people()
    _once("desk members", seed_members)
    _once("cases", lambda: seed_cases(tell))
    _once("needs", lambda: needs.fill(timezone.localdate()))
    _once("weights", lambda: weighing.seed(User.objects.get(username="coordinator-central")))
    _once("vetted", seed_vetted)
    _once("open directory", contacts.seed)
    _once("availability", availability.seed)
    _once("joining", seed_joining)
    _once("own profiles", lambda: own_profiles.seed(User.objects.get(username="coordinator")))
    _once("editing", seed_editing)
    _once("withdrawn and said", seed_texts)
    tell("Search index…")
    call_command("rebuild_search", verbosity=0)


def _once(step: str, act: Callable[[], object]) -> None:
    """Do a step unless an earlier run that was stopped has done it: a second time would be a change."""
    if step not in _known().get("done", []):
        act()
        _remember(done=[*_known().get("done", []), step])


def _known() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(marker().read_text("utf-8")) if marker().exists() else {}
    return found


def _remember(**news: Any) -> None:
    known = {**_known(), **news}
    marker().touch(mode=0o600)
    marker().write_text(json.dumps(known), "utf-8")


def seed_library(folder: Path | None, tell: Tell) -> None:
    """The sample library with its dates moved to today, or the folder given, as it is."""
    if folder is not None:
        tell(f"Importing the library from {folder}…")
        _import(folder, dt.timedelta(0), tell)
        return
    tell("Importing the sample library…")
    moved_by = timezone.localdate() - AS_OF
    for part in (SAMPLE / "resources", *sorted((SAMPLE / "changes").iterdir())):
        _once(str(part.relative_to(SAMPLE)), partial(_import, part, moved_by, tell))


def _import(folder: Path, moved_by: dt.timedelta, tell: Tell) -> None:
    report = import_folder(folder, moved_by=moved_by)
    for line in (line for line in report.lines if line.outcome in {Outcome.FAILED, Outcome.CONFLICT}):
        tell(f"  {line}")
    tell(f"  {report.summary()}")


def seed_directory(file: Path | None, tell: Tell) -> None:
    """The sample directory with its dates moved to today, or the file given, as it is."""
    tell(f"Importing the directory from {file}…" if file else "Importing the sample directory…")
    call_command("import_directory", str(file or SAMPLE / "directory.json"), move_dates=file is None, verbosity=0)


def seed_people() -> None:
    """Staff with passwords made now, kept beside the demo's data to be shown again."""
    ensure_roles()
    passwords: dict[str, str] = _known().get("passwords", {})
    for person in PEOPLE:
        passwords.setdefault(person.username, "-".join(secrets.token_hex(2) for _ in range(5)))
        user, made = User.objects.get_or_create(
            username=person.username, defaults={"is_superuser": person.is_superuser, "is_staff": True}
        )
        if made:
            user.set_password(passwords[person.username])
            user.save()
            user.groups.set(Group.objects.filter(name=person.role.name))
            set_languages(user, person.languages)
    _remember(passwords=passwords)


def seed_editing() -> None:
    """Something to do for those who write, review and publish."""
    author, reviewer, publisher = (User.objects.get(username=name) for name in ("author", "reviewer", "editor"))
    editing.seed(author=author, reviewer=reviewer, publisher=publisher)


def seed_texts() -> None:
    """A text that was withdrawn, and what readers say of another."""
    author, publisher = (User.objects.get(username=name) for name in ("author", "editor"))
    texts.seed(author=author, publisher=publisher)


def seed_members() -> None:
    """Who works at which desk, as far as the directory has these desks."""
    for person in PEOPLE:
        user = User.objects.get(username=person.username)
        nobody = Desk.objects.filter(members=None)
        for desk in nobody if person.desks is ALL else Desk.objects.filter(public_id__in=person.desks):
            DeskMember.objects.get_or_create(desk=desk, user=user)


def seed_cases(tell: Tell) -> None:
    """Invented requests at the desks that have a coordinator; one code is kept to be shown."""
    tell("Inventing cases…")
    members = DeskMember.objects.select_related("desk", "user").order_by("pk")
    kept = cases.fill(SAMPLE / "cases.json", {row.desk.public_id: row.user for row in members}, timezone.localdate())
    if kept is not None:
        _remember(case=[kept.code, kept.passphrase])


def seed_joining() -> None:
    """People who ask to be listed; one code is kept to be shown."""
    if code := joining.seed(User.objects.get(username="coordinator")):
        _remember(joining=code)


def seed_vetted() -> None:
    """The case whose code is shown is one of a vetted organisation."""
    if kept := _known().get("case"):
        code, passphrase = kept
        vetted.seed(code, passphrase, timezone.localdate())


def table() -> str:
    """Who, address, name, password, what to try first."""
    passwords, kept = _known()["passwords"], _known().get("case")
    rows = [("who", "address", "name", "password", "try first")]
    rows += [(who, settings.HUB_URL + path, "–", "–", first) for who, path, first in VISITORS]
    if kept:
        rows.append((RETURNING[0], settings.HUB_URL + RETURNING[1], *kept, RETURNING[2]))
    if code := _known().get("joining"):
        rows.append((ASKING[0], settings.HUB_URL + ASKING[1], code, "–", ASKING[2]))
    rows += [
        (each.username, f"{settings.HUB_URL}/admin/", each.username, passwords[each.username], each.first)
        for each in PEOPLE
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join([*(cell.ljust(wide) for cell, wide in zip(row, widths, strict=False)), row[4]]) for row in rows
    )
