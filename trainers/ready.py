"""The trainers that an unknown asker may be answered about, made ready in memory until something about them changes.

A desk's are read anew for each answer: what they opted in to be found by is opened for that one run.
"""

from __future__ import annotations

import datetime as dt

from trainers import store
from trainers.keeping import Keeper
from trainers.matching.matrix.trainers import Matrix


def _made(today: dt.date, version: tuple[str, ...]) -> Matrix:
    return Matrix(store.public_candidates(today), version)


_keeper = Keeper(_made)


def public(today: dt.date) -> Matrix:
    """Everyone an unknown asker may be answered about: one query where nothing has changed."""
    return _keeper.of(today)
