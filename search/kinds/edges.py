"""The edges where an entry of another kind becomes visible, invisible or different."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from hub.findable import Kind, Watched, tell_of_each
from search.indexing import note
from search.kinds.numbers import number


def _changed(kind: Kind, watched: Watched, sender: type[Model], instance: Model, **_signal: Any) -> None:
    note([number(kind.place, getattr(instance, watched.number))])


def connect() -> None:
    """Connect every kind's edges once."""
    tell_of_each(_connect)


def _connect(kind: Kind) -> None:
    for watched in kind.watched:
        receiver = partial(_changed, kind, watched)
        for signal in (post_save, post_delete):
            uid = f"search.kinds.{kind.name}.{watched.model._meta.label}"
            signal.connect(receiver, sender=watched.model, weak=False, dispatch_uid=uid)
