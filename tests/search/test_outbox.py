"""Every change that the index must know of leaves a row in its transaction, and draining it is harmless."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from home import schedule
from hub import outbox
from search import engine, indexing
from search.engines.protocol import IndexUnavailableError, SearchEngine
from search.models import PendingUpdate
from search.terms import question
from tests.factories import resources as library
from vocabulary.models import Concept, Label

pytestmark = pytest.mark.django_db


def noted() -> set[int]:
    found = set(PendingUpdate.objects.values_list("page", flat=True))
    PendingUpdate.objects.all().delete()
    return found


def found(words: str) -> set[int]:
    matches = engine.current().match(question(words, "en", "english"))
    return {hit.page for hit in matches.passages} | {hit.page for hit in matches.titles}


def test_each_edge_leaves_a_row(index: SearchEngine) -> None:
    page = library.published(slug="a-guide")
    assert page.pk in noted()
    page.unpublish()
    assert noted() == {page.pk}
    page.save_revision().publish()
    noted()
    page.move(library.shelf("fr"), pos="last-child")
    assert noted() == {page.pk}
    pk = page.pk
    page.delete()
    assert noted() == {pk}


def test_a_manual_takes_its_chapters_along(index: SearchEngine) -> None:
    book = library.manual("One", "Two", slug="book")
    everything = {book.pk, *book.get_children().values_list("pk", flat=True)}
    noted()
    book.save_revision().publish()
    assert noted() == everything
    book.move(library.shelf("fr"), pos="last-child")
    assert noted() == everything
    book.delete()
    assert noted() == everything


def test_a_word_for_a_topic_changes_what_its_pages_are_found_by(index: SearchEngine) -> None:
    topic = Concept.objects.filter(scheme="topic").first() or Concept.objects.create(scheme="topic", code="locks")
    page = library.published(slug="a-guide", title="A guide")
    page.topics.add(topic)
    page.save_revision().publish()
    noted()
    label = Label.objects.create(concept=topic, language="en", kind="synonym", text="Zanzibar padlock")
    assert page.pk in set(PendingUpdate.objects.values_list("page", flat=True))
    indexing.drain()
    assert found("zanzibar padlock") == {page.pk}
    label.delete()
    indexing.drain()
    assert found("zanzibar") == set()


@transaction.atomic
def _undone(page: Page) -> None:
    page.unpublish()
    raise ZeroDivisionError


def test_a_change_undone_leaves_no_row(index: SearchEngine) -> None:
    page = library.published(slug="a-guide")
    noted()
    with pytest.raises(ZeroDivisionError):
        _undone(page)
    assert noted() == set()


def test_draining_twice_is_harmless(index: SearchEngine) -> None:
    page = library.published(slug="a-guide", title="Padlocks")
    indexing.drain()
    indexing.note([page.pk, page.pk])
    assert indexing.drain() == {"indexed": 1}
    assert indexing.drain() == {"indexed": 0}
    assert found("padlock") == {page.pk}


def test_it_is_drained_right_after_the_commit(
    index: SearchEngine, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    indexing.drain()
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        page = library.published(slug="a-guide", title="Padlocks")
    assert found("padlock") == {page.pk}
    assert not PendingUpdate.objects.exists()
    assert len(callbacks) <= 3


def test_a_bulk_is_drained_once_at_its_end(
    index: SearchEngine, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks() as during, outbox.paused(), outbox.paused():
        first, second = library.published(slug="one", title="Padlocks"), library.published(slug="two", title="Padlock")
        assert indexing.drain_quietly not in during
    assert indexing.drain_quietly in during
    indexing.drain()
    assert found("padlock") == {first.pk, second.pk}


def test_a_bulk_that_fails_is_drained_too(index: SearchEngine) -> None:
    with pytest.raises(ZeroDivisionError), outbox.paused():
        raise ZeroDivisionError
    assert not outbox.is_paused()


def test_an_editor_does_not_wait_for_a_broken_index(index: SearchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    page = library.published(slug="a-guide")

    def refuse(*_: object) -> None:
        raise IndexUnavailableError("locked")

    monkeypatch.setattr(type(index), "ticket", refuse)
    indexing.drain_quietly()
    assert page.pk in set(PendingUpdate.objects.values_list("page", flat=True))


def test_the_timer_drains_what_was_left(index: SearchEngine) -> None:
    page = library.published(slug="a-guide", title="Padlocks")
    assert schedule.run(timezone.now())["indexed"]
    assert found("padlock") == {page.pk}


def test_a_missing_index_is_built_whole_by_the_first_drain(index: SearchEngine) -> None:
    page = library.published(slug="a-guide", title="Padlocks")
    PendingUpdate.objects.all().delete()
    index.file.remove()  # type: ignore[attr-defined]
    indexing.drain()
    assert found("padlock") == {page.pk}
    assert index.health().ok


def test_rebuild_search_says_what_the_index_holds(index: SearchEngine, capsys: pytest.CaptureFixture[str]) -> None:
    library.manual("One", "Two", slug="book")
    call_command("rebuild_search")
    assert capsys.readouterr().out.startswith("3 pages, ")
    assert not PendingUpdate.objects.exists()
