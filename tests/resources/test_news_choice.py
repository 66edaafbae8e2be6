"""News by month and topic: what an address asks for, and what the lists offer."""

from __future__ import annotations

import datetime as dt

import pytest

from resources.news_choice import Item, NewsChoice, months, topics

NEWS = [
    Item(1, dt.date(2026, 11, 20), frozenset({"phishing"})),
    Item(2, dt.date(2026, 11, 2), frozenset({"travel"})),
    Item(3, dt.date(2026, 1, 9), frozenset({"phishing", "travel"})),
]


@pytest.mark.parametrize(
    ("query", "choice"),
    [
        ({}, NewsChoice()),
        ({"month": "2026-11"}, NewsChoice("2026-11")),
        ({"month": "2026-13", "topic": "<b>"}, NewsChoice()),
        ({"month": "2026-1", "topic": "travel"}, NewsChoice("", "travel")),
        ({"month": "٢٠٢٦-١١"}, NewsChoice()),
    ],
)
def test_an_address_is_read_forgivingly(query: dict[str, str], choice: NewsChoice) -> None:
    assert NewsChoice.from_query(query) == choice


def test_a_choice_is_an_address_and_back() -> None:
    assert NewsChoice("2026-11", "travel").as_query() == "?month=2026-11&topic=travel"
    assert NewsChoice().as_query() == "?"


def test_a_month_and_a_topic_narrow_each_other_and_not_themselves() -> None:
    choice = NewsChoice("2026-11", "phishing")
    assert [item.number for item in NEWS if choice.takes(item)] == [1]
    assert months(NEWS, choice) == [("2026-11", 1), ("2026-01", 1)]
    assert topics(NEWS, choice) == {"phishing": 1, "travel": 1}
