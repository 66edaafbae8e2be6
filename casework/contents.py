"""What is written in a case, sealed and opened with the case's own key."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from casework import needs
from casework.envelopes import Key, Place, seal, unseal
from casework.models import Case, Contact, Message, NeedsAssessment
from hub.sealing import Ciphertext

Written = Contact | Message | NeedsAssessment


@dataclass(frozen=True)
class MessageView:
    """A message as one side reads it; `new` until that side has read it."""

    number: int
    mine: bool
    on: dt.date
    text: str
    new: bool


@dataclass(frozen=True)
class Contents:
    """What was asked, how they want to be told, and what was written since."""

    need: needs.Answers
    contact: needs.Contact
    messages: tuple[MessageView, ...]


def place(row: Written) -> Place:
    """Where the text of a row belongs."""
    return Place(str(row.case_id), row._meta.label_lower, str(row.pk), "body")


def write(row: Written, key: Key, text: str) -> None:
    """Seal a text into a row and save it."""
    row.body = Ciphertext(seal(key, text, place(row)))
    row.save()


def text_of(row: Written, key: Key) -> str:
    """The text of a row, or CannotBeOpened."""
    return unseal(key, row.body, place(row))


def write_need(case: Case, key: Key, need: needs.Answers) -> None:
    """Keep what was asked, and apart from it how they want to be told, which may change."""
    write(NeedsAssessment(case=case), key, needs.as_json(replace(need, contact=needs.Contact())))
    write(Contact(case=case), key, needs.contact_as_json(need.contact))


def write_message(case: Case, key: Key, text: str, today: dt.date, *, by_desk: bool) -> None:
    """Add a message; whoever calls holds the row of the case, so that numbers follow one another."""
    last = case.messages.order_by("-number").values_list("number", flat=True).first() or 0
    write(Message(case=case, number=last + 1, by_desk=by_desk, on=today), key, text)


def read(case: Case, key: Key, *, at_desk: bool) -> Contents:
    """Everything a case says, to its requester or to its desk."""
    contact = needs.contact_from_json(text_of(case.contact, key))
    need = replace(need_of(case, key), contact=contact)
    return Contents(need, contact, _messages(case, key, at_desk=at_desk))


def need_of(case: Case, key: Key) -> needs.Answers:
    """What was asked for, in its latest version and without how to be told. Raises hub.sealing.CannotBeOpened."""
    latest = case.assessments.order_by("-version")[0]
    return needs.from_json(text_of(latest, key))


def _messages(case: Case, key: Key, *, at_desk: bool) -> tuple[MessageView, ...]:
    rows = list(case.messages.order_by("number"))
    theirs = [row.number for row in rows if row.by_desk != at_desk]
    unread = case.new_for_desk if at_desk else case.new_for_requester
    new = set(theirs[len(theirs) - unread :])
    return tuple(
        MessageView(row.number, row.by_desk == at_desk, row.on, text_of(row, key), row.number in new) for row in rows
    )
