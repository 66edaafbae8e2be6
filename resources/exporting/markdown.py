"""A page's blocks as a Markdown text that reads back as the same blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from resources.exporting.prose import Link, Prose
from resources.values import Block

ALERTS = {"danger": "CAUTION", "warning": "WARNING", "tip": "TIP", "remember": "IMPORTANT"}
BREAK = "***"


@dataclass(frozen=True)
class Places:
    """Where things are, seen from the file being written."""

    link: Link
    picture: Callable[[int], str | None]


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
        writers: dict[str, Callable[[Block], str]] = {
            "heading": self._heading,
            "text": lambda text: self.prose.paragraphs(text.value),
            "quote": self._quote,
            "note": self._note,
            "checks": self._checks,
            "table": self._table,
            "image": self._image,
            "code": self._code,
        }
        return writers[block.kind](block)

    def _heading(self, block: Block) -> str:
        text = self.prose.line([block.value["text"]]).strip()
        text = re.sub(r"(#+)$", r"\\\1", text)
        return f"{'#' * int(block.value['level'])} {text}"

    def _quote(self, block: Block) -> str:
        text = self.prose.paragraphs(block.value["text"])
        source = block.value.get("source") or ""
        return _quoted(f"{text}\n\n— {self.prose.line([source])}" if source else text)

    def _note(self, block: Block) -> str:
        return _quoted(f"[!{ALERTS[block.value['kind']]}]\n\n{self.prose.paragraphs(block.value['text'])}")

    def _checks(self, block: Block) -> str:
        return "\n".join(f"- [ ] {self._inline(item['text'], '  ')}" for item in block.value["items"])

    def _inline(self, html: str, indent: str = "") -> str:
        """Rich text of one paragraph."""
        text = replace(self.prose).paragraphs(html)
        return re.sub(r"\\?\n+", f"\\\\\n{indent}", text)

    def _table(self, block: Block) -> str:
        in_table = replace(self.prose, in_table=True)
        rows = [[in_table.paragraphs(cell).replace("\n", " ") for cell in row] for row in block.value["rows"]]
        width = max((len(row) for row in rows), default=0)
        if not width:
            return ""
        if not block.value.get("header_row"):
            rows = [[""] * width, *rows]
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        lines.insert(1, "|" + " --- |" * width)
        caption = block.value.get("caption") or ""
        return "\n".join(lines) + (f"\n\n: {self.prose.line([caption])}" if caption else "")

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
