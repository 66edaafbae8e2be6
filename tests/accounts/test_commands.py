"""What operators do on the command line."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts import audit
from accounts.models import AuditEvent
from tests.factories import accounts as staff

pytestmark = pytest.mark.django_db


def test_somebody_who_lost_everything_gets_in_with_the_password_again(capsys) -> None:
    ana = staff.editor(username="ana")
    staff.with_app(ana)
    call_command("remove_second_factor", "Ana")
    assert staff.factors(ana) == []
    assert AuditEvent.objects.get().what == f"user:{ana.pk}"


def test_an_unknown_name_is_said_so() -> None:
    with pytest.raises(CommandError, match="no account"):
        call_command("remove_second_factor", "nobody")


def test_a_log_that_was_touched_ends_with_an_error(capsys) -> None:
    audit.record(who="user:1", act="sign-in")
    call_command("verify_audit")
    assert "whole: 1" in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_auditevent SET act = 'sign-out'")
    with pytest.raises(CommandError, match="event 1"):
        call_command("verify_audit")
