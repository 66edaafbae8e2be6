"""Characters that would deceive a reader or break a page, taken out before anything else reads a text."""

from __future__ import annotations

import re

# Control characters but tab and newline; surrogates; noncharacters. None of them is ever a word.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
EMBEDDINGS, ISOLATES = "\u202a\u202b", "\u2066\u2067\u2068"
OVERRIDES, END_OF_EMBEDDING, END_OF_ISOLATE = "\u202d\u202e", "\u202c", "\u2069"
DIRECTIONS = re.compile(f"[{EMBEDDINGS}{OVERRIDES}{END_OF_EMBEDDING}{ISOLATES}{END_OF_ISOLATE}]")
CLOSED_BY = dict.fromkeys(EMBEDDINGS, END_OF_EMBEDDING) | dict.fromkeys(ISOLATES, END_OF_ISOLATE)


def clean(text: str) -> str:
    """The text without unprintable characters and without directions that reach beyond their line.

    Direction marks that Arabic and Persian writers use (LRM, RLM, ZWNJ, ZWJ) stay; overrides, which
    make text read as other than it is, never do; embeddings and isolates stay where a line closes them.
    """
    text = UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not DIRECTIONS.search(text):
        return text
    return "\n".join(_own_directions(line) for line in text.split("\n"))


def _own_directions(line: str) -> str:
    open_: list[str] = []
    for mark in DIRECTIONS.findall(line):
        if mark in CLOSED_BY:
            open_.append(CLOSED_BY[mark])
        elif not open_ or open_.pop() != mark:
            return DIRECTIONS.sub("", line)
    return DIRECTIONS.sub("", line) if open_ else line
