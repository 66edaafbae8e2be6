"""Every kind of block goes out as Markdown and comes back the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from hub.blocks import BodyBlock
from resources.exporting.markdown import markdown
from resources.importing.blocks import body
from resources.importing.inline import Context
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
