"""Sending an application: it is kept sealed, once however often it is sent, with a code that is shown once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction

from hub import codes
from hub.busy import come_again
from hub.keys import keyed_hash
from trainers.joining.choices import OPEN, Joining
from trainers.joining.clocks import application_goes
from trainers.joining.desks import desk_of
from trainers.joining.journey import CORRECTS, Journey
from trainers.models import Application, Desk

# 80 random bits: whoever has the code reads all of it.
LENGTH: Final = 16
# More than people at desks could ever read is a flood.
MOST_OPEN: Final = 2_000
AN_HOUR: Final = 3_600.0


class AlreadySent(Exception):
    """This form was sent before: its code was shown, and no second application is made."""


class Decided(Exception):
    """The desk decided meanwhile, or it was taken back: nothing can be corrected any more."""


@dataclass(frozen=True)
class Sent:
    """What is shown once."""

    code: str
    desk: Desk
    purge_on: dt.date


def send(journey: Journey, *, language: str, today: dt.date) -> Sent:
    """Keep an application. Raises AlreadySent, desks.NoDesk, hub.busy.Busy."""
    said = journey.said()
    if Application.objects.filter(state__in=OPEN).count() >= MOST_OPEN:
        raise come_again(AN_HOUR)
    code, desk = codes.make(LENGTH), desk_of(said["country"])
    row = Application(
        code_hash=code_hash(code),
        token_hash=token_hash(journey.luggage.token),
        kind=journey.kind,
        desk=desk,
        language=language,
        came_on=today,
        changed_on=today,
        purge_on=application_goes(Joining.WAITING, today),
        content=_content(journey, said),
    )
    _row, made = Application.objects.get_or_create(token_hash=row.token_hash, defaults=_columns(row))
    if not made:
        raise AlreadySent
    return Sent(codes.shown(code), desk, row.purge_on)


def correct(journey: Journey, today: dt.date) -> Application:
    """Put new answers in the place of the old; the desk, the code and what was talked stay. Raises Decided.

    Another country of base leads to another desk: what the earlier one asked goes along. Raises desks.NoDesk.
    """
    said = journey.said()
    desk = desk_of(said["country"])
    with transaction.atomic():
        row = Application.objects.select_for_update().filter(pk=UUID(journey.corrects), state__in=OPEN).first()
        if row is None:
            raise Decided
        row.content, row.kind, row.desk = _content(journey, said), journey.kind, desk
        row.version += 1
        row.news, row.changed_on = True, today
        row.purge_on = application_goes(row.state, today)
        row.save()
    return row


def code_hash(code: str) -> str:
    """What is stored of a code."""
    return keyed_hash("trainers.joining.code", code)


def token_hash(token: str) -> str:
    """What is stored of a form's token."""
    return keyed_hash("trainers.joining.token", token)


def _content(journey: Journey, said: dict[str, object]) -> dict[str, object]:
    """What was meant, and as it was typed, so that it can be corrected in the same words."""
    typed = {name: list(values) for name, values in journey.luggage.given.items() if name != CORRECTS}
    return {"said": said, "typed": typed}


def _columns(row: Application) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
