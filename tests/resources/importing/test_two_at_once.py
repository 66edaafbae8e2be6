"""Two imports at once: the second is told so; a process that died holds nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from resources.importing.lock import LOCK_NUMBER, NAME
from resources.importing.report import Outcome
from resources.importing.run import import_folder
from resources.models import ManualPage
from tests.factories.folders import small_library

HOLDS = (
    "import fcntl, sys, time; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX); "
    "print(1, flush=True); time.sleep(60)"
)


def _wait_until_free() -> None:
    """The server notices a moment later that a connection is gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s), pg_advisory_unlock(%s)", [LOCK_NUMBER, LOCK_NUMBER])


@contextmanager
def somebody_imports() -> Iterator[None]:
    """Another process holds the lock, and is killed in the end."""
    if connection.vendor == "postgresql":
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK_NUMBER])
        yield
        other.close()
        _wait_until_free()
        return
    settings.HUB_DATA_DIR.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-c", HOLDS, str(settings.HUB_DATA_DIR / NAME)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline()
        yield
        holder.kill()


@pytest.mark.django_db
def test_a_second_import_at_the_same_time_is_told_and_does_nothing(tmp_path: Path) -> None:
    source = small_library(tmp_path / "in")
    with somebody_imports(), pytest.raises(CommandError, match="another import is running"):
        call_command("import_resources", str(source), verbosity=0)
    assert not ManualPage.objects.exists()
    assert import_folder(source).counts == {Outcome.CREATED: 7}
