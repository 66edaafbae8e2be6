"""Sending: a case with a code that opens it, or nothing; never one without the other."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models

from casework import codes, contents, sending
from casework.models import Case, CaseHead, CaseKey, Contact, Counter, NeedsAssessment
from casework.routing import NoDesk
from casework.states import State
from hub.busy import Busy
from tests.factories.casework import (
    CANARY,
    CENTRAL,
    HERE,
    TODAY,
    Kept,
    Stopped,
    a_need,
    confirmed,
    days,
    sent,
    stopping_at,
    three_desks,
)
from trainers.models import Desk

pytestmark = pytest.mark.django_db
TABLES: tuple[type[models.Model], ...] = (CaseHead, Case, CaseKey, Contact, NeedsAssessment, Counter)


@pytest.fixture(autouse=True)
def desks() -> dict[str, Desk]:
    return three_desks()


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row that sending writes."""
    return {table.__name__: list(table.objects.order_by("pk").values()) for table in TABLES}


def sending_again(kept: Kept) -> Kept:
    return sent(token=kept.token)


def test_a_sent_case_waits_to_be_confirmed_and_opens_after_that() -> None:
    kept = sent()
    assert kept.case.state == State.UNCONFIRMED
    assert kept.open() is None
    assert sending.confirm(kept.token, TODAY, kept.sent.receipt)
    assert kept.case.state == State.NEW
    assert kept.opened().case == kept.case


def test_what_is_shown_once_is_kept_nowhere() -> None:
    kept = sent()
    rows = str(everything())
    assert kept.sent.code not in rows
    assert kept.token not in rows
    # One word or another of seven drawn by lot may be the name of a column; not most of them.
    assert sum(word in rows for word in kept.sent.passphrase if len(word) > 4) < 4
    assert not any(sign.join(kept.sent.passphrase[:3]) in rows for sign in (" ", "-", ""))
    assert CANARY not in rows


def test_what_lies_open_says_who_answers_and_when_it_goes() -> None:
    case = sent().case
    assert (case.desk.public_id, case.urgency) == (HERE, "soon")
    assert (case.received_on, case.answer_by, case.purge_on) == (TODAY, days(3), days(2))
    assert (case.coordinator, case.opened_by_desk, case.new_for_desk, case.new_for_requester) == (None, 0, 0, 0)


def test_the_requester_is_told_who_answers_by_when_and_how_long_it_is_kept() -> None:
    told = sent(situation="danger").sent
    assert (told.desk.public_id, told.answer_by, told.purge_on) == (HERE, days(1), TODAY.replace(year=2028, month=1))
    assert codes.shown(codes.normalised(told.code)) == told.code
    assert len(told.passphrase) == 7


@pytest.mark.parametrize("country", ["", "AQ", "nowhere", "FR"])
def test_a_country_nobody_serves_goes_to_the_central_unit(country: str) -> None:
    assert sent(country=country).sent.desk.public_id == CENTRAL


def test_without_any_desk_nothing_is_sent() -> None:
    Desk.objects.update(live=False)
    with pytest.raises(NoDesk):
        sent()
    assert Case.objects.count() == 0


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar", "xx"])
def test_the_passphrase_of_every_language_opens_the_case(language: str) -> None:
    assert confirmed(language=language).open()


def test_sent_again_it_replaces_what_was_not_confirmed() -> None:
    first = sent(called="before")
    second = sent(token=first.token, called="after")
    assert Case.objects.count() == 1
    assert first.sent.code != second.sent.code
    assert sending.confirm(first.token, TODAY)
    assert first.open() is None
    assert second.open()
    assert NeedsAssessment.objects.count() == Contact.objects.count() == 1
    assert CaseKey.objects.count() == 2


def test_what_was_confirmed_is_not_sent_again() -> None:
    kept = confirmed()
    with pytest.raises(sending.AlreadyConfirmed):
        sending_again(kept)
    assert kept.open()


def test_two_forms_are_two_cases_in_their_order() -> None:
    first, second = sent(), sent()
    assert first.case.order < second.case.order


def test_confirming_twice_is_confirming_once() -> None:
    kept = sent()
    assert sending.confirm(kept.token, TODAY)
    before = everything()
    assert sending.confirm(kept.token, TODAY)
    assert everything() == before


def test_where_nothing_waits_there_is_nothing_to_confirm() -> None:
    assert not sending.confirm("no such token", TODAY)
    assert not sending.confirm("", TODAY)


def test_a_code_that_another_tab_has_replaced_is_not_confirmed() -> None:
    first = sent()
    second = sending_again(first)
    assert not sending.confirm(first.token, TODAY, first.sent.receipt)
    assert second.case.state == State.UNCONFIRMED
    assert sending.confirm(second.token, TODAY, second.sent.receipt)


def test_the_desks_time_runs_from_the_confirmation() -> None:
    kept = sent(situation="danger")
    assert sending.confirm(kept.token, days(1))
    assert (kept.case.received_on, kept.case.answer_by) == (days(1), days(2))


def test_what_is_due_to_go_is_not_confirmed_any_more() -> None:
    kept = sent()
    assert not sending.confirm(kept.token, days(2))
    assert kept.case.state == State.UNCONFIRMED


def test_when_all_turns_are_taken_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(**_which: bool) -> None:
        raise Busy(7)

    monkeypatch.setattr("casework.slots.deriving", busy)
    before = everything()
    with pytest.raises(Busy):
        sent()
    assert everything() == before


def statements(act: Any) -> Iterator[int]:
    """Stop an act at its first statement, its second, and so on, until it comes through."""
    for number in itertools.count(1):
        with stopping_at(number) as reached:
            try:
                act()
            except Stopped:
                yield number
            else:
                assert not reached[0], f"statement {number} failed and nobody noticed"
                return


def test_stopped_at_any_statement_there_is_no_case_at_all() -> None:
    before, stopped = everything(), 0
    for stopped in statements(sent):
        assert everything() == before, f"stopped at statement {stopped}"
    assert stopped > 10
    assert Case.objects.count() == 1


def test_stopped_at_any_statement_of_sending_again_the_first_code_still_opens() -> None:
    first = sent()
    before, stopped = everything(), 0
    for stopped in statements(lambda: sending_again(first)):
        assert everything() == before, f"stopped at statement {stopped}"
    assert stopped > 15
    assert Case.objects.count() == 1


def test_stopped_at_any_statement_a_case_is_confirmed_or_not() -> None:
    kept = sent()
    before, stopped = everything(), 0
    for stopped in statements(lambda: sending.confirm(kept.token, TODAY)):
        assert everything() == before, f"stopped at statement {stopped}"
    assert stopped > 2
    assert kept.open()
    assert Counter.objects.get(what="received").number == 1


def test_the_code_is_answered_only_after_the_case_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise Stopped

    monkeypatch.setattr("casework.contents.write_need", fail)
    with pytest.raises(Stopped):
        sent()
    assert Case.objects.count() == CaseKey.objects.count() == 0


def test_only_the_desk_and_the_passphrase_hold_a_key() -> None:
    case = sent().case
    assert set(case.keys.values_list("recipient", flat=True)) == {"passphrase", f"desk:{HERE}"}


def test_how_to_be_told_is_kept_apart_from_what_was_asked() -> None:
    opened = confirmed().opened()
    asked = contents.text_of(opened.case.assessments.get(), opened.key)
    told = contents.text_of(opened.case.contact, opened.key)
    assert f"{CANARY}-address" not in asked
    assert f"{CANARY}-address" in told
    assert contents.read(opened.case, opened.key, at_desk=False).need == a_need()
