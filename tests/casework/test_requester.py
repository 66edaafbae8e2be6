"""What a requester can do with an opened case, and what is kept of when they did it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.apps import apps
from django.core.exceptions import FieldError
from django.db import models, transaction

from accounts.models import AuditEvent
from casework import desk_work, needs, requester
from casework.models import Case, Counter, Message
from casework.states import State, Urgency
from hub.sealing import CannotBeOpened, Ciphertext, SealedValueLeaves
from tests.factories.casework import (
    CANARY,
    HERE,
    TODAY,
    Stopped,
    a_need,
    answered,
    closed,
    confirmed,
    coordinator,
    days,
    stopping_at,
    three_desks,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def desks() -> None:
    three_desks()


def test_a_requester_reads_what_they_wrote_and_where_it_stands() -> None:
    view = requester.read(confirmed().opened())
    assert (view.state, view.urgency, view.desk.public_id) == (State.NEW, Urgency.SOON, HERE)
    assert view.need == a_need()
    assert view.contact == a_need().contact
    assert (view.answer_by, view.purge_on) == (days(3), TODAY.replace(year=2028, month=1))
    assert (view.messages, view.times_opened_by_desk) == ((), 0)


def test_the_answer_is_new_until_it_was_read() -> None:
    opened = answered(coordinator(HERE)).opened()
    (message,) = requester.read(opened).messages
    assert (message.number, message.mine, message.on, message.new) == (1, False, TODAY, True)
    assert CANARY in message.text
    (message,) = requester.read(opened).messages
    assert not message.new


def test_only_what_came_since_is_new() -> None:
    by = coordinator(HERE)
    kept = answered(by)
    opened = kept.opened()
    requester.read(opened)
    requester.add_message(opened, "Which Monday?", TODAY)
    desk_work.answer(by, kept.case.pk, "The next one", TODAY)
    assert [(each.mine, each.new) for each in requester.read(opened).messages] == [
        (False, False),
        (True, False),
        (False, True),
    ]


def test_a_message_makes_an_answered_case_wait_again() -> None:
    opened = answered(coordinator(HERE)).opened()
    assert requester.add_message(opened, "Which Monday?", days(10))
    case = Case.objects.get()
    assert (case.state, case.new_for_desk) == (State.NEW, 1)
    assert (case.answer_by, case.last_message_on) == (days(13), days(10))
    assert case.purge_on == days(10).replace(year=2028, month=1)


def test_a_message_leaves_the_clock_of_a_case_that_waits() -> None:
    opened = confirmed().opened()
    assert requester.add_message(opened, "And this", days(2))
    assert (Case.objects.get().state, Case.objects.get().answer_by) == (State.NEW, days(3))


def test_messages_are_numbered_in_their_order() -> None:
    opened = confirmed().opened()
    for text in ("one", "two", "three"):
        requester.add_message(opened, text, TODAY)
    assert [(each.number, each.text) for each in requester.read(opened).messages] == [
        (1, "one"),
        (2, "two"),
        (3, "three"),
    ]


@pytest.mark.parametrize("text", ["", " ", "ﷺ\u202e" * 50, "\0", "🧵" * 5_000, "'; DROP TABLE case; --"])
def test_every_text_comes_back_as_it_was_written(text: str) -> None:
    opened = confirmed().opened()
    requester.add_message(opened, text, TODAY)
    assert requester.read(opened).messages[0].text == text


def test_how_to_be_told_is_changed_and_the_need_is_not() -> None:
    opened = confirmed().opened()
    other = needs.Contact("code", "", "Never write")
    assert requester.change_contact(opened, other, TODAY)
    view = requester.read(opened)
    assert view.contact == view.need.contact == other
    assert view.need.happened == a_need().happened


def test_erased_there_is_nothing_but_a_number() -> None:
    kept = answered(coordinator(HERE))
    opened = kept.opened()
    assert requester.erase(opened, TODAY)
    assert Case.objects.count() == Message.objects.count() == 0
    assert Counter.objects.get(what="erased").number == 1
    assert kept.open() is None


def test_with_a_case_that_is_gone_nothing_is_done() -> None:
    by = coordinator(HERE)
    one, other = confirmed().opened(), confirmed().opened()
    requester.erase(one, TODAY)
    desk_work.move(by, other.case.pk, State.CLOSED, TODAY)
    for opened in (one, other):
        assert not requester.add_message(opened, "still there?", TODAY)
        assert not requester.change_contact(opened, needs.Contact(), TODAY)
        assert not requester.erase(opened, TODAY)
        with pytest.raises(requester.CaseGone):
            requester.read(opened)
    assert Message.objects.count() == 0


def test_a_case_closed_by_the_desk_is_not_opened_by_anybody_else() -> None:
    assert closed(coordinator(HERE)).open() is None


def test_another_key_opens_nothing() -> None:
    one, other = confirmed().opened(), confirmed().opened()
    with pytest.raises(CannotBeOpened):
        requester.read(type(one)(one.case, other.key))


def test_a_text_moved_to_another_row_does_not_open() -> None:
    opened = confirmed().opened()
    requester.add_message(opened, "first", TODAY)
    requester.add_message(opened, "second", TODAY)
    first, second = Message.objects.order_by("number")
    first.body, second.body = second.body, first.body
    first.save()
    second.save()
    with pytest.raises(CannotBeOpened):
        requester.read(opened)


def test_plain_text_is_never_written_by_mistake() -> None:
    case = confirmed().case
    row = Message(case=case, number=1, by_desk=False, on=TODAY, body="plain")
    with pytest.raises(SealedValueLeaves), transaction.atomic():
        row.save()
    with pytest.raises(SealedValueLeaves):
        Message._meta.get_field("body").value_to_string(row)
    with pytest.raises(FieldError):
        Message.objects.filter(body="plain").exists()
    assert isinstance(case.contact.body, Ciphertext)


def test_nothing_of_casework_keeps_a_time_of_day() -> None:
    times = [
        str(field)
        for model in apps.get_app_config("casework").get_models()
        for field in model._meta.fields
        if isinstance(field, models.DateTimeField | models.TimeField | models.DurationField)
    ]
    assert times == []


def test_what_a_requester_does_is_in_no_log_with_a_time() -> None:
    opened = confirmed().opened()
    requester.read(opened)
    requester.add_message(opened, "hello", TODAY)
    requester.change_contact(opened, needs.Contact(), TODAY)
    requester.erase(opened, TODAY)
    assert not AuditEvent.objects.filter(what__contains=str(opened.case.pk)).exists()


def test_stopped_at_any_statement_a_message_is_there_and_counted_or_neither() -> None:
    by = coordinator(HERE)
    number, done = 0, False
    while not done:
        number += 1
        kept = answered(by)
        opened = kept.opened()
        with stopping_at(number) as reached, suppress(Stopped):
            requester.add_message(opened, "again", TODAY)
        done = not reached[0]
        case = kept.case
        assert (case.messages.count(), case.new_for_desk, case.state) == ((2, 1, "new") if done else (1, 0, "answered"))
    assert number > 5
