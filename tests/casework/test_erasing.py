"""Erased is gone: no row, no key, no session; a day before it is there, on the day it is not."""

from __future__ import annotations

import datetime as dt
import json
import logging
from contextlib import suppress
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import RequestFactory

from accounts.models import AuditEvent
from casework import erasing, health, opening, requester, sending
from casework.models import Case, CountedNeed, Counter, OpenedCase
from casework.vetted import marking, openings
from hub import health as hub_health
from hub.health import NotWell
from tests.casework import proposing_cases as proposing
from tests.factories.accounts import member
from tests.factories.casework import (
    CANARY,
    CENTRAL,
    HERE,
    NEIGHBOUR,
    TODAY,
    Kept,
    Stopped,
    answered,
    closed,
    confirmed,
    coordinator,
    days,
    sent,
    stopping_at,
    three_desks,
)
from trainers.models import Desk

pytestmark = pytest.mark.django_db
THIRTEEN_MONTHS = TODAY.replace(year=2028, month=1)


@pytest.fixture(autouse=True)
def desks() -> None:
    three_desks()


SEALED = ("body", "wrapped", "key_hash", "outline", "token_hash")


def at(day: dt.date, hour: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), dt.UTC)


def tick(day: dt.date) -> dict[str, int]:
    return erasing.purge_due(at(day))


