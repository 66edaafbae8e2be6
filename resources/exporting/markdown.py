"""A page's blocks as a Markdown text that reads back as the same blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from resources.exporting.places import Places
from resources.exporting.prose import Prose
from resources.exporting.structured import CONTAINERS, container, table
from resources.importing.blocks import SOURCE
from resources.richtext import inline
from resources.values import Block

ALERTS = {"danger": "CAUTION", "warning": "WARNING", "tip": "TIP", "remember": "IMPORTANT"}
BREAK = "***"


def markdown(blocks: Sequence[Block], places: Places) -> str:
    """The text of a file's body, ending in a line end."""
    writer = Writer(Prose(places.link), places)
    written = [(block, text) for block in blocks if (text := writer.block(block))]
    parts = [text for _block, text in written[:1]]
    for (before, _), (block, text) in pairwise(written):
        parts += [BREAK, text] if _would_join(before, block) else [text]
    return "\n\n".join(parts) + "\n" if parts else ""


def _would_join(before: Block, block: Block) -> bool:
    """Whether Markdown would read two blocks as one."""
    prose = {"text", "checks"}
    return before.kind in prose and block.kind in prose


@dataclass(frozen=True)
class Writer:
    """Writes each kind of block."""

    prose: Prose
    places: Places

    def block(self, block: Block) -> str:
        """One block, without the blank lines around it."""
        if block.kind == "text":
            return self.prose.paragraphs(block.value)
        if block.kind in CONTAINERS and block.kind != "quote":
            return container(block, self.prose, self.places)
        writer: Callable[[Block], str] = getattr(self, f"_{block.kind}")
        return writer(block)

    def _heading(self, block: Block) -> str:
        text = self.prose.line([block.value["text"]]).strip()
        text = re.sub(r"(?<= )(#+)$", r"\\\1", text)
        return f"{'#' * int(block.value['level'])} {text}"

    def _quote(self, block: Block) -> str:
        text = self.prose.paragraphs(block.value["text"])
        source, role = (" ".join((block.value.get(key) or "").split()) for key in ("source", "role"))
        if not text and not source and not role:
            return ""
        if not text or text.startswith("\\[!") or (not source and (role or SOURCE.search(block.value["text"]))):
            return container(block, self.prose, self.places)
        role = f"\\\n{self.prose.line([role])}" if role else ""
        return _quoted(f"{text}\n\n— {self.prose.line([source])}{role}" if source else text)

    def _note(self, block: Block) -> str:
        return _quoted(f"[!{ALERTS[block.value['kind']]}]\n\n{self.prose.paragraphs(block.value['text'])}")

    def _checks(self, block: Block) -> str:
        return "\n".join(self._check(item) for item in block.value["items"])

    def _check(self, item: Mapping[str, str]) -> str:
        lines = f"[ ] {self.prose.paragraphs(inline(item['text']))}".strip().split("\n")
        if note := self.prose.paragraphs(item.get("note") or ""):
            lines += _quoted(note).split("\n")
        return "- " + "\n  ".join(lines)

    def _table(self, block: Block) -> str:
        in_table = replace(self.prose, in_table=True)
        rows = [[in_table.paragraphs(inline(cell)) for cell in row] for row in block.value["rows"]]
        if not any(map(any, rows)):
            return ""
        return table(rows if block.value.get("header_row") else [[], *rows], self.prose, block.value.get("caption"))

    def _image(self, block: Block) -> str:
        path = self.places.picture(block.value["image"])
        alt = "" if block.value.get("decorative") else self.prose.line([block.value.get("alt_text") or ""])
        return f"![{alt}]({path})" if path else alt

    def _code(self, block: Block) -> str:
        code = block.value["code"].rstrip("\n")
        longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{fence}\n{code}\n{fence}"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
