"""Why a document is not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class NotADocument(ValueError):
    """A file that is not kept; `sentence` tells whoever uploads it why, in their language."""

    def __init__(self, words: StrOrPromise, **values: object) -> None:
        super().__init__(words)
        self.words, self.values = words, values

    @property
    def sentence(self) -> str:
        """The reason, in the language that is active now."""
        return str(self.words) % self.values if self.values else str(self.words)

    def __str__(self) -> str:
        """The sentence."""
        return self.sentence
