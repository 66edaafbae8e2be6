"""What every engine promises: found by its words, gone when removed, the later look wins, a rebuild has no gap."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from search.engines.embedded import EmbeddedEngine
from search.engines.protocol import IndexUnavailableError
from search.passages import Document, Section
from search.terms import question


def document(
    page: int, text: str, *, title: str = "A text", language: str = "en", analyser: str = "english"
) -> Document:
    return Document(
        page=page,
        resource=f"r{page}",
        place=f"r{page}",
        language=language,
        analyser=analyser,
        kind="guide",
        title=title,
        resource_title=title,
        topics=("phishing", "email"),
        sections=(Section("part", "Part", text),),
    )


@pytest.fixture
def engine(tmp_path: Path) -> EmbeddedEngine:
    made = EmbeddedEngine(tmp_path / "index" / "search.sqlite3", 0.2, 0.5)
    made.install()
    return made


def pages(engine: EmbeddedEngine, words: str, language: str = "en", analyser: str = "english") -> set[int]:
    found = engine.match(question(words, language, analyser))
    return {hit.page for hit in found.passages} | {hit.page for hit in found.titles}


def write(engine: EmbeddedEngine, *documents: Document, gone: tuple[int, ...] = ()) -> None:
    engine.write(engine.ticket(), documents, gone)


def test_a_page_is_found_by_its_words_and_by_its_title(engine: EmbeddedEngine) -> None:
    write(engine, document(1, "Keep your passwords safe.", title="Locks"), document(2, "Nothing like it."))
    assert pages(engine, "password") == {1}
    assert pages(engine, "lock") == {1}
    assert pages(engine, "absent") == set()
    assert engine.languages() == ["en"]
    assert engine.health().pages == 2


def test_each_hit_says_which_words_it_has(engine: EmbeddedEngine) -> None:
    write(engine, document(1, "strong password"), document(2, "a password"))
    masks = {hit.page: hit.mask for hit in engine.match(question("strong password", "en", "english")).passages}
    assert masks == {1: 0b11, 2: 0b10}


def test_languages_are_kept_apart(engine: EmbeddedEngine) -> None:
    write(engine, document(1, "vpn"), document(2, "vpn seguro", language="pt-br", analyser="portuguese"))
    assert pages(engine, "vpn", "pt-br", "portuguese") == {2}
    assert pages(engine, "vpn", "my", "script") == set()


def test_what_is_stored_is_what_was_written(engine: EmbeddedEngine) -> None:
    write(engine, document(1, "Keep <it> “safe”."))
    (hit,) = engine.match(question("safe", "en", "english")).passages
    passage = engine.stored([hit.passage])[hit.passage]
    assert (passage.anchor, passage.heading, passage.text) == ("part", "Part", "Keep <it> “safe”.")
    assert engine.openings([1])[1] == passage
    assert engine.entries()[1].topics == ("phishing", "email")


def test_a_changed_page_loses_its_old_words(engine: EmbeddedEngine) -> None:
    write(engine, document(1, "before"))
    write(engine, document(1, "after"))
    assert pages(engine, "before") == set()
    assert pages(engine, "after") == {1}
    write(engine, gone=(1,))
    assert pages(engine, "after") == set()
    assert engine.entries() == {}


def test_a_page_may_change_its_language(engine: EmbeddedEngine) -> None:
    write(engine, document(1, "word"))
    write(engine, document(1, "word", language="fr", analyser="french"))
    assert pages(engine, "word") == set()
    assert pages(engine, "word", "fr", "french") == {1}


def test_who_looked_at_the_database_later_wins(engine: EmbeddedEngine) -> None:
    early, late = engine.ticket(), engine.ticket()
    engine.write(late, [], [1])
    engine.write(early, [document(1, "withdrawn")])
    assert pages(engine, "withdrawn") == set()


def test_a_ticket_of_another_file_writes_nothing(engine: EmbeddedEngine) -> None:
    ticket = engine.ticket()
    engine.file.remove()
    engine.install()
    engine.write(ticket, [document(1, "old news")])
    assert pages(engine, "old news") == set()


def test_a_rebuild_changes_over_at_once(engine: EmbeddedEngine) -> None:
    write(engine, document(1, "old"))
    with engine.rebuilding() as rebuild:
        rebuild.add([document(2, "new")])
        assert pages(engine, "old") == {1}
        assert pages(engine, "new") == set()
    assert pages(engine, "old") == set()
    assert pages(engine, "new") == {2}
    assert engine.health().ok


def test_writes_during_a_rebuild_are_not_lost_and_what_was_withdrawn_stays_away(engine: EmbeddedEngine) -> None:
    with engine.rebuilding() as rebuild:
        rebuild.add([document(1, "withdrawn later")])
        write(engine, document(3, "published meanwhile"), gone=(1, 2))
        assert rebuild.add([document(2, "read before it was withdrawn"), document(3, "an older text")]) == 0
    assert pages(engine, "withdrawn") == set()
    assert pages(engine, "published") == {3}
    assert pages(engine, "older") == set()


def _dies(engine: EmbeddedEngine) -> None:
    with engine.rebuilding() as rebuild:
        rebuild.add([document(2, "new")])
        raise KeyboardInterrupt


def test_a_rebuild_that_dies_leaves_the_index_as_it_was(engine: EmbeddedEngine) -> None:
    write(engine, document(1, "old"))
    with pytest.raises(KeyboardInterrupt):
        _dies(engine)
    assert pages(engine, "old") == {1}
    with engine.rebuilding() as rebuild:
        rebuild.add([document(1, "old")])
    assert pages(engine, "new") == set()
    query = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name LIKE 'g%\\_page' ESCAPE '\\'"
    assert sqlite3.connect(engine.file.path).execute(query).fetchone() == (1,)


def _two_rebuilds(engine: EmbeddedEngine) -> None:
    with engine.rebuilding() as first:
        with engine.rebuilding() as second:
            second.add([document(2, "second")])
        first.add([document(1, "first")])


def test_of_two_rebuilds_the_later_one_counts(engine: EmbeddedEngine) -> None:
    with pytest.raises(IndexUnavailableError):
        _two_rebuilds(engine)
    assert pages(engine, "second") == {2}


@pytest.mark.parametrize("damage", [b"", b"This is no database, only words. " * 400])
def test_a_damaged_file_is_said_so_and_replaced(engine: EmbeddedEngine, damage: bytes) -> None:
    write(engine, document(1, "word"))
    for path in engine.file.path.parent.iterdir():
        path.unlink()
    engine.file.path.write_bytes(damage)
    with pytest.raises(IndexUnavailableError):
        pages(engine, "word")
    assert not engine.health().ok
    engine.install()
    write(engine, document(1, "word"))
    assert pages(engine, "word") == {1}


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    missing = EmbeddedEngine(tmp_path / "none.sqlite3")
    with pytest.raises(IndexUnavailableError):
        missing.languages()
    assert missing.health().detail


def test_an_index_of_another_version_is_built_anew(engine: EmbeddedEngine) -> None:
    write(engine, document(1, "word"))
    connection = sqlite3.connect(engine.file.path)
    connection.execute("UPDATE setting SET value = '0.0' WHERE name = 'version'")
    connection.commit()
    connection.close()
    with pytest.raises(IndexUnavailableError):
        pages(engine, "word")
    engine.install()
    assert pages(engine, "word") == set()


def test_readers_are_not_kept_waiting_by_a_writer_and_writers_not_for_ever(engine: EmbeddedEngine) -> None:
    write(engine, document(1, "word"))
    other = sqlite3.connect(engine.file.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert pages(engine, "word") == {1}
    with pytest.raises(IndexUnavailableError):
        engine.ticket()
    other.execute("ROLLBACK")
    assert engine.ticket().number


def _write_many(path: Path, first: int) -> None:
    engine = EmbeddedEngine(path, 30, 30)
    for page in range(first, first + 15):
        engine.write(engine.ticket(), [document(page, f"word number {page}")])


def test_several_processes_write_at_once_and_lose_nothing(engine: EmbeddedEngine) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_write_many, args=(engine.file.path, first)) for first in (0, 100)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert len(pages(engine, "word")) == 30
    assert [worker.exitcode for worker in workers] == [0, 0]
