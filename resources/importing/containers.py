"""Containers: `::: name` … `:::` around ordinary Markdown, for blocks that Markdown has no signs for.

    ::: passage ar
    …
    :::

After the name stand words (`ar`) and `key="value"`; inside a value `\\"` is a quotation mark. Containers
hold no containers. A container without end ends with the text around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

FENCE = re.compile(r"(:{3,})[ \t]*(.*)")
ARGUMENT = re.compile(r'([\w-]+)=(?:"((?:[^"\\]|\\.)*)"|(\S*))|(\S+)')
MAX_INFO = 2_000
INSIDE = "hub_inside_a_container"


@dataclass(frozen=True)
class Info:
    """What the line that opens a container says."""

    name: str
    words: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)


def info(line: str) -> Info:
    """The name, words and values of an opening line."""
    name, _, rest = line.strip()[:MAX_INFO].partition(" ")
    words: list[str] = []
    values: dict[str, str] = {}
    for key, quoted, bare, word in ARGUMENT.findall(rest):
        if key:
            values.setdefault(key, " ".join(re.sub(r"\\(.)", r"\1", quoted).split()) or bare)
        else:
            words.append(word)
    return Info(name.lower(), tuple(words), values)


def container_plugin(reader: MarkdownIt) -> None:
    """Teach a reader of Markdown to see containers."""
    alt = ["paragraph", "reference", "blockquote", "list", "table", "footnote_def"]
    reader.block.ruler.before("fence", "container", _container, {"alt": alt})


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    opening = _fence(state, start)
    if opening is None:
        return False
    colons, said = opening
    if not said:  # an end without a beginning says nothing
        if not silent:
            state.line = start + 1
        return True
    if state.env.get(INSIDE):
        return False
    if silent:
        return True
    line = _end(state, start, end, colons)
    _read(state, start, line, said)
    state.line = min(line + 1, end)
    return True


def _read(state: StateBlock, start: int, line: int, said: str) -> None:
    token = state.push("container_open", "div", 1)
    token.info, token.block, token.map = said, True, [start, line]
    parent, last = state.parentType, state.lineMax
    state.parentType, state.lineMax, state.env[INSIDE] = "container", line, True
    state.md.block.tokenize(state, start + 1, line)
    state.parentType, state.lineMax, state.env[INSIDE] = parent, last, False
    state.push("container_close", "div", -1)


def _end(state: StateBlock, start: int, end: int, colons: int) -> int:
    """The line that closes a container, or the one after its text."""
    for line in range(start + 1, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line - 1
        closing = _fence(state, line)
        if closing and not closing[1] and closing[0] >= colons:
            return line
    return end


def _fence(state: StateBlock, line: int) -> tuple[int, str] | None:
    """The number of colons that begin a line, and what stands after them."""
    if state.is_code_block(line):
        return None
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    found = FENCE.fullmatch(text) if text.startswith(":::") else None
    return (len(found[1]), found[2].strip()) if found else None
