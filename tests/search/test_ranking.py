"""Which pages have which terms, and the order of what was found, however many there are. No database, no index."""

from __future__ import annotations

import random

import pytest

from search.catalogue import catalogue, seen
from search.engines.embedded.lanes import Lanes
from search.engines.masks import Listed
from search.engines.protocol import Matches, PageEntry, PassageHit
from search.ranking import rank
from search.terms import Form, Question, Term

WORDS = ("one", "two", "three")
ASKED = Question("en", tuple(Term((Form("exact", (word,)),)) for word in WORDS))


def entry(page: int, resource: str = "", kind: str = "guide") -> PageEntry:
    """A page that is a resource of its own, or a part of one."""
    return PageEntry(page, resource or f"r{page}", f"r{page}", "en", kind, "", (), (), "", "", "", 0, f"{page:04}")


@pytest.mark.parametrize("terms", [3, 8, 20, 70])
@pytest.mark.parametrize("hinted", [False, True])
def test_pages_side_by_side_say_what_pages_one_by_one_say(terms: int, hinted: bool) -> None:
    chance = random.Random(terms)
    pages = list(range(100, 160))
    masks = {page: mask for page in pages if (mask := chance.getrandbits(terms) & chance.getrandbits(terms))}
    hints = set(pages[::7]) if hinted else set()
    lanes = [sum((masks.get(page, 0) >> bit & 1) << 8 * at for at, page in enumerate(pages)) for bit in range(terms)]
    hint = [sum((page in hints) << 8 * at for at, page in enumerate(pages))] if hinted else []
    side_by_side = Lanes(pages, [*lanes, *hint], terms)
    one_by_one = Listed({page: masks.get(page, 0) for page in pages if page in masks or page in hints})
    assert set(side_by_side.known) == set(one_by_one.known)
    some = set(list(one_by_one.known)[::2])
    assert side_by_side.of(some) == one_by_one.of(some)
    assert list(side_by_side.of(some)) == [page for page in pages if page in one_by_one.of(some)]


def test_the_order_is_the_same_however_far_somebody_looks() -> None:
    chance = random.Random(1)
    hits = [PassageHit(page, page * 4 + at, 7, chance.choice((1.0, 2.0, 3.0))) for page in range(300) for at in (0, 1)]
    kinds = {page: entry(page, f"m{page // 2}" if page < 40 else "", "glossary" if page % 9 == 0 else "guide")
             for page in range(300)}  # fmt: skip
    ranked = rank(Matches("en", 600, hits), ASKED, kinds)
    first = [each.resource for each in ranked[:10]]
    everything = list(ranked)
    assert [each.resource for each in everything[:10]] == first
    assert everything == sorted(everything, key=lambda each: (-each.score, each.resource))
    assert len(everything) == len({each.resource for each in everything}) == 280
    assert [len(each.places) for each in everything if each.resource.startswith("m")] == [2] * 20


def test_the_chapter_with_most_of_the_question_stands_for_its_manual() -> None:
    hits = [PassageHit(1, 1, 1, 9.0), PassageHit(2, 2, 7, 1.0), PassageHit(3, 3, 7, 1.0)]
    pages = {page: entry(page, "manual") for page in (1, 2, 3)}
    ranked = rank(Matches("en", 9, hits), ASKED, pages, "", (1.0, 0.0), 1)
    assert (ranked.least, ranked.complete, list(ranked.pages)) == (1.0, 1, [2])
    assert {place.page for place in ranked[0].places} == {1, 2, 3}
    assert ranked[0].coverage == 1


def test_what_may_not_be_seen_is_neither_counted_nor_remembered_as_seen() -> None:
    hits = [PassageHit(page, page, 7, 1.0) for page in (1, 2)]
    entries = {1: entry(1), 2: entry(2)}
    for public in ({1}, {2}, {1, 2}, {1}):
        ranked = rank(Matches("en", 2, hits), ASKED, seen(entries, frozenset(public)))
        assert (len(ranked), set(ranked.pages), set(ranked.resources)) == (
            len(public), public, {f"r{page}" for page in public},
        )  # fmt: skip
    assert catalogue(entries) is catalogue(entries)
