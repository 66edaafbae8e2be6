"""A page's text as one value: what a file can say about it, no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from resources.importing.ids import Known
from resources.richtext import canonical
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
TOOL_FIELDS = {"platforms": "platforms", "version_reviewed": "version_reviewed"}
CONCEPTS = {"topics": "topic", "at_risk_groups": "at-risk-group"}
RICH = {"text", "quote", "note", "checks", "table"}


@dataclass(frozen=True)
class PageText:
    """Fields by their name on the page, numbers of concepts, names of tags, and the blocks."""

    fields: Mapping[str, Any]
    concepts: Mapping[str, frozenset[int]]
    tags: frozenset[str]
    blocks: tuple[Block, ...]

    def says_the_same(self, other: PageText) -> bool:
        """Whether both would read the same, whatever marks their rich text is stored with."""
        return self._compared() == other._compared()

    def _compared(self) -> tuple[Any, ...]:
        fields = {name: _one_line(value) for name, value in self.fields.items() if value}
        return fields, self.concepts, {tag.casefold() for tag in self.tags}, [comparable(b) for b in self.blocks]


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def fields_of(kind: str) -> dict[str, str]:
    """The fields that a file of this kind may set."""
    return FIELDS | TOOL_FIELDS if kind == "tool" else FIELDS


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


def comparable(block: Block) -> Block:
    """The block with its rich text in one canonical form."""
    if block.kind == "image":
        alt = "" if block.value.get("decorative") else " ".join(str(block.value.get("alt_text") or "").split())
        return Block("image", {"image": block.value["image"], "alt_text": alt})
    if block.kind == "code":
        return Block("code", {"code": str(block.value["code"]).rstrip("\n")})
    return Block(block.kind, _mapped(block.value, canonical)) if block.kind in RICH else block


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_mapped(each, change) for each in value]
    if isinstance(value, Mapping):
        return {key: _mapped(each, change) for key, each in value.items()}
    return value
