"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import connections

from tests import migrated

SHARED = Path(os.environ.get("HUB_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real texts beside the project; a test that needs it skips, loudly, where it is missing."""
    if not (SHARED / "resources").is_dir():
        pytest.skip(f"SKIPPED LOUDLY: no real texts at {SHARED} (set HUB_SHARED_DATA)")
    return SHARED


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Before the test database is made: copy the migrated one that an earlier run kept, where there is one."""
    migrated.reuse(connections["default"])


# What a test asks for when it uses the database.
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "admin_client", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`HUB_TESTS=database` leaves out what uses no database: it would pass or fail as it did on another one."""
    if os.environ.get("HUB_TESTS") != "database":
        return
    rest = [each for each in items if not _uses_the_database(each)]
    config.hook.pytest_deselected(items=rest)
    items[:] = [each for each in items if _uses_the_database(each)]


def _uses_the_database(item: pytest.Item) -> bool:
    asked = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None
