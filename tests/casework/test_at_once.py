"""Fifty at once on a real database: one case, one confirmation, one removal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from accounts import audit
from accounts.models import AuditEvent
from casework import codes, desk_work, erasing, opening, requester, sending
from casework.models import Case, CaseKey, Contact, Counter, Message
from casework.sending import AlreadyConfirmed, Sent
from casework.states import State
from tests.factories.at_once import at_once, patiently, shared_database
from tests.factories.casework import HERE, TODAY, a_need, confirmed, coordinator, days, sent, three_desks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
MANY = 50


@pytest.fixture(autouse=True)
def desks() -> None:
    three_desks()


def one_sending() -> Sent:
    return patiently(lambda: sending.send(a_need(), token="one form", language="en", today=TODAY))


def test_the_same_form_sent_fifty_times_at_once_is_one_case(tmp_path: Path) -> None:
    with shared_database(tmp_path):
        found = at_once(MANY, one_sending)
    assert all(isinstance(each, Sent) for each in found), found
    assert Case.objects.count() == Contact.objects.count() == 1
    assert CaseKey.objects.count() == 2
    assert sending.confirm("one form", TODAY)
    kept = [
        each for each in found if isinstance(each, Sent) and codes.hashed(bare(each)) == Case.objects.get().code_hash
    ]
    assert len(kept) == 1
    assert opening.open_case(kept[0].code, " ".join(kept[0].passphrase), TODAY)


def bare(each: Sent) -> str:
    return codes.normalised(each.code)


def test_fifty_forms_at_once_are_fifty_cases_in_a_row(tmp_path: Path) -> None:
    with shared_database(tmp_path):
        found = at_once(MANY, lambda: patiently(sent))
    assert not [each for each in found if isinstance(each, Exception)]
    assert sorted(Case.objects.values_list("order", flat=True)) == list(range(1, MANY + 1))


def test_sent_again_while_it_is_confirmed_it_is_whole_all_the_same(tmp_path: Path) -> None:
    first = sent(token="one form")
    with shared_database(tmp_path):
        acts = iter([lambda: sending.confirm("one form", TODAY, first.sent.receipt), one_sending] * (MANY // 2))
        found = at_once(MANY, lambda: next(acts)())
    assert Case.objects.count() == 1
    assert not [each for each in found if isinstance(each, Exception) and not isinstance(each, AlreadyConfirmed)]
    # Either the first code was confirmed and stayed, or it was replaced before and could not be.
    assert (Case.objects.get().state == State.NEW) == (first.open() is not None) == (True in found)


def test_confirmed_fifty_times_at_once_it_is_counted_once(tmp_path: Path) -> None:
    kept = sent()
    with shared_database(tmp_path):
        found = at_once(MANY, lambda: sending.confirm(kept.token, TODAY))
    assert found == [True] * MANY
    assert Counter.objects.get(what="received").number == 1


def test_fifty_messages_at_once_have_fifty_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requester, "MOST_UNREAD", MANY)
    opened = confirmed().opened()
    with shared_database(tmp_path):
        found = at_once(MANY, lambda: requester.add_message(opened, "and this", TODAY))
    assert found == [True] * MANY
    assert list(Message.objects.values_list("number", flat=True)) == list(range(1, MANY + 1))
    assert Case.objects.get().new_for_desk == MANY


def test_read_fifty_times_at_once_it_is_recorded_fifty_times(tmp_path: Path) -> None:
    by, kept = coordinator(HERE), confirmed()
    with shared_database(tmp_path):
        found = at_once(MANY, lambda: desk_work.read(by, kept.case.pk, TODAY))
    assert not [each for each in found if isinstance(each, Exception)]
    assert Case.objects.get().opened_by_desk == MANY == AuditEvent.objects.filter(act="case.read").count()
    assert list(audit.breaks()) == []


def test_two_timers_at_once_purge_a_case_once(tmp_path: Path) -> None:
    for _ in range(5):
        sent()
    noon = dt.datetime.combine(days(2), dt.time(12), dt.UTC)
    with shared_database(tmp_path):
        found = at_once(5, lambda: erasing.purge_due(noon))
    done = [each for each in found if isinstance(each, dict)]
    assert sum(each["unconfirmed cases dropped"] for each in done) == 5
    assert sum(each["failed"] for each in done) == 0
    assert Case.objects.count() == 0
    assert Counter.objects.get(what="unconfirmed").number == 5


def test_erased_while_the_desk_answers_nothing_is_left_behind(tmp_path: Path) -> None:
    by, kept = coordinator(HERE), confirmed()
    opened, pk = kept.opened(), kept.case.pk
    with shared_database(tmp_path):
        answers = [lambda: desk_work.answer(by, pk, "Come on Monday", TODAY)] * 9
        acts = iter([*answers[:4], lambda: requester.erase(opened, TODAY), *answers[4:]])
        at_once(10, lambda: next(acts)())
    assert Case.objects.count() == Message.objects.count() == CaseKey.objects.count() == 0
    assert Counter.objects.get(what="erased").number == 1
