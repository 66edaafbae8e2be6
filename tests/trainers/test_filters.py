"""A query string becomes a value, and the value the same query string again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from trainers.available import Available
from trainers.filters import FIELDS, LONGEST_VALUE, MOST_VALUES, Known, Sort, TrainerFilter, parse

KNOWN = Known(
    frozenset({"digital-security", "phishing", "legal"}),
    frozenset({"online", "in_person"}),
    frozenset({"lawyers", "journalists"}),
    "es",
)


def read(query: str) -> tuple[TrainerFilter, dict[str, str]]:
    return parse(dict(QueryDict(query).lists()), KNOWN)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", TrainerFilter()),
        ("region=013", TrainerFilter(places=("013",))),
        ("region=Centroam%C3%A9rica", TrainerFilter(places=("013",))),
        ("region=Guatemala", TrainerFilter(places=("GT",))),
        ("country=gt&country=GT", TrainerFilter(places=("GT",))),
        ("country=HN&region=013", TrainerFilter(places=("013", "HN"))),
        ("topic=phishing&topic=LEGAL", TrainerFilter(topics=("phishing", "legal"))),
        ("language=ES&language=quc", TrainerFilter(languages=("es", "quc"))),
        ("format=online", TrainerFilter(formats=("online",))),
        ("at_risk_group=lawyers", TrainerFilter(at_risk_groups=("lawyers",))),
        ("topic=&region=+&page=2", TrainerFilter()),
        ("sort=near&country=GT", TrainerFilter(places=("GT",), sort=Sort.NEAR)),
        ("sort=", TrainerFilter()),
    ],
)
def test_what_is_asked(query: str, wanted: TrainerFilter) -> None:
    found, dropped = read(query)
    assert (found, dropped) == (wanted, {})


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("topic=astrology", "topic"),
        ("language=klingon", "language"),
        ("region=Atlantis", "region"),
        ("country=%00", "country"),
        ("format=online%00", "format"),
        ("at_risk_group=" + "x" * 100_000, "at_risk_group"),
        ("colour=green", "colour"),
        ("sort=best", "sort"),
        ("&".join(f"topic=t{number}" for number in range(500)), "topic"),
        ("&".join("language=es" for _ in range(MOST_VALUES + 1)), "language"),
    ],
)
def test_nonsense_is_dropped_and_named(query: str, parameter: str) -> None:
    found, dropped = read(query)
    assert parameter in dropped
    assert len(str(dropped)) < 300
    assert found in (TrainerFilter(), TrainerFilter(languages=("es",)))


values = st.fixed_dictionaries(
    {
        "places": st.lists(st.sampled_from(["013", "001", "GT", "XK", "TW"]), unique=True),
        "topics": st.lists(st.sampled_from(sorted(KNOWN.topics)), unique=True),
        "languages": st.lists(st.sampled_from(["es", "quc", "zh-Hant", "prs"]), unique=True),
        "formats": st.lists(st.sampled_from(sorted(KNOWN.formats)), unique=True),
        "at_risk_groups": st.lists(st.sampled_from(sorted(KNOWN.at_risk_groups)), unique=True),
        "available": st.lists(st.sampled_from([each.value for each in Available]), unique=True),
    }
)
sorts = st.sampled_from(Sort)
own_words = st.sampled_from(["", "Ольга", "digital security", "منى الخطيب", "50% & more"])


@given(values, own_words, sorts)
def test_a_filter_turns_back_into_its_own_query(chosen: dict[str, list[str]], words: str, sort: Sort) -> None:
    asked = TrainerFilter(**{field: tuple(codes) for field, codes in chosen.items()}, words=words, sort=sort)
    again, dropped = read(asked.as_query())
    assert not dropped
    assert again.as_query() == asked.as_query()
    assert set(again.places) == set(asked.places)
    assert replace(again, places=()) == replace(asked, places=())


@settings(max_examples=200)
@given(
    st.dictionaries(st.sampled_from([*FIELDS, "q", "page", "sort", "x"]), st.lists(st.text(max_size=30), max_size=4))
)
def test_any_query_is_read_without_failing(query: dict[str, list[str]]) -> None:
    found, _ = parse(query, KNOWN)
    assert parse(dict(QueryDict(found.as_query()).lists()), KNOWN)[0].as_query() == found.as_query()


def test_one_value_is_taken_away_and_the_rest_stays() -> None:
    asked, _ = read("topic=phishing&topic=legal&region=013")
    assert asked.without_value("topic", "phishing").as_query() == "region=013&topic=legal"
    assert asked.without_value("region", "013").as_query() == "topic=phishing&topic=legal"
    assert not read("")[0]
    named, _ = read("q=%20Ana%20%20Luc%C3%ADa%20&available=URGENT")
    assert named.words == "Ana Lucía"
    assert named.without_value("q", "Ana Lucía") == TrainerFilter(available=("urgent",))


def test_what_nobody_can_type_is_taken_out_of_words_and_named() -> None:
    found, dropped = read("q=Ana%E2%80%AE%00 Luc%C3%ADa" + "x" * 200)
    assert found.words.startswith("Ana Lucíaxxx")
    assert len(found.words) <= LONGEST_VALUE
    assert "bidirectional" in dropped["q"]
