"""What editors put first or leave out for a question, in one language and until one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from search import answers, indexing
from search.choices.keys import key
from search.engines.protocol import SearchEngine
from search.models import EditorialChoice
from search.request import SearchRequest
from tests.factories import accounts as staff
from tests.factories import resources as library

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.mark.parametrize(
    ("one", "other", "analyser", "same"),
    [
        ("Strong passwords", "password strong", "english", True),
        ("strong", "strong password", "english", False),
        ("مُدافعين", "مدافعين", "arabic", True),
        ("設定密碼", "設定密碼", "chinese", True),
        ("?!", "", "english", True),
    ],
)
def test_other_forms_and_another_order_are_the_same_question(one: str, other: str, analyser: str, same: bool) -> None:
    assert (key(one, analyser) == key(other, analyser)) is same


@pytest.fixture
def chosen() -> Callable[..., EditorialChoice]:
    def choose(page: Any, question: str = "padlock", **fields: Any) -> EditorialChoice:
        given = {"language": "en", "until": timezone.localdate(), "why": "It answers best", **fields}
        return EditorialChoice.objects.create(question=question, page=page, **given)

    return choose


def found(question: str, reader: str = "en", **more: Any) -> list[str]:
    return [row.title for row in answers.answer(SearchRequest(question, **more), reader).rows]


def test_chosen_texts_come_first_in_their_order_and_only_for_their_question(
    index: SearchEngine, chosen: Callable[..., EditorialChoice]
) -> None:
    best = library.published(slug="a", title="Padlock, padlock")
    late = library.published(slug="b", title="About doors", body=library.body(text="A padlock helps."))
    without = library.published(slug="c", title="Windows")
    indexing.drain()
    assert found("padlock") == [best.title, late.title]
    chosen(late, order=2)
    chosen(without, "Padlocks", order=1)
    assert found("padlocks") == [without.title, late.title, best.title]
    assert found("padlock doors")[0] == late.title
    assert found("padlock", "fr")[0] == best.title, "another language has its own choices"
    assert answers.answer(SearchRequest("padlock"), "en").count == 3


def test_a_choice_holds_though_words_are_read_differently_since(
    index: SearchEngine, chosen: Callable[..., EditorialChoice]
) -> None:
    library.published(slug="a", title="Padlock, padlock")
    late = library.published(slug="b", title="About doors", body=library.body(text="A padlock helps."))
    choice = chosen(late)
    EditorialChoice.objects.update(key="padlo")
    indexing.drain()
    assert found("padlock")[0] == late.title
    assert EditorialChoice.objects.get().key == choice.key


def test_a_day_after_its_last_a_choice_is_over(index: SearchEngine, chosen: Callable[..., EditorialChoice]) -> None:
    library.published(slug="a", title="Padlock")
    hidden = library.published(slug="b", title="Padlock of old")
    indexing.drain()
    chosen(hidden, verdict="hidden", until=timezone.localdate())
    assert found("padlock") == ["Padlock"]
    EditorialChoice.objects.update(until=timezone.localdate() - dt.timedelta(days=1))
    assert sorted(found("padlock")) == ["Padlock", "Padlock of old"]


def test_what_is_left_out_is_in_no_count_and_a_manual_takes_its_chapters_along(
    index: SearchEngine, chosen: Callable[..., EditorialChoice]
) -> None:
    library.published("tool", slug="a", title="Padlock")
    manual = library.manual("Padlock one", "Padlock two", slug="book", title="All padlocks")
    indexing.drain()
    chosen(manual, verdict="hidden")
    answer = answers.answer(SearchRequest("padlock"), "en")
    assert [row.title for row in answer.rows] == ["Padlock"]
    assert (answer.count, answer.findings.facets["kind"]) == (1, {"tool": 1})
    assert found("padlocks two")[0] == "Padlock two", "for another question it is there"


def test_a_choice_never_shows_what_may_not_be_seen(index: SearchEngine, chosen: Callable[..., EditorialChoice]) -> None:
    library.published(slug="a", title="Padlock")
    secret = library.published(slug="b", title="Secret")
    indexing.drain()
    chosen(secret)
    secret.unpublish()
    assert found("padlock") == ["Padlock"]


def test_filters_hold_for_chosen_texts_too(index: SearchEngine, chosen: Callable[..., EditorialChoice]) -> None:
    library.published("tool", slug="a", title="Padlock")
    guide = library.published(slug="b", title="A guide")
    indexing.drain()
    chosen(guide)
    assert found("padlock", kinds=("tool",)) == ["Padlock"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("question", "?!"),
        ("until", timezone.localdate() - dt.timedelta(days=1)),
        ("until", timezone.localdate() + dt.timedelta(days=400)),
    ],
)
def test_a_choice_that_says_nothing_or_lasts_too_long_is_refused(field: str, value: Any) -> None:
    page = library.published(slug="a", title="Padlock")
    given = {"question": "padlock", "language": "en", "until": timezone.localdate(), "why": "x", field: value}
    with pytest.raises(ValidationError) as refused:
        EditorialChoice(page=page, **given).full_clean()
    assert list(refused.value.message_dict) == [field]


def test_an_editor_chooses_on_a_screen_and_is_told_of_a_second_choice(client: Client, index: SearchEngine) -> None:
    page = library.published(slug="a", title="Padlock")
    client.force_login(staff.editor())
    form = {"question": "Padlocks", "language": "en", "page": page.pk, "verdict": "first", "order": 1}
    form |= {"until": timezone.localdate().isoformat(), "why": "Asked in every training"}
    address = reverse("wagtailsnippets_search_editorialchoice:add")
    assert client.post(address, form).status_code == 302
    again = client.post(address, {**form, "question": "padlock"})
    assert again.status_code == 200
    assert "has a choice already" in again.content.decode()
    assert EditorialChoice.objects.get().key == key("padlock", "english")
