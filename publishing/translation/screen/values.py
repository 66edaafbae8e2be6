"""A sentence with its translation, how it stands, and which ones somebody asks for. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

Place = tuple[int, int]  # a string and the context it stands in


class Standing(TextChoices):
    """How a sentence stands."""

    MISSING = "missing", _("To do")
    CHANGED = "changed", _("The original has changed since")
    ERROR = "error", _("Cannot be published")
    MACHINE = "machine", _("By a machine: check it")
    UNSURE = "unsure", _("Unsure, from a PO file: check it")
    OLDER = "older", _("Made from an older original: check it")
    DONE = "done", _("Translated")


class Asked(TextChoices):
    """Which sentences somebody wants to see."""

    ALL = "all", _("All")
    TODO = "todo", _("To do")
    CHANGED = "changed", _("Changed since")
    CHECK = "check", _("To check, or with errors")


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
    return Asked(value) if value in Asked.values else Asked.ALL


def only(sentences: Sequence[Sentence], what: Asked) -> list[Sentence]:
    """The sentences that somebody asked for."""
    return [each for each in sentences if each.standing in OF[what]]


def stamp(words: str) -> str:
    """What tells two texts apart without keeping either; empty where there are no words."""
    return hashlib.sha256(words.encode()).hexdigest()[:20] if words else ""
