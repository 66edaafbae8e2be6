"""Which terms each page of a language has, in a form that asks for many pages at once. Pure."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from typing import Protocol


class Masks(Protocol):
    """The pages of a language with at least one term, or a hint of one; bit n of a mask is the n-th term."""

    @property
    def known(self) -> Collection[int]:
        """The masks that there are; 0 where pages have a hint alone."""

    def of(self, masks: Container[int]) -> dict[int, int]:
        """The pages with any of these masks, each with its own, in the order of the index."""


class Listed:
    """Masks page by page."""

    def __init__(self, masks: Mapping[int, int]) -> None:
        self._masks = masks

    @property
    def known(self) -> Collection[int]:
        """The masks that there are."""
        return set(self._masks.values())

    def of(self, masks: Container[int]) -> dict[int, int]:
        """The pages with any of these masks, each with its own."""
        return {page: mask for page, mask in self._masks.items() if mask in masks}
