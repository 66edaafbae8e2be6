"""Every kind of block goes out as Markdown and comes back the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from hub.blocks import BodyBlock
from resources.exporting.markdown import markdown
from resources.importing.blocks import body
from resources.importing.inline import Context
from resources.importing.links import ToPage
from resources.shapes import comparable
from resources.texts import alike
from resources.values import Block
from tests.factories.bodies import BLOCKS, BODIES
from tests.factories.folders import PLACES, World

PATH = "a/en.md"


def read(words: str) -> tuple[Block, ...]:
    return body(words, Context(PATH, World(), lambda _words: None))


def written(blocks: list[Block]) -> str:
    return markdown(blocks, PLACES)


@pytest.mark.parametrize("kind", BLOCKS)
def test_a_block_comes_back_the_same(kind: str) -> None:
    @settings(max_examples=15, deadline=None, database=None)
    @given(BLOCKS[kind])
    def comes_back(block: Block) -> None:
        out = written([block])
        back = read(out)
        assert alike([block], back), f"\n{out}\n{comparable(block)}\n{[comparable(each) for each in back]}"

    comes_back()


@settings(max_examples=60, deadline=None)
@given(BODIES)
def test_a_body_comes_back_the_same(blocks: list[Block]) -> None:
    out = written(blocks)
    back = read(out)
    assert alike(blocks, back), f"\n{out}\n{[*map(comparable, blocks)]}\n{[*map(comparable, back)]}"


def test_every_kind_of_block_is_tried() -> None:
    assert set(BLOCKS) == set(BodyBlock().child_blocks)


class Everything(World):
    """Whatever the documentation names is there."""

    def page(self, to: ToPage) -> int | None:
        return 5

    def picture(self, path: str) -> int | None:
        return 6

    def document(self, path: str) -> int | None:
        return 7


def test_the_documentation_shows_every_block_as_it_is_read() -> None:
    page = (Path(__file__).parents[3] / "docs" / "folder-format.md").read_text("utf-8")
    told: list[str] = []
    shown = "\n\n".join(re.findall(r"^```markdown\n(.*?)^```", page, re.DOTALL | re.MULTILINE))
    blocks = body(shown, Context(PATH, Everything(), told.append))
    assert told == []
    assert {block.kind for block in blocks} | {"code"} == set(BLOCKS)
    assert alike(blocks, read_everything(written(list(blocks))))


def read_everything(words: str) -> tuple[Block, ...]:
    return body(words, Context(PATH, Everything(), lambda _words: None))
