"""A text of a row with its original, and how it stands. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ORGANISATIONS: Final = "organisation"
TRAINERS: Final = "trainer"
PREFIX: Final = "text"  # of the context of a text in a PO file


class Standing(StrEnum):
    """How a text of a row stands in a language."""

    MISSING = "missing"
    OLDER = "older"
    DRAFT = "draft"
    THERE = "there"


STANDINGS: Final[dict[Standing, Promise]] = {
    Standing.MISSING: _("Missing"),
    Standing.OLDER: _("The original has changed since"),
    Standing.DRAFT: _("A draft that readers do not see yet"),
    Standing.THERE: _("There"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """What one row says: its original, and its words in another language, if there are any."""

    key: str  # “topic:phones”, “organisation:open-harbour”
    name: str
    original: str
    original_language: str
    words: str
    made_from: str  # the mark of the original when the words were written; empty where nobody knows
    is_draft: bool = False

    @property
    def list(self) -> str:
        """The list that it stands in."""
        return self.key.partition(":")[0]

    @property
    def standing(self) -> Standing:
        """How it stands."""
        if not self.words:
            return Standing.MISSING
        if self.made_from and self.made_from != mark(self.original):
            return Standing.OLDER
        return Standing.DRAFT if self.is_draft else Standing.THERE


def mark(words: str) -> str:
    """What tells two texts apart without keeping either."""
    return hashlib.sha256(words.encode()).hexdigest() if words else ""


class RefusedText(ValueError):
    """These words cannot be kept; the message says why."""
