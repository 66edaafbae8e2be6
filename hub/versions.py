"""Versions of data: what is kept in memory of some tables holds as long as their version does.

Whatever writes to a watched table through Django, be it a save, a bulk write or a query of its own, gives
the version another token within the same transaction, before it writes; a write outside of any transaction
gives another one before and after. A token is random and never comes again, so nothing kept from a
transaction that was undone can be taken for what came after it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Final
from weakref import WeakKeyDictionary

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from hub.once import once

NEVER_WRITTEN: Final = ""
_WRITES: Final = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|REPLACE INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
_TABLE: Final = "hub_dataversion"
_TOUCHED: Final = (
    f"INSERT INTO {_TABLE} (name, token) VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET token = excluded.token"  # noqa: S608
)

_FIRST_LETTERS: Final = frozenset("IURD")

_watched: dict[str, str] = {}
_kept_in: WeakKeyDictionary[BaseDatabaseWrapper, bool] = WeakKeyDictionary()


def watch(name: str, app_label: str, but: Iterable[str] = ()) -> None:
    """Give all tables of an app, but those of the models named, one version. Called from `AppConfig.ready`."""
    for model in apps.get_app_config(app_label).get_models(include_auto_created=True):
        if model._meta.model_name not in set(but):
            _watched[model._meta.db_table] = name


def watch_model(name: str, model: type[models.Model]) -> None:
    """Give the table of one model a version of its own. Called from `AppConfig.ready`, after `watch`."""
    _watched[model._meta.db_table] = name


def of(*names: str) -> tuple[str, ...]:
    """The tokens that some versions have now, in the order asked for: one query, once in a request that only reads."""
    found = once(__name__, _tokens)
    return tuple(found.get(name, NEVER_WRITTEN) for name in names)


def _tokens() -> dict[str, str]:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(f"SELECT name, token FROM {_TABLE}")  # noqa: S608
        return dict(cursor.fetchall())


def touch(name: str, using: str = DEFAULT_DB_ALIAS) -> None:
    """Give a version another token."""
    with connections[using].cursor() as cursor:
        cursor.execute(_TOUCHED, [name, secrets.token_hex(16)])


@lru_cache(maxsize=4096)
def _table_written(sql: str) -> str:
    written = _WRITES.match(sql)
    return written.group(1) if written else ""


def _noting(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Touch the version of a table before it is written."""
    name = _watched.get(_table_written(sql[:200])) if sql[:7].lstrip()[:1].upper() in _FIRST_LETTERS else None
    connection: BaseDatabaseWrapper = context["connection"]
    if name is None or not _has_table(connection):
        return execute(sql, params, many, context)
    touch(name, connection.alias)
    done = execute(sql, params, many, context)
    if not connection.in_atomic_block:
        # Others saw the first token before this was written: what they kept under it may be what was.
        touch(name, connection.alias)
    return done


def _has_table(connection: BaseDatabaseWrapper) -> bool:
    """Whether versions are kept already: migrations write rows before that, when nobody reads them."""
    if not _kept_in.get(connection, False):
        _kept_in[connection] = _TABLE in connection.introspection.table_names()
    return _kept_in[connection]


def _listen(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    if _noting not in connection.execute_wrappers:
        connection.execute_wrappers.append(_noting)


def listen() -> None:
    """Watch each connection from its beginning."""
    connection_created.connect(_listen, dispatch_uid="hub.versions.listen")
