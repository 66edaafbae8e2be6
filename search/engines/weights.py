"""How much a word counts by where it stands: one table for all engines, so that they give the same order. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from search.terms import EXACT, STEM

Fields = Mapping[str, Mapping[str, float]]

# Of a passage: its heading and its text, as spelt and as stems.
TEXT: Fields = {EXACT: {"heading": 3.0, "body": 0.4}, STEM: {"heading_stem": 3.0, "body_stem": 1.0}}
# Of a page: its title, that of the manual around it, its summary and topics.
NAME: Fields = {
    EXACT: {"title": 4.0, "parent": 2.0, "about": 1.0},
    STEM: {"title_stem": 4.0, "parent_stem": 2.0, "about_stem": 1.0},
}
# A single character of a script without spaces, beside the pairs.
HINT = 1.0


def in_order(columns: Iterable[str], fields: Fields) -> list[float]:
    """The weights of columns in their order."""
    flat = {name: weight for form in fields.values() for name, weight in form.items()}
    return [flat[column] for column in columns]
