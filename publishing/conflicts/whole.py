"""One transaction around something that writes in several steps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from wagtail.models import Revision


@contextmanager
def whole() -> Iterator[None]:
    """What is done here is done wholly or not at all, publishing included.

    wagtail-localize publishes a translation after its transaction: a crash then leaves a version that is saved and
    not published, or half published. What waits to be published is published before the end here.
    """
    with transaction.atomic():
        known = len(connection.run_on_commit)
        yield
        waiting = [each for each in connection.run_on_commit[known:] if _publishes(each[1])]
        connection.run_on_commit = [each for each in connection.run_on_commit if each not in waiting]
        for each in waiting:
            each[1]()


def _publishes(act: object) -> bool:
    return isinstance(getattr(act, "__self__", None), Revision) and getattr(act, "__name__", "") == "publish"
