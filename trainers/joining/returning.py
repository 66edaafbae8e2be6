"""Coming back with the code: read how it stands, answer the desk, take it all back.

Nothing here is written to the audit log: its times would say when somebody was at a keyboard.
"""

from __future__ import annotations

import datetime as dt
from typing import Final
from uuid import UUID

from django.db import transaction

from hub import codes, leftovers, travelling
from hub.travelling import Luggage
from trainers.joining import sending
from trainers.joining.choices import OPEN, Joining
from trainers.joining.clocks import application_goes
from trainers.joining.journey import CORRECTS
from trainers.models import Application

# An opened application travels from page to page as the answers of a form do; no cookie, and after a day it is shut.
PURPOSE: Final = "trainers.joining.opened"
WHICH: Final = "application"
MOST_ANSWERS: Final = 30


def find(code: str) -> Application | None:
    """The application of a code as somebody typed it."""
    meant = codes.normalised(code, sending.LENGTH)
    return (
        Application.objects.select_related("desk").filter(code_hash=sending.code_hash(meant)).first() if meant else None
    )


def ticket(row: Application) -> str:
    """What the page of an opened application carries on."""
    return travelling.packed(Luggage(given={WHICH: (str(row.pk),)}), PURPOSE)


def opened(text: str) -> Application | None:
    """The application that a page carries; None when it is gone. Raises hub.travelling.Lost."""
    which = travelling.opened(text, PURPOSE).given[WHICH][0]
    return Application.objects.select_related("desk").filter(pk=UUID(which)).first()


def answer(row: Application, text: str, today: dt.date) -> bool:
    """Answer the desk's question, once; False when nothing is asked any more."""
    with transaction.atomic():
        held = Application.objects.select_for_update().filter(pk=row.pk, state=Joining.ASKED).first()
        if held is None or len(held.talk) > 2 * MOST_ANSWERS:
            return False
        held.talk = [*held.talk, {"by": "applicant", "on": today.isoformat(), "text": text}]
        held.state, held.news, held.changed_on = Joining.WAITING, True, today
        held.purge_on = application_goes(held.state, today)
        held.save()
    return True


def withdraw(row: Application) -> None:
    """Erase it, now and with its last copies: they may be about to lose the device."""
    with transaction.atomic():
        Application.objects.filter(pk=row.pk).delete()
        transaction.on_commit(leftovers.remove, robust=True)


def luggage(row: Application) -> Luggage:
    """The answers as they were typed, to be corrected."""
    typed = {name: tuple(values) for name, values in row.content["typed"].items()}
    return Luggage(given={**typed, CORRECTS: (str(row.pk),)})


def may_correct(row: Application) -> bool:
    """Whether nobody has decided yet."""
    return row.state in OPEN
