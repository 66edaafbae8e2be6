"""Which block is which: ids that stay with their block when a text changes around it.

A block's id is derived from the resource, its kind and its words when it is first imported. A later
import lines old and new blocks up and keeps the ids of those that stayed. A translation takes the ids
of its source only where both have the same sequence of kinds, so that translations line up.
"""

from __future__ import annotations

import json
import re
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from resources.values import Block

NAMESPACE = uuid.UUID("6f3c1c1e-5a0e-4b0c-9d6a-2f1d6f5b7c11")
STILL_THE_SAME = 0.5
COMPARED = 4_000  # characters of a block that are compared, so that long blocks stay cheap
WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w+")
# The list of each kind whose members keep their ids; lists inside them have ids by their place.
PARTS = {"table": "rows"} | dict.fromkeys(
    (*("checks", "steps", "principles", "timeline", "objectives"), *("partners", "comparison", "next")), "items"
)


@dataclass(frozen=True)
class Known:
    """A block that a page already has: its id, and the ids of its items or rows."""

    id: str
    block: Block
    parts: tuple[str, ...] = ()


def assign(
    blocks: Sequence[Block], seed: str, before: Sequence[Known] = (), source: Sequence[Known] = ()
) -> tuple[Known, ...]:
    """The blocks with their ids.

    `seed` names the resource and the language, `before` is what the page had, `source` what the text
    has in the language it is translated from.
    """
    if source and [block.kind for block in blocks] == [known.block.kind for known in source]:
        return tuple(
            Known(known.id, block, _parts(block, known.id, known, same_place=True))
            for block, known in zip(blocks, source, strict=True)
        )
    stayed = _stayed(before, blocks)
    taken = {known.id for known in stayed.values()}
    seen: Counter[str] = Counter()
    result = []
    for place, block in enumerate(blocks):
        known = stayed.get(place)
        id_ = known.id if known else _new_id(seed, f"{block.kind}:{_words(block)}", seen, taken)
        result.append(Known(id_, block, _parts(block, id_, known)))
    return tuple(result)


def _stayed(before: Sequence[Known], blocks: Sequence[Block]) -> dict[int, Known]:
    """The place of each block that was there before: the same, or changed where it stood."""
    old = [(known.block.kind, _words(known.block)) for known in before]
    new = [(block.kind, _words(block)) for block in blocks]
    found: dict[int, Known] = {}
    for change, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "equal":
            found.update(zip(range(c, d), before[a:b], strict=True))
        elif change == "replace":
            found.update(_changed(before[a:b], old[a:b], new[c:d], c))
    return found


def _changed(
    before: Sequence[Known], old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], offset: int
) -> dict[int, Known]:
    """Blocks of a rewritten passage that still say mostly the same, in order."""
    found: dict[int, Known] = {}
    start = 0
    for place, (kind, words) in enumerate(new):
        for index in range(start, len(old)):
            if old[index][0] == kind and _alike(old[index][1], words):
                found[offset + place] = before[index]
                start = index + 1
                break
    return found


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, WORD.findall(one[:COMPARED]), WORD.findall(other[:COMPARED]), autojunk=False)
    return matcher.quick_ratio() >= STILL_THE_SAME and matcher.ratio() >= STILL_THE_SAME


def _words(block: Block) -> str:
    return json.dumps(block.value, sort_keys=True, ensure_ascii=False)


def _new_id(seed: str, words: str, seen: Counter[str], taken: set[str]) -> str:
    """An id that depends on words only; the second block with the same words counts."""
    while True:
        seen[words] += 1
        id_ = str(uuid.uuid5(NAMESPACE, f"{seed}:{words}:{seen[words]}"))
        if id_ not in taken:
            return id_


def _parts(block: Block, id_: str, known: Known | None, *, same_place: bool = False) -> tuple[str, ...]:
    """Ids of a block's items or a table's rows."""
    if block.kind not in PARTS:
        return ()
    items: Sequence[Any] = block.value[PARTS[block.kind]]
    if known and same_place and len(known.parts) == len(items):
        return known.parts
    kept = _kept_parts(block, items, known) if known and not same_place else {}
    seen: Counter[str] = Counter()
    return tuple(
        kept.get(place) or _new_id(id_, json.dumps(item, ensure_ascii=False), seen, set(kept.values()))
        for place, item in enumerate(items)
    )


def _kept_parts(block: Block, items: Sequence[Any], known: Known) -> dict[int, str]:
    old = [json.dumps(each, ensure_ascii=False) for each in known.block.value[PARTS[block.kind]]]
    new = [json.dumps(each, ensure_ascii=False) for each in items]
    found: dict[int, str] = {}
    for change, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "equal" or (change == "replace" and b - a == d - c):
            found.update(zip(range(c, d), known.parts[a:b], strict=True))
    return found
