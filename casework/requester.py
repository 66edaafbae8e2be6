"""What whoever opened a case with its code can do: read, write to the desk, say how to be told, erase.

Nothing here is written to the audit log: its times would say when somebody in danger was at a keyboard.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from casework import contents, erasing, needs
from casework.clocks import answer_by, purge_on
from casework.contents import MessageView
from casework.models import Case
from casework.opening import Opened
from casework.policies import Act, Standing, may
from casework.proposals import Asked, asked
from casework.states import ACTIVE, Actor, State, Urgency, may_move
from trainers.models import Desk

__all__ = [
    "CaseGone",
    "CaseView",
    "MessageView",
    "TooManyUnread",
    "add_message",
    "change_contact",
    "erase",
    "held",
    "read",
]


# What a desk has not read yet may be so much and no more, lest whoever has one code fill the site.
MOST_UNREAD: Final = 30


class TooManyUnread(Exception):
    """The desk has to read what was written before more can be written."""


class CaseGone(LookupError):
    """The case was erased or closed since it was opened."""


@dataclass(frozen=True)
class CaseView:
    """A case as its requester reads it."""

    state: State
    urgency: Urgency
    desk: Desk
    need: needs.Answers
    messages: tuple[MessageView, ...]
    proposals: tuple[Asked, ...]
    contact: needs.Contact
    answer_by: dt.date
    purge_on: dt.date
    times_opened_by_desk: int


def read(opened: Opened) -> CaseView:
    """The case as it stands; what the desk wrote counts as read from now on.

    Raises CaseGone, hub.sealing.CannotBeOpened.
    """
    with transaction.atomic():
        case = held(opened, Act.READ)
        if case is None:
            raise CaseGone
        found, proposals = contents.read(case, opened.key, at_desk=False), asked(case, opened.key)
        if case.new_for_requester:
            case.new_for_requester = 0
            case.save(update_fields=["new_for_requester"])
    return CaseView(
        state=State(case.state),
        urgency=Urgency(case.urgency),
        desk=case.desk,
        need=found.need,
        messages=found.messages,
        proposals=proposals,
        contact=found.contact,
        answer_by=case.answer_by,
        purge_on=case.purge_on,
        times_opened_by_desk=case.opened_by_desk,
    )


def add_message(opened: Opened, text: str, today: dt.date) -> bool:
    """Write to the desk; an answered case waits for it again. False when the case is gone. Raises TooManyUnread."""
    with transaction.atomic():
        case = held(opened, Act.MESSAGE)
        if case is None:
            return False
        if case.new_for_desk >= MOST_UNREAD:
            raise TooManyUnread
        contents.write_message(case, opened.key, text, today, by_desk=False)
        if may_move(State(case.state), State.NEW, Actor.REQUESTER):
            case.state = State.NEW
            case.answer_by = answer_by(Urgency(case.urgency), today)
        case.new_for_desk += 1
        case.last_message_on = today
        case.purge_on = purge_on(State(case.state), today, None)
        case.save()
    return True


def change_contact(opened: Opened, contact: needs.Contact, today: dt.date) -> bool:
    """Say anew how to be told; the desk learns that it has changed. False when the case is gone.

    Raises hub.sealing.CannotBeOpened.
    """
    with transaction.atomic():
        case = held(opened, Act.CONTACT)
        if case is None:
            return False
        text = needs.contact_as_json(contact)
        if contents.text_of(case.contact, opened.key) != text:
            contents.write(case.contact, opened.key, text)
            case.contact_changed = True
            case.save(update_fields=["contact_changed"])
    return True


def erase(opened: Opened, today: dt.date) -> bool:
    """Remove the case and all that belongs to it, at once. False when it was gone already."""
    with transaction.atomic():
        case = held(opened, Act.ERASE)
        if case is None:
            return False
        erasing.erase(case, erasing.Why.REQUESTER, today)
    return True


def held(opened: Opened, act: Act) -> Case | None:
    """The row as it is now, held until the transaction ends; nothing when it can be opened no more."""
    if not may(act, Standing.REQUESTER):
        return None
    rows = Case.objects.select_for_update(of=("self",)).select_related("desk")
    return rows.filter(pk=opened.case.pk, state__in=ACTIVE).first()
