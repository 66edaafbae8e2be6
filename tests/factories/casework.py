"""Cases in the situations that tests name, made as a requester and a desk make them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, connection

from accounts.models import User
from casework import desk_work, needs, opening, sending
from casework.models import Case
from casework.opening import Opened
from casework.sending import Sent
from casework.states import State
from tests.factories.accounts import member
from tests.factories.trainers import bring_in, desk_record
from trainers.models import Desk, DeskMember

TODAY = dt.date(2026, 12, 1)
HERE, NEIGHBOUR, CENTRAL = "south", "north", "central-unit"
# Appears in every free text of a request.
CANARY = "CANARY-4c1d"
_tokens = itertools.count(1)


def days(number: int) -> dt.date:
    """The day so many days after today."""
    return TODAY + dt.timedelta(days=number)


def three_desks() -> dict[str, Desk]:
    """A desk for Kenya, the neighbour that stands in for it, and the central unit."""
    report = bring_in(
        desks=[
            desk_record(),
            desk_record(id=NEIGHBOUR, name="North", central=False, regions=[], countries=["SN"], fallback=[CENTRAL]),
            desk_record(
                id=HERE, name="South", central=False, regions=[], countries=["KE"], fallback=[NEIGHBOUR, CENTRAL]
            ),
        ]
    )
    assert not report.total("failed"), report.lines
    return {desk.public_id: desk for desk in Desk.objects.all()}


def coordinator(*desks: str, **values: Any) -> User:
    """Somebody who works at desks, given by their ids."""
    user = member(**values)
    for desk in desks:
        DeskMember.objects.create(desk=Desk.objects.get(public_id=desk), user=user)
    return user


def a_need(**changes: Any) -> needs.Answers:
    """A group in Kenya after an incident; every free text of it holds the canary."""
    answers: dict[str, Any] = {
        "country": "KE",
        "group_kind": "collective",
        "participants": 8,
        "called": f"Group {CANARY}-called",
        "situation": "incident",
        "happened": f"Somebody came {CANARY}-happened",
        "worries": f"That they come again {CANARY}-worries",
        "topics": ("phishing",),
        "languages": ("en", "sw"),
        "days_note": f"Never on Fridays {CANARY}-days",
        "logistics": f"No projector {CANARY}-logistics",
        "contact": needs.Contact("contact", f"The shop {CANARY}-address", f"Never call {CANARY}-never"),
        **changes,
    }
    return needs.Answers(**answers)


@dataclass(frozen=True)
class Kept:
    """What a requester has after sending."""

    sent: Sent
    token: str

    @property
    def case(self) -> Case:
        """The row as it is now."""
        return Case.objects.get(token_hash=sending.token_hash(self.token))

    @property
    def passphrase(self) -> str:
        """As it is typed."""
        return " ".join(self.sent.passphrase)

    def open(self, today: dt.date = TODAY) -> Opened | None:
        """Open the case with what was kept."""
        return opening.open_case(self.sent.code, self.passphrase, today)

    def opened(self, today: dt.date = TODAY) -> Opened:
        """The opened case, which is there."""
        found = self.open(today)
        assert found is not None
        return found


def sent(today: dt.date = TODAY, token: str = "", language: str = "en", **changes: Any) -> Kept:
    """A case that waits to be confirmed; the desks are there already."""
    token = token or f"token-{next(_tokens):032}"
    return Kept(sending.send(a_need(**changes), token=token, language=language, today=today), token)


def confirmed(today: dt.date = TODAY, **changes: Any) -> Kept:
    """A case that waits to be read."""
    kept = sent(today, **changes)
    assert sending.confirm(kept.token, today, kept.sent.receipt)
    return kept


def answered(by: User, today: dt.date = TODAY, **changes: Any) -> Kept:
    """A case that its desk has answered."""
    kept = confirmed(today, **changes)
    desk_work.answer(by, kept.case.pk, f"Come on Monday. {CANARY}-answer", today)
    return kept


def closed(by: User, today: dt.date = TODAY, **changes: Any) -> Kept:
    """A case that its desk has closed."""
    kept = confirmed(today, **changes)
    desk_work.move(by, kept.case.pk, State.CLOSED, today)
    return kept


class Stopped(OperationalError):
    """The database went away at one statement."""


@contextmanager
def stopping_at(statement: int) -> Iterator[list[bool]]:
    """Fail at the statement of that number (from 1); the list answers whether it came so far."""
    seen, reached = itertools.count(1), [False]

    def stop(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if next(seen) == statement:
            reached[0] = True
            raise Stopped(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(stop):
        yield reached
