"""Two runs side by side, each on a database of its own: what a database may change runs in both, the rest in one.

The rest – what uses no database, and what is marked `any_database` – is taken module by module by whichever run
comes to it first, so that both end at about the same time. `CLAIMS` names the folder where they say what they took;
without it a run is alone and runs everything. What needs the same server is taken as one (`together`).
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

CLAIMS = "HUB_TESTS_CLAIMS"
LANES = "HUB_TESTS_LANES"
# What a test asks for when it uses the database.
FIXTURES = {"db", "transactional_db", "django_db_setup", "admin_client", "live_server"}
EMPTYING = {"transactional_db", "live_server"}


@contextmanager
def shared(environments: Iterable[dict[str, str]]) -> Iterator[None]:
    """Give several runs one folder of claims."""
    several = list(environments)
    with tempfile.TemporaryDirectory() as folder:
        for environment in several:
            environment |= {CLAIMS: folder, LANES: str(len(several))}
        yield


def beside_another() -> bool:
    """Whether a run on the other database does the same meanwhile."""
    return int(os.environ.get(LANES, "1")) > 1


def order(items: list[pytest.Item]) -> None:
    """What must run first, then what either run may; tests that empty the database after those that need its rows."""
    if os.environ.get(CLAIMS):
        items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    if not _uses_the_database(item):
        return 3
    marker = item.get_closest_marker("django_db")
    empties = bool(marker and marker.kwargs.get("transaction")) or bool(EMPTYING & _fixtures(item))
    return 2 if empties else int(item.get_closest_marker("any_database") is not None)


def is_ours(item: pytest.Item) -> bool:
    """Whether this run is to run a test: always what a database may change, the rest if nobody else has taken it."""
    folder = os.environ.get(CLAIMS)
    if not folder or (_uses_the_database(item) and not item.get_closest_marker("any_database")):
        return True
    together = item.get_closest_marker("together")
    return _taken(folder, together.args[0] if together else f"{item.path} {_uses_the_database(item)}")


@cache
def _taken(folder: str, what: str) -> bool:
    try:
        (Path(folder) / hashlib.sha256(what.encode()).hexdigest()).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _fixtures(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def _uses_the_database(item: pytest.Item) -> bool:
    return bool(FIXTURES & _fixtures(item)) or item.get_closest_marker("django_db") is not None


__all__ = ["CLAIMS", "beside_another", "is_ours", "order", "shared"]
