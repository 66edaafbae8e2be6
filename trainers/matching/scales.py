"""The ordered scales of the directory's codes, from least to most."""

from __future__ import annotations

LANGUAGE_LEVELS = ("basic", "working", "fluent", "native")
RISK_LEVELS = ("low", "medium", "high")
URGENCIES = ("planned", "soon", "urgent")
FORMATS = ("in_person", "online", "hybrid", "coaching", "accompaniment")
FACE_TO_FACE = frozenset({"in_person", "hybrid"})

KIND_OF_WORK = {"coaching": "coaching", "accompaniment": "accompaniment"}
"""What a trainer must accept for a format; every other format is training."""


def at_least(scale: tuple[str, ...], value: str, asked: str) -> bool:
    """Whether a value stands as high on its scale as what is asked."""
    return scale.index(value) >= scale.index(asked)
