"""Block ids stay with their block, and translations line up with their source."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from resources.importing.ids import Known, assign
from resources.streams import known, raw
from resources.values import Block


def heading(text: str) -> Block:
    return Block("heading", {"text": text, "level": "2"})


def paragraph(text: str) -> Block:
    return Block("text", f"<p>{text}</p>")


def checks(*items: str) -> Block:
    return Block("checks", {"items": [{"text": f"<p>{item}</p>"} for item in items]})


BEFORE = [heading("Codes"), paragraph("Six digits are better than four."), checks("Set a code", "Hide it")]


def ids(blocks: list[Known] | tuple[Known, ...]) -> list[str]:
    return [each.id for each in blocks]


def test_the_same_text_gives_the_same_ids_and_equal_blocks_differ() -> None:
    twice = [*BEFORE, heading("Codes")]
    assert assign(twice, "a:en") == assign(twice, "a:en")
    assert len(set(ids(assign(twice, "a:en")))) == 4
    assert not set(ids(assign(twice, "a:en"))) & set(ids(assign(twice, "b:en")))


def test_a_paragraph_on_top_moves_no_id() -> None:
    before = assign(BEFORE, "a:en")
    after = assign([paragraph("New."), *BEFORE], "a:en", before)
    assert ids(after)[1:] == ids(before)
    assert after[0].id not in ids(before)


def test_a_changed_paragraph_keeps_its_id_and_a_new_one_gets_its_own() -> None:
    before = assign(BEFORE, "a:en")
    changed = paragraph("Six digits are much better than four.")
    other = paragraph("Nothing of this was here.")
    after = assign([BEFORE[0], other, changed, BEFORE[2]], "a:en", before)
    assert ids(after) == [before[0].id, after[1].id, before[1].id, before[2].id]
    assert after[1].id not in ids(before)


def test_an_item_on_top_of_a_list_moves_no_items_id() -> None:
    before = assign(BEFORE, "a:en")
    after = assign([*BEFORE[:2], checks("First this", "Set a code", "Hide it")], "a:en", before)
    assert after[2].id == before[2].id
    assert after[2].parts[1:] == before[2].parts


def test_a_translation_takes_its_sources_ids_where_the_kinds_are_the_same() -> None:
    source = assign(BEFORE, "a:en")
    same = assign([heading("Verrous"), paragraph("Six chiffres."), checks("Choisir", "Cacher")], "a:fr", (), source)
    assert ids(same) == ids(source)
    assert same[2].parts == source[2].parts
    other = assign([paragraph("Six chiffres."), heading("Verrous")], "a:fr", (), source)
    assert not set(ids(other)) & set(ids(source))


def test_a_translation_that_falls_behind_keeps_what_it_had() -> None:
    source = assign(BEFORE, "a:en")
    french = assign([heading("Verrous"), paragraph("Six chiffres."), checks("Choisir", "Cacher")], "a:fr", (), source)
    longer = assign([paragraph("New."), *BEFORE], "a:en", source)
    again = assign([heading("Verrous"), paragraph("Six chiffres suffisent."), checks("Non")], "a:fr", french, longer)
    assert ids(again) == ids(french)


@given(st.lists(st.sampled_from([*BEFORE, paragraph("b"), checks("x")]), max_size=8), st.data())
def test_ids_are_always_unique_and_survive_storage(blocks: list[Block], data: st.DataObject) -> None:
    before = assign(blocks, "a:en")
    after = assign(data.draw(st.permutations(blocks)), "a:en", before)
    assert len(set(ids(after))) == len(blocks)
    assert tuple(known(raw(after))) == after


def test_tables_survive_storage() -> None:
    table = Block("table", {"caption": "", "header_row": True, "rows": [["<p>a</p>", ""], ["<p>b</p>", "<p>c</p>"]]})
    assigned = assign([table], "a:en")
    assert tuple(known(raw(assigned))) == assigned
