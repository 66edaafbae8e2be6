"""A sentence with its translation, how it stands, and which ones somebody asks for. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Place = tuple[int, int]  # a string and the context it stands in


class Standing(StrEnum):
    """How a sentence stands."""

    MISSING = "missing"
    CHANGED = "changed"
    ERROR = "error"
    MACHINE = "machine"
    UNSURE = "unsure"
    OLDER = "older"
    DONE = "done"


STANDINGS: Final[dict[Standing, Promise]] = {
    Standing.MISSING: _("To do"),
    Standing.CHANGED: _("The original has changed since"),
    Standing.ERROR: _("Cannot be published"),
    Standing.MACHINE: _("By a machine: check it"),
    Standing.UNSURE: _("Unsure, from a PO file: check it"),
    Standing.OLDER: _("Made from an older original: check it"),
    Standing.DONE: _("Translated"),
}


class Asked(StrEnum):
    """Which sentences somebody wants to see."""

    ALL = "all"
    TODO = "todo"
    CHANGED = "changed"
    CHECK = "check"


ASKED: Final[dict[Asked, Promise]] = {
    Asked.ALL: _("All"),
    Asked.TODO: _("To do"),
    Asked.CHANGED: _("Changed since"),
    Asked.CHECK: _("To check, or with errors"),
}
OF: Final[Mapping[Asked, frozenset[Standing]]] = {
    Asked.ALL: frozenset(Standing),
    Asked.TODO: frozenset({Standing.MISSING, Standing.CHANGED, Standing.ERROR}),
    Asked.CHANGED: frozenset({Standing.CHANGED, Standing.OLDER}),
    Asked.CHECK: frozenset({Standing.ERROR, Standing.MACHINE, Standing.UNSURE, Standing.OLDER}),
}
DOUBTFUL: Final = frozenset({Standing.MACHINE, Standing.UNSURE, Standing.OLDER})


@dataclass(frozen=True)
class Older:
    """What the original said here before, and how that was translated."""

    original: str
    words: str


@dataclass(frozen=True)
class Sentence:
    """One sentence of an original, in one place of it, with its words in the other language."""

    place: Place
    path: str
    original: str
    standing: Standing
    words: str = ""
    error: str = ""
    by: str = ""
    at: dt.datetime | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    older: Older | None = None
    times: int = 1  # how often it stands in its place

    @property
    def key(self) -> str:
        """Its name in a form; it holds when the original is brought up to date meanwhile."""
        return "-".join(map(str, self.place))


@dataclass(frozen=True)
class Progress:
    """How many sentences have words, of all."""

    done: int
    total: int


def progress(sentences: Sequence[Sentence]) -> Progress:
    """As the reports count: each sentence as often as it stands there, those with an error not."""
    done = sum(each.times for each in sentences if each.standing not in OF[Asked.TODO])
    return Progress(done, sum(each.times for each in sentences))


def asked(value: str) -> Asked:
    """What somebody asked for; everything where that is nothing known."""
    return Asked(value) if value in set(Asked) else Asked.ALL


def only(sentences: Sequence[Sentence], what: Asked) -> list[Sentence]:
    """The sentences that somebody asked for."""
    return [each for each in sentences if each.standing in OF[what]]


def stamp(words: str) -> str:
    """What tells two texts apart without keeping either; empty where there are no words."""
    return hashlib.sha256(words.encode()).hexdigest()[:20] if words else ""
