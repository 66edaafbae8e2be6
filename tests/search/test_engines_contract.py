"""What every engine promises: found by its words, gone when removed, the later look wins, a rebuild has no gap.

Each case runs on the embedded engine and on a real Elasticsearch.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.engines.protocol import IndexUnavailableError, SearchEngine
from search.terms import Question, question
from tests.search.engines import document, pages, write


def test_a_page_is_found_by_its_words_and_by_its_title(engine: SearchEngine) -> None:
    write(engine, document(1, "Keep your passwords safe.", title="Locks"), document(2, "Nothing like it."))
    assert pages(engine, "password") == {1}
    assert pages(engine, "lock") == {1}
    assert pages(engine, "absent") == set()
    assert engine.languages() == ["en"]
    assert engine.health().pages == 2


def test_each_hit_says_which_words_it_has(engine: SearchEngine) -> None:
    write(engine, document(1, "strong password"), document(2, "a password"))
    masks = {hit.page: hit.mask for hit in engine.match(question("strong password", "en", "english")).passages}
    assert masks == {1: 0b11, 2: 0b10}


def test_languages_are_kept_apart(engine: SearchEngine) -> None:
    write(engine, document(1, "vpn"), document(2, "vpn seguro", language="pt-br", analyser="portuguese"))
    assert pages(engine, "vpn", "pt-br", "portuguese") == {2}
    assert pages(engine, "vpn", "my", "script") == set()


def test_what_is_stored_is_what_was_written(engine: SearchEngine) -> None:
    write(engine, document(1, "Keep <it> “safe”."))
    (hit,) = engine.match(question("safe", "en", "english")).passages
    passage = engine.stored([hit.passage])[hit.passage]
    assert (passage.anchor, passage.heading, passage.text) == ("part", "Part", "Keep <it> “safe”.")
    assert engine.openings([1])[1] == passage
    assert engine.entries()[1].topics == ("phishing", "email")


def test_a_changed_page_loses_its_old_words(engine: SearchEngine) -> None:
    write(engine, document(1, "before"))
    write(engine, document(1, "after"))
    assert pages(engine, "before") == set()
    assert pages(engine, "after") == {1}
    write(engine, gone=(1,))
    assert pages(engine, "after") == set()
    assert engine.entries() == {}


def test_a_page_may_change_its_language(engine: SearchEngine) -> None:
    write(engine, document(1, "word"))
    write(engine, document(1, "word", language="fr", analyser="french"))
    assert pages(engine, "word") == set()
    assert pages(engine, "word", "fr", "french") == {1}


def test_who_looked_at_the_database_later_wins(engine: SearchEngine) -> None:
    early, late = engine.ticket(), engine.ticket()
    engine.write(late, [], [1])
    engine.write(early, [document(1, "withdrawn")])
    assert pages(engine, "withdrawn") == set()


def test_a_rebuild_changes_over_at_once(engine: SearchEngine) -> None:
    write(engine, document(1, "old"))
    with engine.rebuilding() as rebuild:
        rebuild.add([document(2, "new")])
        assert pages(engine, "old") == {1}
        assert pages(engine, "new") == set()
    assert pages(engine, "old") == set()
    assert pages(engine, "new") == {2}
    assert engine.health().ok


def test_writes_during_a_rebuild_are_not_lost_and_what_was_withdrawn_stays_away(engine: SearchEngine) -> None:
    with engine.rebuilding() as rebuild:
        rebuild.add([document(1, "withdrawn later")])
        write(engine, document(3, "published meanwhile"), gone=(1, 2))
        assert rebuild.add([document(2, "read before it was withdrawn"), document(3, "an older text")]) == 0
    assert pages(engine, "withdrawn") == set()
    assert pages(engine, "published") == {3}
    assert pages(engine, "older") == set()


def _dies(engine: SearchEngine) -> None:
    with engine.rebuilding() as rebuild:
        rebuild.add([document(2, "new")])
        raise KeyboardInterrupt


def test_a_rebuild_that_dies_leaves_the_index_as_it_was(engine: SearchEngine) -> None:
    write(engine, document(1, "old"))
    with pytest.raises(KeyboardInterrupt):
        _dies(engine)
    assert pages(engine, "old") == {1}
    with engine.rebuilding() as rebuild:
        rebuild.add([document(1, "old")])
    assert pages(engine, "new") == set()


def _two_rebuilds(engine: SearchEngine) -> None:
    with engine.rebuilding() as first:
        with engine.rebuilding() as second:
            second.add([document(2, "second")])
        first.add([document(1, "first")])


def test_of_two_rebuilds_the_later_one_counts(engine: SearchEngine) -> None:
    with pytest.raises(IndexUnavailableError):
        _two_rebuilds(engine)
    assert pages(engine, "second") == {2}


def test_words_written_as_one_are_met_side_by_side(engine: SearchEngine) -> None:
    write(engine, document(1, "an e-mail"), document(2, "an email"), document(3, "a mail for e"))
    hits = {hit.page: hit.mask for hit in engine.match(question("e-mail", "en", "english")).passages}
    assert {page for page, mask in hits.items() if mask} == {1, 2}


def test_pairs_of_characters_are_met_and_single_ones_only_add_to_the_score(engine: SearchEngine) -> None:
    texts = {1: "密碼要夠長", 2: "密室", 3: "電話"}
    write(
        engine, *(document(page, text, title="x", language="zh-hant", analyser="han") for page, text in texts.items())
    )
    hits = {hit.page: hit.mask for hit in engine.match(question("密碼", "zh-hant", "han")).passages}
    assert hits == {1: 1, 2: 0}


def test_concepts_have_bits_after_the_words_and_count_by_their_weight(engine: SearchEngine) -> None:
    write(engine, document(1, "a padlock"), document(2, "a key"))
    words, more = question("padlock", "en", "english"), question("key", "en", "english")
    asked = replace(words, concepts=tuple(replace(term, weight=0.25) for term in more.terms))
    hits = {hit.page: hit for hit in engine.match(asked).passages}
    assert {page: hit.mask for page, hit in hits.items()} == {1: 0b01, 2: 0b10}
    assert hits[2].score == pytest.approx(hits[1].score / 4, rel=0.05)


def test_all_languages_are_asked_at_once(engine: SearchEngine) -> None:
    write(engine, document(1, "vpn"), document(2, "vpn seguro", language="es", analyser="spanish"))
    found = engine.match_all([question("vpn", "en", "english"), question("vpn", "es", "spanish"), Question("my")])
    assert {code: [hit.page for hit in each.passages] for code, each in found.items()} == {
        "en": [1],
        "es": [2],
        "my": [],
    }
    assert [found[code].total for code in ("en", "es")] == [1, 1]


def test_the_words_of_a_language_are_counted_by_passage(engine: SearchEngine) -> None:
    write(engine, document(1, "padlock padlock"), document(2, "padlock key"), document(3, "clave", language="es"))
    words = engine.words("en")
    assert {word: words.get(word) for word in ("padlock", "key", "clave")} == {"padlock": 2, "key": 1, "clave": None}
    write(engine, gone=(2,))
    assert "key" not in engine.words("en")
    assert engine.words("xx") == {}
