"""The arithmetic of what a page costs to read."""

from __future__ import annotations

import pytest

from publishing.weight.adding import FRAME, LIGHT, Piece, Sort, Weight, packed, scaled, seconds, shares


def weight(*pictures: int, words: int = 10_000) -> Weight:
    return Weight(words, 20_000, [Piece(Sort.PICTURE, f"p{at}", size) for at, size in enumerate(pictures)])


def test_pictures_count_apart() -> None:
    found = weight(30_000, 20_000)
    assert found.pictures == 50_000
    assert found.without_pictures == 30_000 + FRAME
    assert found.whole == 80_000 + FRAME
    assert not found.heavy


def test_a_byte_above_the_limit_is_heavy() -> None:
    room = LIGHT - 30_000 - FRAME
    assert not weight(room).heavy
    assert weight(room + 1).heavy


def test_the_five_that_weigh_most_come_first_and_trifles_not_at_all() -> None:
    assert [piece.size for piece in weight(*range(1000, 9000, 1000)).heaviest] == [8000, 7000, 6000, 5000, 4000]
    assert [piece.size for piece in weight(400, 3000, 20).heaviest] == [3000]
    assert [piece.size for piece in weight(400, 20).heaviest] == [400]
    assert weight().heaviest == []


@pytest.mark.parametrize(("size", "expected"), [(0, 1), (6250, 1), (62_500, 10), (1_000_000, 160)])
def test_seconds_at_fifty_kbit(size: int, expected: int) -> None:
    assert seconds(size) == expected


def test_blocks_share_the_packed_whole() -> None:
    found = shares([(Sort.WORDS, "a", "x" * 300), (Sort.TABLE, "b", "x" * 100)], 200)
    assert [(piece.sort, piece.size) for piece in found] == [(Sort.WORDS, 150), (Sort.TABLE, 50)]
    assert shares([], 200) == []


@pytest.mark.parametrize(
    ("width", "height", "same"), [(800, 600, True), (400, 300, True), (1600, 1200, False), (801, 10, False)]
)
def test_a_picture_is_scaled_down_and_never_up(width: int, height: int, same: bool) -> None:
    size = scaled(100_000, width, height, 800, 10**6)
    assert (size == 100_000) is same
    assert size <= 100_000


def test_a_text_is_weighed_as_it_is_sent() -> None:
    assert packed("") == 0
    assert packed("word " * 1000) < 100
