"""Markdown's flat list of tokens as a tree of blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token


@dataclass
class Node:
    """A block with the blocks inside it; `inline` nodes hold their words as tokens."""

    type: str
    token: Token
    children: list[Node] = field(default_factory=list)

    @property
    def words(self) -> list[Token]:
        """The tokens of the words directly inside this block."""
        return [token for child in self.children if child.type == "inline" for token in child.token.children or []]

    def find(self, *types: str) -> Iterator[Node]:
        """Blocks of these types anywhere inside, in order."""
        for child in self.children:
            if child.type in types:
                yield child
            else:
                yield from child.find(*types)


def tree(tokens: Iterable[Token]) -> list[Node]:
    """The blocks of a text, nested as Markdown nests them."""
    root = Node("root", Token("root", "", 0))
    open_ = [root]
    for token in tokens:
        if token.nesting < 0:
            open_.pop()
            continue
        node = Node(token.type.removesuffix("_open"), token)
        open_[-1].children.append(node)
        if token.nesting > 0:
            open_.append(node)
    return root.children
