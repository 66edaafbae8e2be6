"""What all tests share."""

from __future__ import annotations

import datetime as dt
import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.db import connections, transaction
from hypothesis import HealthCheck
from hypothesis import settings as drawing
from pytest_django import DjangoDbBlocker

from hub import limits, once, site_roots
from tests import lanes, migrated

# The first draw of a fresh clone makes tables of all letters; a busy machine makes that slow, and no test wrong.
# The same draws in each run: a change is refused for what it does. `HUB_TESTS_DRAW=anew` looks further.
drawing.register_profile(
    "patient",
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
    derandomize=os.environ.get("HUB_TESTS_DRAW") != "anew",
)
drawing.load_profile("patient")
# How many objects more than before call for a look for rubbish, young and old.
RUBBISH = (50_000, 20, 50)
# So many seconds before midnight no test begins: by its end it would be another day than at its start.
LONGEST_TEST = 120
SHARED = Path(os.environ.get("HUB_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real texts beside the project; a test that needs it skips, loudly, where it is missing."""
    if not (SHARED / "resources").is_dir():
        pytest.skip(f"SKIPPED LOUDLY: no real texts at {SHARED} (set HUB_SHARED_DATA)")
    return SHARED


@pytest.fixture(autouse=True)
def nobody_asked_before() -> None:
    """Each test begins with full buckets and no request under way, whatever the ones before it asked for."""
    limits.OF_THIS_PROCESS.forget()
    # An answer that a test did not read to its end is a request that goes on: pages would be drawn as within it.
    once.forget()
    site_roots.forget()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Before the test database is made: copy the migrated one that an earlier run kept, where there is one."""
    migrated.reuse(connections["default"])


@pytest.fixture(scope="module")
def for_the_module(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """`with for_the_module():` writes rows once that every test of a module begins with; undone after its last.

    What a test itself changes is undone after it, as ever: its transaction is a savepoint within this one. Hand on
    no rows from such a fixture but names to fetch them by, and use none in modules with `transaction=True`.
    """
    with django_db_blocker.unblock():
        block = transaction.atomic()
        # Code that insists on the outermost transaction is to run here as in any test.
        block._from_testcase = True  # type: ignore[attr-defined]
        block.__enter__()
    yield django_db_blocker.unblock
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        block.__exit__(None, None, None)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where two lanes run side by side: what both must run first, then what either may."""
    lanes.order(items)


def pytest_collection_finish() -> None:
    """What is imported by now stays to the end: looking through it for rubbish takes a tenth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RUBBISH)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Pass over what the other lane has taken."""
    if lanes.is_ours(item):
        _let_midnight_pass()
        return None
    # What the test before this one has set up ends as it would have ended after this one.
    item.session._setupstate.teardown_exact(nextitem)
    return True


def _let_midnight_pass() -> None:
    now = dt.datetime.now(dt.UTC)
    left = (dt.datetime.combine(now.date() + dt.timedelta(days=1), dt.time(), dt.UTC) - now).total_seconds()
    if left < LONGEST_TEST:
        time.sleep(left + 1)
