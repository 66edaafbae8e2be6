"""The desk's work: only on its own cases, each act with one event of the log or not at all."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import models

from accounts import audit
from accounts.models import AuditEvent, User
from casework import contents, desk_acts, desk_work, envelopes, opening, requester
from casework.desk_work import NotAllowed
from casework.models import Case, CaseHead, CaseKey, Contact, Counter, Message, OpenedCase
from casework.needs import Contact as Told
from casework.policies import Standing, may_all
from casework.states import State
from hub.sealing import CannotBeOpened, Ciphertext
from tests.factories.accounts import member
from tests.factories.casework import (
    CANARY,
    CENTRAL,
    HERE,
    NEIGHBOUR,
    TODAY,
    Kept,
    Stopped,
    a_need,
    answered,
    closed,
    confirmed,
    coordinator,
    days,
    sent,
    stopping_at,
    three_desks,
)
from trainers.models import Desk, DeskMember

pytestmark = pytest.mark.django_db
TABLES: tuple[type[models.Model], ...] = (Case, CaseKey, Contact, Message, OpenedCase, Counter, CaseHead)
Do = Callable[[User, Any], object]
ACTS: dict[str, Do] = {
    "read": lambda user, pk: desk_work.read(user, pk, TODAY),
    "answer": lambda user, pk: desk_work.answer(user, pk, "Come on Monday", TODAY),
    "move": lambda user, pk: desk_work.move(user, pk, State.CLOSED, TODAY),
    "take": lambda user, pk: desk_work.take(user, pk),
    "hand_over": lambda user, pk: desk_work.hand_over(user, pk, Desk.objects.get(public_id=NEIGHBOUR), TODAY),
}


@pytest.fixture(autouse=True)
def desks() -> dict[str, Desk]:
    """Three desks; somebody works at those that stand in."""
    made = three_desks()
    coordinator(NEIGHBOUR, CENTRAL)
    return made


def events() -> list[tuple[str, str, str, str]]:
    """What the log says of cases."""
    found = AuditEvent.objects.filter(act__startswith="case.")
    return list(found.values_list("who", "act", "what", "outcome"))


def everything() -> dict[str, list[dict[str, Any]]]:
    return {table.__name__: list(table.objects.order_by("pk").values()) for table in TABLES}


def operator() -> User:
    return member(is_superuser=True, is_staff=True)


# --- Reading ---------------------------------------------------------------------------------------------------


def test_a_coordinator_reads_what_was_asked_and_it_is_recorded() -> None:
    by, kept = coordinator(HERE), confirmed()
    case = desk_work.read(by, kept.case.pk, TODAY)
    assert (case.need, case.contact, case.messages, case.openings) == (a_need(), a_need().contact, (), 1)
    assert (case.row.state, case.row.desk.public_id, case.row.left) == (State.READ, HERE, (3, False))
    assert kept.case.state == State.READ
    assert case.may == may_all(Standing.MEMBER)
    assert events() == [(f"user:{by.pk}", "case.read", f"case:{kept.case.pk}", "done")]


def test_the_requester_sees_how_often_the_desk_has_opened_it() -> None:
    by, kept = coordinator(HERE), confirmed()
    for _ in range(3):
        desk_work.read(by, kept.case.pk, TODAY)
    assert requester.read(kept.opened()).times_opened_by_desk == 3


def test_a_message_is_new_until_the_desk_has_read_it() -> None:
    by, kept = coordinator(HERE), confirmed()
    requester.add_message(kept.opened(), "and this", TODAY)
    first, second = (desk_work.read(by, kept.case.pk, TODAY).messages[0] for _ in range(2))
    assert (first.text, first.mine, first.new, second.new) == ("and this", False, True, False)


def test_reading_leaves_an_answered_and_a_closed_case_as_they_are() -> None:
    by = coordinator(HERE)
    for kept, state in ((answered(by), State.ANSWERED), (closed(by), State.CLOSED)):
        assert desk_work.read(by, kept.case.pk, TODAY).row.state == state
        assert kept.case.state == state


# --- Who may -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    ("who", "reason"),
    [
        (lambda: coordinator(NEIGHBOUR), "other_desk"),
        (lambda: coordinator(CENTRAL), "other_desk"),
        (operator, "operators_read_no_cases"),
        (member, "no_desk"),
        (lambda: coordinator(HERE, is_active=False), "no_desk"),
    ],
)
def test_others_are_refused_and_that_is_recorded(act: str, who: Callable[[], User], reason: str) -> None:
    kept, user = confirmed(), who()
    before = everything()
    with pytest.raises(NotAllowed) as refused:
        ACTS[act](user, kept.case.pk)
    assert refused.value.reason == reason
    assert everything() == before
    ((who_did, what_act, what, outcome),) = events()
    assert (who_did, what_act, outcome) == (f"user:{user.pk}", f"case.{act}", "refused")
    assert what.startswith(f"case:{kept.case.pk}")


@pytest.mark.parametrize("act", ACTS)
def test_what_is_not_there_and_what_is_not_confirmed_are_alike(act: str) -> None:
    by = coordinator(HERE)
    for pk in (sent().case.pk, uuid4()):
        with pytest.raises(NotAllowed) as refused:
            ACTS[act](by, pk)
        assert refused.value.reason == "unknown"
    assert [outcome for _who, _act, _what, outcome in events()] == ["refused", "refused"]


def test_a_member_who_left_the_desk_reads_no_more() -> None:
    by, kept = coordinator(HERE), confirmed()
    desk_work.read(by, kept.case.pk, TODAY)
    by.desks.all().delete()
    with pytest.raises(NotAllowed):
        desk_work.read(by, kept.case.pk, TODAY)


# --- One event or none ----------------------------------------------------------------------------------


@pytest.mark.parametrize("act", ACTS)
def test_each_act_is_one_event(act: str) -> None:
    by, kept = coordinator(HERE), confirmed()
    ACTS[act](by, kept.case.pk)
    assert [(who, done, outcome) for who, done, _what, outcome in events()] == [
        (f"user:{by.pk}", f"case.{act}", "done")
    ]
    assert list(audit.breaks()) == []


@pytest.mark.parametrize("act", ACTS)
def test_stopped_at_any_statement_there_is_never_the_act_without_the_event(act: str) -> None:
    by, kept = coordinator(HERE), confirmed()
    before = everything()
    for number in itertools.count(1):
        with stopping_at(number) as reached:
            try:
                ACTS[act](by, kept.case.pk)
            except Stopped:
                assert reached[0]
        if not reached[0]:
            break
        assert everything() == before, f"stopped at statement {number}"
        assert events() == [], f"stopped at statement {number}"
    assert number > 8
    assert everything() != before
    assert len(events()) == 1
    assert list(audit.breaks()) == []


@pytest.mark.parametrize("act", ACTS)
def test_no_event_says_what_a_case_says(act: str) -> None:
    by, kept = coordinator(HERE), confirmed()
    ACTS[act](by, kept.case.pk)
    with pytest.raises(NotAllowed):
        ACTS[act](coordinator(CENTRAL), kept.case.pk)
    assert CANARY not in str(events())
    assert kept.sent.code not in str(events())


# --- Answering, moving, taking -------------------------------------------------------------------------


def test_an_answer_reaches_the_requester_and_stops_the_clock() -> None:
    by, kept = coordinator(HERE), confirmed()
    desk_work.answer(by, kept.case.pk, "Come on Monday", days(1))
    case = kept.case
    assert (case.state, case.coordinator, case.new_for_requester) == (State.ANSWERED, by, 1)
    assert case.purge_on == days(1).replace(year=2028, month=1)
    assert requester.read(kept.opened()).messages[0].text == "Come on Monday"
    [row] = desk_work.queue(by, TODAY, page=1)
    assert row.left is None
    assert Counter.objects.get(what="answered").number == 1


def test_a_second_answer_is_a_second_message() -> None:
    by = coordinator(HERE)
    kept = answered(by)
    desk_work.answer(by, kept.case.pk, "And bring a friend", TODAY)
    assert [each.number for each in requester.read(kept.opened()).messages] == [1, 2]


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_an_empty_answer_is_none(text: str) -> None:
    by, kept = coordinator(HERE), confirmed()
    with pytest.raises(NotAllowed, match="empty"):
        desk_work.answer(by, kept.case.pk, text, TODAY)
    assert kept.case.state == State.NEW


def test_a_closed_case_is_neither_answered_nor_handed_over() -> None:
    by = coordinator(HERE)
    kept = closed(by)
    for act in ("answer", "hand_over"):
        with pytest.raises(NotAllowed, match="not_active"):
            ACTS[act](by, kept.case.pk)


def test_closing_sets_the_day_it_goes_and_opening_again_takes_it_back() -> None:
    by = coordinator(HERE)
    kept = closed(by)
    assert (kept.case.closed_on, kept.case.purge_on) == (TODAY, days(90))
    desk_work.move(by, kept.case.pk, State.READ, days(5))
    assert (kept.case.closed_on, kept.case.purge_on) == (None, TODAY.replace(year=2028, month=1))
    assert kept.open()


def test_opened_again_a_case_does_not_go_sooner() -> None:
    by, kept = coordinator(HERE), confirmed()
    late = TODAY.replace(year=2027, month=12, day=31)
    desk_work.move(by, kept.case.pk, State.CLOSED, late)
    due = kept.case.purge_on
    desk_work.move(by, kept.case.pk, State.READ, due)
    assert kept.case.purge_on == due > TODAY.replace(year=2028, month=1)


def test_closing_closes_it_in_every_browser() -> None:
    by, kept = coordinator(HERE), confirmed()
    opening.remember(kept.opened(), TODAY)
    desk_work.move(by, kept.case.pk, State.CLOSED, TODAY)
    assert OpenedCase.objects.count() == 0


@pytest.mark.parametrize("to", [State.UNCONFIRMED, State.NEW, State.READ, State.ANSWERED])
def test_a_desk_moves_nothing_by_hand_that_happens_by_itself(to: State) -> None:
    by, kept = coordinator(HERE), confirmed()
    with pytest.raises(NotAllowed):
        desk_work.move(by, kept.case.pk, to, TODAY)
    assert kept.case.state == State.NEW


def test_whoever_takes_a_case_is_named_in_the_queue() -> None:
    by, other = coordinator(HERE, display_name="Amina"), coordinator(HERE, display_name="Bo")
    kept = confirmed()
    desk_work.take(by, kept.case.pk)
    assert [row.coordinator_name for row in desk_work.queue(other, TODAY, page=1)] == ["Amina"]
    desk_work.take(other, kept.case.pk)
    assert kept.case.coordinator == other


@pytest.mark.parametrize("gone", ["left the desk", "account closed"])
def test_who_left_sees_to_nothing_and_the_next_who_answers_does(gone: str) -> None:
    left, other, kept = coordinator(HERE, display_name="Amina"), coordinator(HERE, display_name="Amina"), confirmed()
    desk_work.take(left, kept.case.pk)
    assert [row.coordinator_id for row in desk_work.queue(other, TODAY, page=1)] == [left.pk]
    if gone == "left the desk":
        left.desks.all().delete()
    else:
        User.objects.filter(pk=left.pk).update(is_active=False)
    row = desk_work.read(other, kept.case.pk, TODAY).row
    assert (row.coordinator_id, row.coordinator_name) == (None, "")
    assert desk_work.queue(other, TODAY, page=1) == (row,)
    desk_work.answer(other, kept.case.pk, "Hello", TODAY)
    assert kept.case.coordinator == other


def test_that_how_to_be_told_has_changed_is_new_until_the_desk_has_read_it() -> None:
    by, kept = coordinator(HERE), confirmed()

    def is_new() -> list[bool]:
        [row] = desk_work.queue(by, TODAY, page=1)
        return [row.contact_changed, *(desk_work.read(by, kept.case.pk, TODAY).row.contact_changed for _ in range(2))]

    requester.change_contact(kept.opened(), a_need().contact, TODAY)
    assert is_new() == [False, False, False]
    requester.change_contact(kept.opened(), Told("contact", "The other shop"), TODAY)
    assert is_new() == [True, True, False]


# --- Handing over ----------------------------------------------------------------------------------------


def handed_over(kept: Kept, by: User, to: str = NEIGHBOUR) -> None:
    desk_work.hand_over(by, kept.case.pk, Desk.objects.get(public_id=to), days(2))


@pytest.mark.parametrize("to", [NEIGHBOUR, CENTRAL])
def test_handed_over_the_other_desk_opens_it_and_this_one_does_not(to: str) -> None:
    here, there, kept = coordinator(HERE), coordinator(to), confirmed()
    desk_work.read(here, kept.case.pk, TODAY)
    handed_over(kept, here, to)
    assert desk_work.read(there, kept.case.pk, days(2)).need == a_need()
    with pytest.raises(NotAllowed, match="other_desk"):
        desk_work.read(here, kept.case.pk, days(2))
    assert kept.opened()


def test_handed_over_the_old_desks_key_opens_nothing() -> None:
    here, kept = coordinator(HERE), confirmed()
    handed_over(kept, here)
    case = kept.case
    assert set(case.keys.values_list("recipient", flat=True)) == {"passphrase", f"desk:{NEIGHBOUR}"}
    wrapped = case.keys.get(recipient=f"desk:{NEIGHBOUR}").wrapped
    with pytest.raises(CannotBeOpened):
        envelopes.unwrap_at_desk(wrapped, HERE, str(case.pk))
    assert envelopes.unwrap_at_desk(wrapped, NEIGHBOUR, str(case.pk)) == kept.opened().key


def test_handed_over_it_waits_to_be_read_by_the_other_desk() -> None:
    here, kept = coordinator(HERE), confirmed()
    desk_work.answer(here, kept.case.pk, "We ask our neighbours", TODAY)
    handed_over(kept, here)
    case = kept.case
    assert (case.state, case.coordinator, case.answer_by) == (State.NEW, None, days(5))
    assert requester.read(kept.opened()).desk.public_id == NEIGHBOUR


def test_handed_over_unread_the_clock_runs_on() -> None:
    here, kept = coordinator(HERE), confirmed()
    handed_over(kept, here)
    assert kept.case.answer_by == days(3)


def test_a_case_goes_only_to_a_desk_that_stands_in() -> None:
    there = coordinator(NEIGHBOUR)
    kept = confirmed(country="SN")
    for desk in (HERE, NEIGHBOUR):
        with pytest.raises(NotAllowed, match="not_a_fallback"):
            handed_over(kept, there, desk)
    assert [desk.public_id for desk in desk_work.hand_over_choices(kept.case.desk)] == [CENTRAL]
    handed_over(kept, there, CENTRAL)


def test_a_desk_that_is_not_published_gets_no_cases(desks: dict[str, Desk]) -> None:
    here, kept = coordinator(HERE), confirmed()
    Desk.objects.filter(public_id=NEIGHBOUR).update(live=False)
    assert [desk.public_id for desk in desk_work.hand_over_choices(desks[HERE])] == [CENTRAL]
    with pytest.raises(NotAllowed, match="not_a_fallback"):
        handed_over(kept, here)


@pytest.mark.parametrize("nobody", [{"is_active": False}, None], ids=["closed account", "nobody"])
def test_a_desk_where_nobody_works_gets_no_cases(desks: dict[str, Desk], nobody: dict[str, Any] | None) -> None:
    here, kept = coordinator(HERE), confirmed()
    DeskMember.objects.filter(desk=desks[NEIGHBOUR]).delete()
    if nobody:
        coordinator(NEIGHBOUR, **nobody)
    assert desk_work.hand_over_choices(desks[HERE]) == [desks[CENTRAL]]
    with pytest.raises(NotAllowed, match="nobody_there"):
        handed_over(kept, here)


def test_the_central_unit_hands_nothing_to_itself(desks: dict[str, Desk]) -> None:
    assert desk_work.hand_over_choices(desks[CENTRAL]) == []


# --- What cannot be opened --------------------------------------------------------------------------------


def spoil_key(case: Case) -> None:
    row = case.keys.get(recipient=f"desk:{HERE}")
    row.wrapped = Ciphertext(row.wrapped[:-8] + "AAAAAAA=")
    row.save()


def remove_key(case: Case) -> None:
    case.keys.filter(recipient=f"desk:{HERE}").delete()


def spoil_text(case: Case) -> None:
    Contact.objects.filter(case=case).update(body=Ciphertext("c1.AAAA"))


def key_of_another(case: Case) -> None:
    row = case.keys.get(recipient=f"desk:{HERE}")
    row.wrapped = confirmed().case.keys.get(recipient=f"desk:{HERE}").wrapped
    row.save()


@pytest.mark.parametrize("spoil", [spoil_key, remove_key, spoil_text, key_of_another])
def test_what_cannot_be_opened_is_said_and_recorded(spoil: Callable[[Case], None]) -> None:
    by, kept = coordinator(HERE), confirmed()
    spoil(kept.case)
    with pytest.raises(NotAllowed, match="cannot_be_opened"):
        desk_work.read(by, kept.case.pk, TODAY)
    assert events() == [(f"user:{by.pk}", "case.read", f"case:{kept.case.pk}", "failed")]
    assert (kept.case.state, kept.case.opened_by_desk) == (State.NEW, 0)


# --- The queue -------------------------------------------------------------------------------------------


def test_the_queue_is_of_the_own_desk_only() -> None:
    mine, theirs = confirmed(), confirmed(country="SN")
    assert [row.id for row in desk_work.queue(coordinator(HERE), TODAY, page=1)] == [mine.case.pk]
    assert [row.id for row in desk_work.queue(coordinator(NEIGHBOUR), TODAY, page=1)] == [theirs.case.pk]
    assert {row.id for row in desk_work.queue(coordinator(HERE, NEIGHBOUR), TODAY, page=1)} == {
        mine.case.pk,
        theirs.case.pk,
    }
    for nobody in (member(), operator(), coordinator(HERE, is_active=False)):
        assert desk_work.queue(nobody, TODAY, page=1) == ()


def test_the_most_urgent_comes_first_then_what_has_least_time_left() -> None:
    by = coordinator(HERE)
    done = answered(by, days(-30), situation="danger")
    planned, soon = confirmed(days(-20), situation="preparing"), confirmed()
    sooner, urgent = confirmed(days(-2)), confirmed(situation="danger")
    expected = [each.case.pk for each in (urgent, sooner, soon, planned, done)]
    assert [row.id for row in desk_work.queue(by, TODAY, page=1)] == expected


def test_the_queue_says_whose_time_is_over() -> None:
    confirmed(days(-5))
    (row,) = desk_work.queue(coordinator(HERE), TODAY, page=1)
    assert row.left == (2, True)
    assert (row.received_on, row.answer_by, row.new_messages) == (days(-5), days(-2), 0)


def test_what_is_unconfirmed_is_in_no_queue_and_what_is_closed_is_apart() -> None:
    by = coordinator(HERE)
    sent()
    kept = closed(by)
    assert desk_work.queue(by, TODAY, page=1) == ()
    assert [row.id for row in desk_work.queue(by, TODAY, page=1, only=State.CLOSED)] == [kept.case.pk]
    assert (desk_work.queue_size(by), desk_work.queue_size(by, only=State.CLOSED)) == (0, 1)


def many(number: int) -> None:
    """Rows of a queue, as many as wanted, quickly."""
    of = confirmed().case
    Case.objects.bulk_create(
        Case(
            code_hash=f"{each:064}",
            desk=of.desk,
            state=State.NEW,
            urgency="planned",
            received_on=TODAY,
            answer_by=days(7),
            last_message_on=TODAY,
            purge_on=days(100),
            order=1000 + each,
        )
        for each in range(number)
    )


def test_the_queue_costs_as_many_queries_for_a_thousand_as_for_one(django_assert_max_num_queries: Any) -> None:
    by = coordinator(HERE)
    confirmed()
    with django_assert_max_num_queries(4):
        assert len(desk_work.queue(by, TODAY, page=1)) == 1
    many(1000)
    with django_assert_max_num_queries(4):
        assert len(desk_work.queue(by, TODAY, page=1)) == 25
    assert desk_work.queue_size(by) == 1002


def test_every_case_is_on_one_page_of_the_queue() -> None:
    by = coordinator(HERE)
    many(60)
    pages = [[row.id for row in desk_work.queue(by, TODAY, page=page)] for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [25, 25, 11, 0]
    assert len({each for page in pages for each in page}) == 61
    assert desk_work.queue(by, TODAY, page=0) == desk_work.queue(by, TODAY, page=1)


def test_the_queue_unseals_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    by = coordinator(HERE)
    confirmed()

    def fail(*_args: object) -> None:
        raise AssertionError("something was opened")

    for name in ("unseal", "unwrap_at_desk"):
        monkeypatch.setattr(envelopes, name, fail)
        monkeypatch.setattr(contents if name == "unseal" else desk_acts, name, fail)
    assert len(desk_work.queue(by, TODAY, page=1)) == 1
    assert events() == []
