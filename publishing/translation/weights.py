"""What it costs readers that a translation is behind. Pure: one table, and an order made from it."""

from __future__ import annotations

from typing import Final

from resources.translation_states import Standing, State

# Somebody acts on a checklist or a guide at once; a news item is of yesterday.
KINDS: Final = {
    "checklist": 10,
    "guide": 9,
    "chapter": 8,
    "manual": 8,
    "tool": 7,
    "template": 4,
    "glossary": 3,
    "news": 1,
}
OTHER: Final = 2
STANDINGS: Final = {
    Standing.BEHIND: 5,
    Standing.REVIEW: 3,
    Standing.MISSING: 2,
    Standing.STARTED: 1,
    Standing.CURRENT: 0,
    Standing.ORIGINAL: 0,
}
MOST_CHANGES: Final = 10  # beyond, a text is simply another one


def risk(kind: str, state: State) -> int:
    """How much harm a reader may take: what is read wrong before what is not read, advice before news."""
    changes = min(state.facts.changes or 0, MOST_CHANGES)
    return STANDINGS[state.standing] * 1000 + KINDS.get(kind, OTHER) * 20 + changes * 10
