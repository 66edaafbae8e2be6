"""Invented cases for the demo, made by the same steps as real ones: sent, kept, read, answered, closed.

Each day in the file is counted back from the day of the demo. A real site never gets any of this.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from casework import demo_proposals, desk_work, desks, needs, opening, requester, sending
from casework.models import Case
from casework.states import State
from hub.keys import keyed_hash

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User

MARKER = "demo.json"


class NotADemo(RuntimeError):
    """Invented cases were asked for where real ones are."""


@dataclass(frozen=True)
class Invented:
    """One case of the file: where it is to come, what is asked, what is written, how it ends."""

    name: str
    desk: str
    language: str
    days_ago: int
    state: str
    start_in_days: int
    need: dict[str, Any]
    talk: tuple[dict[str, Any], ...] = ()
    proposals: tuple[dict[str, Any], ...] = ()
    printed: bool = False

    def answers(self, today: dt.date) -> needs.Answers:
        """What was asked, as on the day on which it was sent."""
        start = today - dt.timedelta(days=self.days_ago - self.start_in_days)
        return replace(needs.from_json(json.dumps(self.need)), start_by=start)


@dataclass(frozen=True)
class Kept:
    """What the requester of a case wrote down."""

    code: str
    passphrase: str


def fill(file: Path, coordinators: Mapping[str, User], today: dt.date) -> Kept | None:
    """Make the cases of a file at the desks that have a coordinator; answers the code that is printed.

    What an earlier run that was stopped left of them goes first. Raises NotADemo.
    """
    if settings.HUB_PRODUCTION or not (Path(settings.HUB_DATA_DIR) / MARKER).exists():
        raise NotADemo("Invented cases are made in the demo only.")
    printed = None
    for case in sorted(_read(file), key=lambda each: -each.days_ago):
        need = case.answers(today)
        user = coordinators.get(case.desk)
        if user is not None and desks.route_for(need.country).desk.id == case.desk:
            kept = _make(case, need, user, today)
            printed = kept if case.printed else printed
    return printed


def _read(file: Path) -> list[Invented]:
    cases = json.loads(file.read_text("utf-8"))["cases"]
    several = ("talk", "proposals")
    return [Invented(**{**case, **{name: tuple(case.get(name, ())) for name in several}}) for case in cases]


def _make(case: Invented, need: needs.Answers, user: User, today: dt.date) -> Kept:
    token, day = keyed_hash("casework.demo", case.name), today - dt.timedelta(days=case.days_ago)
    rows = Case.objects.filter(token_hash=sending.token_hash(token))
    rows.delete()
    sent = sending.send(need, token=token, language=case.language, today=day)
    sending.confirm(token, day, sent.receipt)
    kept = Kept(sent.code, " ".join(sent.passphrase))
    _talk(case, kept, rows.get().pk, user, today)
    if case.proposals:
        demo_proposals.fill(rows.get().pk, _opened(kept, today), user, case.proposals, today)
    if rows.get().state != case.state:
        raise ValueError(f"{case.name} ends as {rows.get().state}, not as {case.state}")
    return kept


def _talk(case: Invented, kept: Kept, pk: UUID, user: User, today: dt.date) -> None:
    """What is written, in its order and on its days; then the case is read or closed where it ends so."""
    day = today - dt.timedelta(days=case.days_ago)
    for line in case.talk:
        day = today - dt.timedelta(days=line["days_ago"])
        if line["by"] == "desk":
            desk_work.read(user, pk, day)
            desk_work.answer(user, pk, line["text"], day)
        else:
            _write(kept, line["text"], day)
    if case.state == State.READ:
        desk_work.read(user, pk, day)
        desk_work.take(user, pk)
    if case.state == State.CLOSED:
        desk_work.move(user, pk, State.CLOSED, day)


def _write(kept: Kept, text: str, day: dt.date) -> None:
    opened = _opened(kept, day)
    requester.read(opened)
    requester.add_message(opened, text, day)


def _opened(kept: Kept, day: dt.date) -> opening.Opened:
    opened = opening.open_case(kept.code, kept.passphrase, day)
    if opened is None:
        raise ValueError("A case of the demo cannot be opened with its own code.")
    return opened
