"""Which questions are the same question, however they are typed. Pure."""

from __future__ import annotations

from search.analysis import forms

LONGEST = 200


def key(text: str, analyser: str) -> str:
    """The words of a question by their stems, each once, in one order: “Strong passwords” is “password, strong”."""
    return " ".join(sorted(filter(None, set(forms(text, analyser)[1]))))[:LONGEST]
