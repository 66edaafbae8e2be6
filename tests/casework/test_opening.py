"""Opening: with the code and the passphrase, and with nothing else; who fails learns nothing."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.attempts import TooManyAttempts
from accounts.models import SignInAttempts
from casework import codes, desk_work, envelopes, erasing, opening, requester
from casework.models import CaseKey, OpenedCase
from casework.states import State
from hub.busy import Busy
from tests.factories.casework import (
    HERE,
    TODAY,
    Kept,
    answered,
    closed,
    confirmed,
    coordinator,
    days,
    sent,
    three_desks,
)
from trainers.models import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def desks() -> dict[str, Desk]:
    return three_desks()


@pytest.fixture
def derivations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each derivation of a key from a passphrase."""
    made: list[str] = []
    real = envelopes._derived

    def counted(passphrase: str, *args: object) -> bytes:
        made.append(passphrase)
        return real(passphrase, *args)

    monkeypatch.setattr(envelopes, "_derived", counted)
    return made


def erased() -> Kept:
    kept = confirmed()
    erasing.erase(kept.case, erasing.Why.REQUESTER, TODAY)
    return kept


def without_key() -> Kept:
    kept = confirmed()
    kept.case.keys.filter(recipient="passphrase").delete()
    return kept


def overdue() -> Kept:
    kept = confirmed()
    case = kept.case
    case.received_on, case.purge_on = days(-400), TODAY
    case.save()
    return kept


def wrong_code() -> tuple[str, str]:
    return codes.make(), confirmed().passphrase


def wrong_passphrase() -> tuple[str, str]:
    return confirmed().sent.code, confirmed().passphrase


def of(kept: Callable[[], Kept]) -> Callable[[], tuple[str, str]]:
    def typed() -> tuple[str, str]:
        there = kept()
        return there.sent.code, there.passphrase

    return typed


