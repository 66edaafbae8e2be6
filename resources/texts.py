"""A page's text as one value: what a file can say about it, no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resources.importing.ids import Known
from resources.importing.outline import tidy
from resources.shapes import comparable, says_nothing
from resources.streams import known
from resources.values import Block

# What a file may set on a page, by its key in the front matter.
FIELDS = {
    "title": "title",
    "level": "level",
    "summary": "summary",
    "licence": "licence",
    "attribution": "attribution",
    "authors": "authors",
    "source": "source",
    "source_url": "source_url",
    "published": "published",
    "reviewed": "reviewed_on",
    "review_by": "review_by",
    "regions": "regions",
}
OWN_FIELDS = {
    "tool": {"platforms": "platforms", "version_reviewed": "version_reviewed"},
    "template": {"document": "document_id"},
}
CONCEPTS = {"topics": "topic", "at_risk_groups": "at-risk-group"}


@dataclass(frozen=True)
class PageText:
    """Fields by their name on the page, numbers of concepts, names of tags, and the blocks."""

    fields: Mapping[str, Any]
    concepts: Mapping[str, frozenset[int]]
    tags: frozenset[str]
    blocks: tuple[Block, ...]

    def says_the_same(self, other: PageText) -> bool:
        """Whether both would read the same, whatever marks their rich text is stored with."""
        titles = str(self.fields.get("title", "")), str(other.fields.get("title", ""))
        return self._compared() == other._compared() and alike(self.blocks, other.blocks, *titles)

    def _compared(self) -> tuple[Any, ...]:
        fields = {name: _one_line(value) for name, value in self.fields.items() if value}
        return fields, self.concepts, {tag.casefold() for tag in self.tags}


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def fields_of(kind: str) -> dict[str, str]:
    """The fields that a file of this kind may set."""
    return FIELDS | OWN_FIELDS.get(kind, {})


def of_page(page: Any) -> PageText:
    """What a page says."""
    return PageText(
        fields={name: getattr(page, name) for name in fields_of(page.kind).values()},
        concepts={name: frozenset(concept.pk for concept in getattr(page, name).all()) for name in CONCEPTS},
        tags=frozenset(page.tags.names()),
        blocks=tuple(each.block for each in blocks_of(page)),
    )


def blocks_of(page: Any) -> list[Known]:
    """A page's blocks with their ids."""
    return known(page.body.get_prep_value())


def alike(one: Sequence[Block], other: Sequence[Block], title: str = "", other_title: str = "") -> bool:
    """Whether two texts say the same, their headings in the steps that a reader of files gives them."""
    if list(one) == list(other):
        return True
    return _in_steps(one, title) == _in_steps(other, other_title or title)


def _in_steps(blocks: Sequence[Block], title: str) -> list[Block]:
    found = [comparable(block) for block in blocks]
    return list(tidy([block for block in found if not says_nothing(block)], title))