def whole_database() -> str:
    """Every text of every table, whatever the table is called."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows)


def a_full_case() -> Kept:
    """A case with everything that can hang on one."""
    kept = answered(coordinator(HERE), risk_level="low", languages=("en",))
    opened = kept.opened()
    requester.add_message(opened, f"{CANARY}-message", TODAY)
    opening.remember(opened, TODAY)
    by = coordinator(HERE)
    proposing.trainers()
    proposing.asked(by, kept, proposing.AMINA)
    marking.mark(by, kept.case.pk, TODAY)
    openings.record(kept.opened(), openings.DIRECTORY, TODAY)
    CountedNeed.objects.create(case=kept.case)
    return kept


def traces(kept: Kept) -> set[str]:
    """Whatever of a case could be found again."""
    case = kept.case
    found = {str(case.pk), case.pk.hex, case.code_hash, case.token_hash}
    for model in apps.get_app_config("casework").get_models():
        if any(field.name == "case" for field in model._meta.fields):
            for row in model.objects.filter(case=case):
                found |= {str(row.pk), row.pk.hex}
                found |= {str(getattr(row, name)) for name in SEALED if hasattr(row, name)}
    return found


def test_a_requesters_erase_leaves_a_number_and_nothing_else() -> None:
    kept = a_full_case()
    opened, before = kept.opened(), traces(kept)
    requester.erase(opened, TODAY)
    rest = whole_database()
    # The log says that the desk answered case X; of what it was about, and of its end, it says nothing.
    logged = {str(opened.case.pk), opened.case.pk.hex}
    assert not [trace for trace in before - logged if trace in rest]
    assert CANARY not in rest
    assert Counter.objects.get(what="erased", desk=HERE, year=2026, month=12).number == 1


def test_every_table_of_a_case_is_thought_of() -> None:
    kept = a_full_case()
    hanging = [model for model in apps.get_app_config("casework").get_models() if hasattr(model, "case_id")]
    assert all(model.objects.filter(case=kept.case).exists() for model in hanging)
    requester.erase(kept.opened(), TODAY)
    assert not any(model.objects.exists() for model in (*hanging, Case))


def test_stopped_at_any_statement_a_case_is_whole_or_gone() -> None:
    kept = a_full_case()
    opened, before = kept.opened(), traces(kept)
    number, done = 0, False
    while not done:
        number += 1
        with stopping_at(number) as reached, suppress(Stopped):
            requester.erase(opened, TODAY)
        done = not reached[0]
        if not done:
            assert traces(kept) == before, f"stopped at statement {number}"
            assert not Counter.objects.filter(what="erased").exists()
    assert number > 8
    assert Case.objects.count() == 0


@pytest.mark.parametrize("hour", [0, 23])
def test_thirteen_months_after_its_last_message_a_case_is_gone(hour: int) -> None:
    confirmed()
    erasing.purge_due(at(THIRTEEN_MONTHS - dt.timedelta(days=1), hour))
    assert Case.objects.count() == 1
    erasing.purge_due(at(THIRTEEN_MONTHS, hour))
    assert Case.objects.count() == 0
    assert Counter.objects.get(what="purged", year=2028, month=1).number == 1


def test_ninety_days_after_closing_a_case_is_gone() -> None:
    closed(coordinator(HERE))
    assert tick(days(89))["cases purged"] == 0
    assert tick(days(90))["cases purged"] == 1


def test_what_nobody_confirmed_is_gone_after_a_day() -> None:
    sent()
    assert tick(days(1))["unconfirmed cases dropped"] == 0
    assert tick(days(2))["unconfirmed cases dropped"] == 1
    assert Case.objects.count() == 0
    assert Counter.objects.get(what="unconfirmed").number == 1


def test_what_was_confirmed_meanwhile_stays() -> None:
    kept = sent()
    sending.confirm(kept.token, days(1))
    assert tick(days(2)) == {
        "cases purged": 0,
        "unconfirmed cases dropped": 0,
        "opened cases closed": 0,
        "failed": 0,
    }
    assert kept.open(days(2))


def test_a_message_gives_a_case_its_whole_time_again() -> None:
    kept = confirmed()
    late = THIRTEEN_MONTHS - dt.timedelta(days=1)
    requester.add_message(kept.opened(), "still here", late)
    tick(THIRTEEN_MONTHS)
    assert Case.objects.count() == 1


def test_due_but_not_purged_yet_it_opens_no_more() -> None:
    kept = confirmed()
    cookie = opening.remember(kept.opened(), THIRTEEN_MONTHS)
    assert kept.open(THIRTEEN_MONTHS - dt.timedelta(days=1))
    assert kept.open(THIRTEEN_MONTHS) is None
    assert opening.recall(cookie, THIRTEEN_MONTHS) is None


def test_the_clocks_work_is_recorded() -> None:
    kept = confirmed()
    pk = kept.case.pk
    tick(THIRTEEN_MONTHS)
    assert list(AuditEvent.objects.filter(act__startswith="case.").values_list("who", "act", "what", "outcome")) == [
        ("system", "case.purge-due", f"case:{pk}", "done")
    ]


def test_one_case_that_fails_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    kept = [confirmed(), *(sent() for _ in range(3)), confirmed()]
    poison = {kept[0].case.pk, kept[2].case.pk}
    real = Case.delete

    def fail(self: Case, *args: object, **values: object) -> object:
        if self.pk in poison:
            raise ZeroDivisionError(CANARY)
        return real(self, *args, **values)

    with monkeypatch.context() as spoiled, caplog.at_level(logging.ERROR, "hub.casework"):
        spoiled.setattr(Case, "delete", fail)
        done = tick(THIRTEEN_MONTHS)
    assert (done["cases purged"], done["unconfirmed cases dropped"], done["failed"]) == (1, 2, 2)
    assert {case.pk for case in Case.objects.all()} == poison
    assert AuditEvent.objects.filter(act__startswith="case.").count() == 3
    assert len(caplog.records) == 2
    tick(THIRTEEN_MONTHS)
    assert Case.objects.count() == 0


def test_twice_is_once() -> None:
    confirmed()
    assert tick(THIRTEEN_MONTHS)["cases purged"] == 1
    assert tick(THIRTEEN_MONTHS)["cases purged"] == 0
    assert Counter.objects.get(what="purged").number == 1


def test_open_cases_are_closed_in_browsers_on_the_next_day() -> None:
    kept = confirmed()
    opening.remember(kept.opened(), TODAY)
    assert tick(TODAY)["opened cases closed"] == 0
    assert tick(days(1))["opened cases closed"] == 1
    assert OpenedCase.objects.count() == 0


def test_a_form_that_can_be_sent_no_more_is_forgotten() -> None:
    kept, fresh = confirmed(), confirmed(days(1))
    tick(days(2))
    assert Case.objects.filter(token_hash="").count() == 1
    assert fresh.case.token_hash
    assert not sending.confirm(kept.token, days(2))


def test_the_timer_does_it() -> None:
    assert "casework.erasing.purge_due" in settings.HUB_TICK


# --- What operators are told ------------------------------------------------------------------------------


def test_desks_without_anybody_are_named() -> None:
    coordinator(HERE)
    coordinator(NEIGHBOUR, is_active=False)
    with pytest.raises(NotWell, match="nobody answers at: Central Unit, North"):
        health.desks()
    coordinator(NEIGHBOUR, CENTRAL)
    assert health.desks() == "each has a coordinator"


def test_a_desk_that_is_not_published_needs_nobody() -> None:
    Desk.objects.exclude(public_id=HERE).update(live=False)
    coordinator(HERE)
    assert health.desks()


def test_a_purge_that_is_overdue_is_said() -> None:
    kept = confirmed()
    assert health.purging() == "nothing is overdue"
    Case.objects.filter(pk=kept.case.pk).update(received_on=dt.date(2019, 1, 1), purge_on=dt.date(2020, 1, 1))
    with pytest.raises(NotWell, match="1 cases should have gone"):
        health.purging()


def test_operators_are_asked_to_look() -> None:
    assert {"casework.health.desks", "casework.health.purging"} <= {path for _name, path in settings.HUB_HEALTH}


def test_a_part_that_is_not_well_says_why(settings: Any) -> None:
    settings.HUB_HEALTH = (("desks", "casework.health.desks"),)
    request = RequestFactory().get("/-/health/?details")
    request.user = member(is_superuser=True)
    answer = hub_health.health(request)
    assert answer.status_code == 503
    assert json.loads(answer.content)["parts"]["desks"] == {
        "well": False,
        "state": "nobody answers at: Central Unit, North, South",
    }


def test_what_is_saved_while_the_timer_runs_stays() -> None:
    """Between the list of what is due and the removal, somebody confirms, and somebody writes."""
    unconfirmed, old = sent(), confirmed()
    listed = [unconfirmed.case.pk, old.case.pk]
    late = THIRTEEN_MONTHS - dt.timedelta(days=1)
    requester.add_message(old.opened(), "still here", late)
    sending.confirm(unconfirmed.token, days(1))
    assert erasing._each(listed[:1], erasing.Why.UNCONFIRMED, days(2)) == (0, 0)
    assert erasing._each(listed[1:], erasing.Why.DUE, THIRTEEN_MONTHS) == (0, 0)
    assert {case.pk for case in Case.objects.all()} == set(listed)
