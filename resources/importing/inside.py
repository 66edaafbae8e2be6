"""The inside of a container on its way to a block."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from markdown_it.token import Token

from hub.wording import worded
from resources.importing import lists
from resources.importing.containers import Info
from resources.importing.inline import Context
from resources.importing.nodes import Node
from resources.values import Block

BREAKS = {"softbreak", "hardbreak"}
LIMITS = {"title": 120, "when": 60, "term": 120, "name": 120, "role": 120, "label": 120, "text": 250}
Read = Callable[[list[Node]], list[Block]]


class NotThatBlock(Exception):
    """The words inside are not what the container's name promises; its message says what is missing."""


@dataclass
class Inside:
    """The inside of one container: its parts, and what the block cannot hold, before and after it."""

    info: Info
    nodes: list[Node]
    context: Context
    read: Read
    before: list[Block] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)

    def rich(self, nodes: list[Node]) -> str:
        """Paragraphs and lists as rich text; pictures, tables and code go after the block."""
        blocks = self.read(nodes)
        self.after += [block for block in blocks if block.kind not in lists.WITHIN]
        return "".join(lists.as_text(block) for block in blocks if block.kind in lists.WITHIN)

    def fitting(self, key: str, said: str) -> str:
        """Plain words; too many are told and kept, as an editor can shorten them."""
        if len(said) > LIMITS[key]:
            words = _("“%(text)s…” is longer than %(most)s characters; shorten it in the editor")
            self.context.tell(worded(words, text=said[:60], most=LIMITS[key]))
        return said

    def items(self) -> list[Node]:
        """The items of the lists; what stands around them goes before and after the block."""
        places = [place for place, node in enumerate(self.nodes) if node.type in lists.LISTS]
        if not places:
            raise NotThatBlock(_("has no list"))
        self.before += self.read(self.nodes[: places[0]])
        self.after += self.read([node for node in self.nodes[places[0] :] if node.type not in lists.LISTS])
        return [item for place in places for item in self.nodes[place].children]


def without_blanks(tokens: list[Token]) -> list[Token]:
    """The tokens without breaks and blanks before the first word."""
    place = 0
    while place < len(tokens) and (tokens[place].type in BREAKS or _is_blank(tokens[place])):
        place += 1
    return tokens[place:]


def _is_blank(token: Token) -> bool:
    return token.type == "text" and not token.content.strip()
