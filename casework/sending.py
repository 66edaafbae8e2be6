"""Sending a request: it becomes a case with a code and a passphrase, or nothing at all.

What costs time is done before the transaction; the code and the passphrase are answered after it. Whoever
stops in between leaves either no case or one that waits to be confirmed and goes by itself.
"""

from __future__ import annotations

import datetime as dt
import hmac
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from django.db import transaction

from casework import codes, contents, desks, needs, passphrases, slots
from casework.clocks import answer_by, purge_on
from casework.counting import count
from casework.envelopes import Key, wrap_for_desk, wrap_with_passphrase
from casework.models import Case, CaseHead, CaseKey
from casework.models.counter import Counted
from casework.models.keys import PASSPHRASE, at_desk
from casework.states import State, Urgency
from hub.keys import keyed_hash
from hub.sealing import Ciphertext
from trainers.models import Desk

RECEIPT_LENGTH: Final = 32


class AlreadyConfirmed(Exception):
    """What this form sent was confirmed before: its code was kept, and no second one is made."""


@dataclass(frozen=True)
class Sent:
    """What is shown once. The receipt goes back with the confirmation: it says which code was kept."""

    code: str
    passphrase: tuple[str, ...]
    desk: Desk
    answer_by: dt.date
    purge_on: dt.date
    receipt: str


def send(need: needs.Answers, *, token: str, language: str, today: dt.date) -> Sent:
    """Make a case that waits to be confirmed; the same token again replaces it with a new code and passphrase.

    Raises AlreadyConfirmed, hub.busy.Busy, routing.NoDesk.
    """
    _refuse_if_confirmed(Case.objects.filter(token_hash=token_hash(token)).first())
    desk = Desk.objects.get(public_id=desks.route_for(need.country).desk.id)
    code, passphrase, key = codes.make(), passphrases.make(language), Key.new()
    case = _unconfirmed(code, token, desk, Urgency(needs.urgency(need)), today)
    with slots.deriving(sending=True):
        wrapped = wrap_with_passphrase(key, " ".join(passphrase), str(case.pk))
    keys = {PASSPHRASE: wrapped, at_desk(desk.public_id): wrap_for_desk(key, desk.public_id, str(case.pk))}
    _keep(case, key, need, keys)
    goes_on = purge_on(State.NEW, today, None)
    return Sent(codes.shown(code), passphrase, desk, case.answer_by, goes_on, receipt_of(case))


def confirm(token: str, today: dt.date, receipt: str | None = None) -> bool:
    """The code was kept: the desk can read the case from now on. Twice is once; False when nothing waits.

    A receipt that is given must be the one that was sent with the code: another tab may have sent again since,
    and then the code in this one opens nothing.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update().filter(token_hash=token_hash(token)).first()
        if case is None or not (receipt is None or hmac.compare_digest(receipt_of(case).encode(), receipt.encode())):
            return False
        if case.state != State.UNCONFIRMED:
            return True
        if case.purge_on <= today:
            return False
        _begin(case, today)
    return True


def token_hash(token: str) -> str:
    """What is stored of a form's token."""
    return keyed_hash("casework.token", token)


def receipt_of(case: Case) -> str:
    """What says which code a case has without saying the code."""
    return keyed_hash("casework.receipt", case.code_hash)[:RECEIPT_LENGTH]


def _unconfirmed(code: str, token: str, desk: Desk, urgency: Urgency, today: dt.date) -> Case:
    return Case(
        pk=uuid4(),
        code_hash=codes.hashed(code),
        token_hash=token_hash(token),
        desk=desk,
        state=State.UNCONFIRMED,
        urgency=urgency,
        received_on=today,
        answer_by=answer_by(urgency, today),
        last_message_on=today,
        purge_on=purge_on(State.UNCONFIRMED, today, None),
    )


def _keep(case: Case, key: Key, need: needs.Answers, keys: dict[str, str]) -> None:
    """Write the case whole, in place of the one the same form sent before; senders take turns at the head."""
    with transaction.atomic(durable=True):
        head, _made = CaseHead.objects.select_for_update().get_or_create(pk=1)
        before = Case.objects.select_for_update().filter(token_hash=case.token_hash).first()
        _refuse_if_confirmed(before)
        if before is not None:
            before.delete()
        case.order = head.number = head.number + 1
        head.save(update_fields=["number"])
        case.save(force_insert=True)
        for recipient, wrapped in keys.items():
            CaseKey.objects.create(case=case, recipient=recipient, wrapped=Ciphertext(wrapped))
        contents.write_need(case, key, need)


def _refuse_if_confirmed(case: Case | None) -> None:
    if case is not None and case.state != State.UNCONFIRMED:
        raise AlreadyConfirmed


def _begin(case: Case, today: dt.date) -> None:
    # The desk's time runs from the day on which it can read.
    case.state = State.NEW
    case.received_on = case.last_message_on = today
    case.answer_by = answer_by(Urgency(case.urgency), today)
    case.purge_on = purge_on(State.NEW, today, None)
    case.save()
    count(Counted.RECEIVED, case.desk.public_id, today)
