"""A crash at every single statement: what is done to the database is done wholly or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from tests import lanes

ROOMS = ("wagtailcore_", "resources_", "search_", "publishing_", "wagtail_localize_", "taggit_", "files_")


class Crash(Exception):
    """The statement that never came."""


class Counter:
    """Counts statements; the one numbered `fatal` is not executed and raises."""

    def __init__(self, fatal: int = 0) -> None:
        self.fatal, self.many = fatal, 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """One statement."""
        self.many += 1
        if self.many == self.fatal:
            raise Crash(sql[:120])
        return execute(sql, params, many, context)


def rows() -> dict[str, list[Any]]:
    """Every row of the rooms that publishing writes to."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table.startswith(ROOMS):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
                if found_rows := cursor.fetchall():
                    found[table] = sorted(found_rows, key=repr)
    return found


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written within is undone at the end."""
    mark = transaction.savepoint()
    waiting = list(connection.run_on_commit)
    try:
        yield
    finally:
        transaction.set_rollback(False)
        transaction.savepoint_rollback(mark)
        connection.run_on_commit = waiting


def ended(act: Callable[[], Any]) -> None:
    """Do it, and what it puts off until after its transaction."""
    known = len(connection.run_on_commit)
    act()
    put_off: list[Any] = list(connection.run_on_commit[known:])
    for _savepoints, after, robust in put_off:
        try:
            after()
        except Exception:
            if not robust:
                raise


def at_every_statement(act: Callable[[], Any], seen: Callable[[], Any], *, swallows: bool = False) -> int:
    """Do it once for each of its statements (`_tried`), crashing there; then what is left is wholly old or wholly new.

    `seen` says what people see; it tells old from new. With `swallows`, a crash may end in a report instead of an
    exception. After each crash, doing it again completes. Answers how many statements were tried.
    """
    before, old = rows(), seen()
    counter = Counter()
    with undone():
        with connection.execute_wrapper(counter):
            ended(act)
        new = seen()
    assert new != old, "the act changes nothing that is seen"
    assert rows() == before
    for fatal in _tried(counter.many):
        with undone():
            crashed = _crashes(act, fatal)
            # A swallowed crash may leave a mark on the test's own transaction, which the act's has not.
            transaction.set_rollback(False)
            left = seen()
            assert left in (old, new), f"half done after a crash at statement {fatal}: {left}"
            # Wagtail takes no notice of a failure of its own search index: the rest is done then.
            assert crashed or swallows or left == new, f"no crash at statement {fatal}"
            if crashed and fatal % 3 == 0:
                assert left == new or rows() == before, f"something is left after a crash at statement {fatal}"
            if fatal % 11 == 0 and left == old:
                ended(act)
                assert seen() == new, f"doing it again after a crash at statement {fatal} does not complete"
    return counter.many


def _tried(many: int) -> list[int]:
    """All, on one of the databases; beside a run on PostgreSQL every third is enough of SQLite's."""
    if lanes.beside_another() and connection.vendor == "sqlite":
        return sorted({*range(3, many, 3), many})
    return list(range(1, many + 1))


def _crashes(act: Callable[[], Any], fatal: int) -> bool:
    try:
        with connection.execute_wrapper(Counter(fatal)):
            ended(act)
    except (Crash, TransactionManagementError):
        # The second, where the crash was swallowed: the transaction is lost all the same, and says so.
        return True
    return False
