"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.db import connections, transaction
from pytest_django import DjangoDbBlocker

from hub import limits
from tests import migrated

SHARED = Path(os.environ.get("HUB_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real texts beside the project; a test that needs it skips, loudly, where it is missing."""
    if not (SHARED / "resources").is_dir():
        pytest.skip(f"SKIPPED LOUDLY: no real texts at {SHARED} (set HUB_SHARED_DATA)")
    return SHARED


@pytest.fixture(autouse=True)
def nobody_asked_before() -> None:
    """Each test begins with full buckets, whatever the ones before it asked for."""
    limits.OF_THIS_PROCESS.forget()


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


# What a test asks for when it uses the database.
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "admin_client", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`HUB_TESTS` names one of two lanes that run side by side, each on a database of its own.

    What uses a database runs in both. What uses none runs in the second only, and what comes out alike on any
    database (the marker `any_database`) in the first.
    """
    if not (lane := os.environ.get("HUB_TESTS")):
        return
    rest = [each for each in items if not _belongs(each, lane)]
    config.hook.pytest_deselected(items=rest)
    items[:] = [each for each in items if _belongs(each, lane)]


def _belongs(item: pytest.Item, lane: str) -> bool:
    if item.get_closest_marker("any_database"):
        return lane == "first"
    return lane == "second" or _uses_the_database(item)


def _uses_the_database(item: pytest.Item) -> bool:
    asked = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None