FAILURES: dict[str, Callable[[], tuple[str, str]]] = {
    "wrong code": wrong_code,
    "no code": lambda: ("", confirmed().passphrase),
    "nonsense for a code": lambda: ("’; DROP TABLE --", "x"),
    "huge code": lambda: ("7" * 100_000, "x"),
    "wrong passphrase": wrong_passphrase,
    "no passphrase": lambda: (confirmed().sent.code, ""),
    "huge passphrase": lambda: (confirmed().sent.code, "word " * 20_000),
    "unconfirmed": of(sent),
    "closed": of(lambda: closed(coordinator(HERE))),
    "erased": of(erased),
    "due to go": of(overdue),
    "key gone": of(without_key),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_every_failure_is_alike_and_costs_one_derivation(failure: str, derivations: list[str]) -> None:
    code, passphrase = FAILURES[failure]()
    derivations.clear()
    assert opening.open_case(code, passphrase, TODAY) is None
    assert len(derivations) == 1


def test_every_failure_asks_the_database_as_often() -> None:
    counts = set()
    for typed in FAILURES.values():
        code, passphrase = typed()
        with CaptureQueriesContext(connection) as asked:
            opening.open_case(code, passphrase, TODAY)
        counts.add(len(asked))
    assert len(counts) == 1


def test_the_right_ones_cost_one_derivation_too(derivations: list[str]) -> None:
    kept = confirmed()
    derivations.clear()
    assert kept.open()
    assert len(derivations) == 1


@pytest.mark.parametrize("state", ["new", "read", "answered"])
def test_a_case_opens_in_every_state_a_desk_works_on(state: str) -> None:
    by = coordinator(HERE)
    kept = answered(by) if state == "answered" else confirmed()
    if state == "read":
        desk_work.read(by, kept.case.pk, TODAY)
    assert kept.case.state == state
    assert kept.open()


def test_what_is_typed_otherwise_is_forgiven() -> None:
    kept = confirmed()
    code, phrase = kept.sent.code, kept.sent.passphrase
    for typed in (code.lower(), codes.shown(code), f" {code[:6]}-{code[6:]} "):
        for said in (" ".join(phrase).upper(), "-".join(phrase), "   ".join(phrase)):
            assert opening.open_case(typed, said, TODAY)


def test_a_passphrase_opens_its_own_case_only() -> None:
    one, other = confirmed(), confirmed()
    row = one.case.keys.get(recipient="passphrase")
    row.wrapped = other.case.keys.get(recipient="passphrase").wrapped
    row.save()
    assert opening.open_case(one.sent.code, other.passphrase, TODAY) is None


def test_a_code_is_tried_five_times_in_a_minute_and_then_the_right_passphrase_waits_too(derivations: list[str]) -> None:
    kept, now = confirmed(), timezone.now()
    derivations.clear()
    with time_machine.travel(now, tick=False) as clock:
        for _ in range(5):
            assert opening.open_case(kept.sent.code, "wrong", TODAY) is None
            clock.shift(11)
        for typed in (kept.passphrase, "wrong"):
            with pytest.raises(TooManyAttempts):
                opening.open_case(kept.sent.code, typed, TODAY)
        assert len(derivations) == 5
        assert confirmed().open()
        clock.shift(60)
        assert kept.open()


def test_the_fifth_try_may_be_the_right_one() -> None:
    kept = confirmed()
    for _ in range(4):
        opening.open_case(kept.sent.code, "wrong", TODAY)
    assert kept.open()


def test_whoever_gets_in_starts_anew() -> None:
    kept = confirmed()
    for _ in range(3):
        for _ in range(3):
            opening.open_case(kept.sent.code, "wrong", TODAY)
        assert kept.open()


def test_of_whoever_gets_in_not_even_the_time_is_kept() -> None:
    kept = confirmed()
    opening.open_case(kept.sent.code, "wrong", TODAY)
    assert SignInAttempts.objects.count() == 1
    kept.opened()
    assert SignInAttempts.objects.count() == 0


def test_who_is_told_to_come_again_has_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = confirmed()

    def busy(**_which: bool) -> None:
        raise Busy(5)

    with monkeypatch.context() as crowded:
        crowded.setattr("casework.slots.deriving", busy)
        for _ in range(9):
            with pytest.raises(Busy):
                kept.open()
    assert kept.open()


def test_a_derivation_that_has_become_too_cheap_is_made_anew(settings: object) -> None:
    kept = confirmed()
    before = kept.case.keys.get(recipient="passphrase").wrapped
    kept.opened()
    assert kept.case.keys.get(recipient="passphrase").wrapped == before
    settings.HUB_CASE_KDF = (128, 2, 1)  # type: ignore[attr-defined]
    kept.opened()
    after = kept.case.keys.get(recipient="passphrase").wrapped
    assert after != before
    assert kept.open()


def test_an_opened_case_is_recalled_by_its_cookie_that_day() -> None:
    kept = confirmed()
    opened = kept.opened()
    cookie = opening.remember(opened, TODAY)
    found = opening.recall(cookie, TODAY)
    assert found is not None
    assert (found.case, found.key) == (opened.case, opened.key)
    assert opening.recall(cookie, days(1)) is None
    assert opening.recall(cookie, days(-1)) is None


def test_the_cookie_is_in_no_row_and_the_row_opens_nothing_without_it() -> None:
    cookie = opening.remember(confirmed().opened(), TODAY)
    row = OpenedCase.objects.get()
    assert len(cookie) >= 43
    assert cookie not in str(vars(row))
    assert row.on == TODAY


def test_two_browsers_have_two_cookies_and_close_apart() -> None:
    kept = confirmed()
    one, other = (opening.remember(kept.opened(), TODAY) for _ in range(2))
    assert one != other
    opening.forget(one)
    assert opening.recall(one, TODAY) is None
    assert opening.recall(other, TODAY)


@pytest.mark.parametrize("cookie", ["", "x", "=" * 44, "A" * 43, "A" * 44, "é", "\0", "A" * 10_000])
def test_a_cookie_that_is_none_opens_nothing(cookie: str) -> None:
    opening.remember(confirmed().opened(), TODAY)
    assert opening.recall(cookie, TODAY) is None
    opening.forget(cookie)
    assert OpenedCase.objects.count() == 1


def test_a_case_that_is_closed_erased_or_due_is_not_recalled() -> None:
    by = coordinator(HERE)
    for end in (
        lambda kept: desk_work.move(by, kept.case.pk, State.CLOSED, TODAY),
        lambda kept: requester.erase(kept.opened(), TODAY),
        lambda kept: type(kept.case).objects.update(purge_on=TODAY, received_on=days(-1)),
    ):
        kept = confirmed()
        cookie = opening.remember(kept.opened(), TODAY)
        end(kept)
        assert opening.recall(cookie, TODAY) is None


def test_a_row_with_another_ones_key_is_not_recalled() -> None:
    one, other = (opening.remember(confirmed().opened(), TODAY) for _ in range(2))
    first, second = OpenedCase.objects.order_by("case__order")
    first.wrapped = second.wrapped
    first.save()
    assert opening.recall(one, TODAY) is None
    assert opening.recall(other, TODAY)


def test_nothing_keeps_a_key_beside_what_opens_it() -> None:
    kept = confirmed()
    assert "Key(…)" in repr(kept.opened())
    assert "key" not in {field.name for field in CaseKey._meta.fields}
    assert "cache" not in inspect.getsource(opening)
