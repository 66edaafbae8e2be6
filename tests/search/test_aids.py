"""The vocabulary's names in memory: cheap to keep, and never older than said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoAssertNumQueries

from search import aids
from vocabulary.models import Label

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
IDEA = "word/firewall"


class Clock:
    """A clock that stands still until it is told."""

    now = 1_000_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    clock = Clock()
    monkeypatch.setattr(aids, "time", clock)
    aids.forget()
    yield clock
    aids.forget()


def _respelt(text: str) -> None:
    """As another process does it: no signal comes here."""
    Label.objects.filter(concept__code="firewall", language="en", kind="preferred").update(text=text)


def test_names_that_nobody_changed_are_not_read_again(
    clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = aids.thesaurus()
    with django_assert_num_queries(0):
        assert aids.thesaurus() is first
    clock.now += aids.FRESH_FOR
    with django_assert_num_queries(2):
        assert aids.thesaurus() is first


def test_what_another_process_changed_is_known_in_time(clock: Clock) -> None:
    assert aids.thesaurus().shown(IDEA, "en")[0] == "Firewall"
    _respelt("Wall of fire")
    assert aids.thesaurus().shown(IDEA, "en")[0] == "Firewall"
    clock.now += aids.FRESH_FOR
    assert aids.thesaurus().shown(IDEA, "en")[0] == "Wall of fire"
    _respelt("Wall of Fire")
    clock.now += aids.READ_AGAIN_AFTER
    assert aids.thesaurus().shown(IDEA, "en")[0] == "Wall of Fire"


def test_what_this_process_changed_is_known_at_once(clock: Clock) -> None:
    assert "Brandmauer" not in aids.thesaurus().names(IDEA, "en")
    label = Label.objects.get(concept__code="firewall", language="en", kind="preferred")
    label.text = "Brandmauer"
    label.save()
    assert aids.thesaurus().shown(IDEA, "en")[0] == "Brandmauer"
