"""What the file of the embedded engine promises beside the contract: damage is said, locks do not keep readers."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from search.engines.embedded import EmbeddedEngine, places
from search.engines.protocol import IndexUnavailableError
from search.terms import question
from tests.search.engines import document, pages, write


@pytest.fixture
def engine(tmp_path: Path) -> EmbeddedEngine:
    """An empty index in a folder that is not there yet."""
    made = EmbeddedEngine(tmp_path / "index" / "search.sqlite3", 0.2, 0.5)
    made.install()
    return made


def test_a_rebuild_that_died_leaves_no_tables(engine: EmbeddedEngine) -> None:
    with pytest.raises(KeyboardInterrupt), engine.rebuilding():
        raise KeyboardInterrupt
    with engine.rebuilding() as rebuild:
        rebuild.add([document(1, "old")])
    query = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name LIKE 'g%\\_page' ESCAPE '\\'"
    assert sqlite3.connect(engine.file.path).execute(query).fetchone() == (1,)


def test_a_ticket_of_another_file_writes_nothing(engine: EmbeddedEngine) -> None:
    ticket = engine.ticket()
    engine.file.remove()
    engine.install()
    engine.write(ticket, [document(1, "old news")])
    assert pages(engine, "old news") == set()


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


def test_what_a_hit_scores_is_of_the_index_as_it_is_by_now(engine: EmbeddedEngine) -> None:
    write(engine, document(1, "word"), document(2, "word"))
    found = engine.match(question("word", "en", "english"))
    write(engine, document(2, "word and word"), document(3, "word"), gone=(1,))
    assert found.masks() == {1: 1, 2: 1}
    scores = found.scores([1, 2])
    assert set(scores.best) & {1, 2} == {2}
    assert engine.stored(scores.in_order(2))[scores.in_order(2)[0]].text == "word and word"
    with engine.rebuilding() as rebuild:
        rebuild.add([document(2, "word", language="fr", analyser="french")])
    assert set(found.scores([1, 2]).best) == set()


def test_a_question_may_have_more_words_than_a_byte_has_bits(engine: EmbeddedEngine) -> None:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    write(engine, document(1, " ".join(words)), document(2, "eleven", title=""), document(3, "three twelve", title=""))
    asked = question(" ".join(words), "en", "english")
    terms = [term.forms[0].tokens[0] for term in asked.terms]
    assert {
        page: {terms[bit] for bit in range(len(terms)) if mask >> bit & 1}
        for page, mask in engine.match(asked).masks().items()
    } == {1: set(terms), 2: {"eleven"}, 3: {"three", "twelve"}}


def test_what_is_remembered_of_words_is_bounded_and_true_after_a_write(
    engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "MOST_REMEMBERED", 1)
    write(engine, document(1, "first second third"))
    for word in ("first", "second", "third", "first"):
        assert pages(engine, word) == {1}
    write(engine, document(2, "first"))
    assert pages(engine, "first") == {1, 2}


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
