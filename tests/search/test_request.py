"""Questions in addresses: forgiving for people, strict for the API, and back to the same address."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.languages import TABLE
from search.request import AGES, KINDS, LEVELS, PARAMETERS, BadSearchError, Known, SearchRequest, clean_text, parse

KNOWN = Known(
    frozenset({"phishing", "email", "passwords"}), frozenset({"419", "MX", "GT"}), frozenset({"women", "journalists"})
)


def lists(query: str) -> dict[str, list[str]]:
    return parse_qs(query, keep_blank_values=True)


def test_everything_in_one_address() -> None:
    filters = "kind=manual&topic=email&level=expert&group=women&region=MX&reviewed=year&words=only"
    asked = parse(lists(f"q=strong+password&language=FR&language=zh_Hant&{filters}&page=3"), KNOWN)
    assert (asked.languages, asked.kinds, asked.topics) == (("fr", "zh-hant"), ("manual",), ("email",))
    assert (asked.levels, asked.groups, asked.regions) == (("expert",), ("women",), ("MX",))
    assert asked.exactly
    assert (asked.text, asked.ages, asked.page) == ("strong password", ("year",), 3)
    assert asked.query_string() == f"q=strong+password&language=fr&language=zh-Hant&{filters}&page=3"


@pytest.mark.parametrize(
    "query",
    [
        "language=xx",
        "kind=poem",
        "topic=nope",
        "region=ZZZ",
        "level=9",
        "group=x",
        "reviewed=ever",
        "words=all",
        "page=-1",
        "page=0",
        "page=two",
        "page=1" + "0" * 400,
    ],
)
def test_what_is_unknown_is_dropped_for_people_and_refused_for_machines(query: str) -> None:
    asked = parse(lists(f"q=vpn&{query}"), KNOWN)
    assert (asked.text, asked.filtered) == ("vpn", False)
    assert 1 <= asked.page <= 200
    with pytest.raises(BadSearchError) as refused:
        parse(lists(f"q=vpn&{query}"), KNOWN, strict=True)
    assert list(refused.value.problems) == [query.partition("=")[0]]


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(BadSearchError) as refused:
        parse(lists("language=xx&kind=poem&size=51"), KNOWN, strict=True, sized=True)
    assert set(refused.value.problems) == {"language", "kind", "size"}


def test_only_a_sized_question_says_how_long_a_page_is() -> None:
    assert parse(lists("size=50"), KNOWN).size == 10
    assert parse(lists("size=50"), KNOWN, sized=True).size == 50
    assert parse(lists("size=5000"), KNOWN, sized=True).size == 50


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  two \n words\t", "two words"),
        ("nul\x00here", "nul here"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("x" * 100_000, "x" * 200),
        ("\x00\x01\x02", ""),
        ("كلمة\u00a0مرور", "كلمة مرور"),
    ],
)
def test_words_are_cleaned_and_never_refused(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean
    assert parse({"q": [raw]}, KNOWN, strict=True).text == clean


def test_a_filter_taken_away_leads_to_the_first_page() -> None:
    asked = SearchRequest("vpn", kinds=("manual", "tool"), page=4)
    assert asked.without("kinds", "tool") == SearchRequest("vpn", kinds=("manual",))


requests = st.builds(
    SearchRequest,
    text=st.text(max_size=60).map(clean_text),
    languages=st.lists(st.sampled_from([row.code for row in TABLE]), unique=True, max_size=4).map(tuple),
    kinds=st.lists(st.sampled_from(KINDS), unique=True).map(tuple),
    topics=st.lists(st.sampled_from(sorted(KNOWN.topics)), unique=True).map(tuple),
    levels=st.lists(st.sampled_from(LEVELS), unique=True).map(tuple),
    groups=st.lists(st.sampled_from(sorted(KNOWN.groups)), unique=True).map(tuple),
    regions=st.lists(st.sampled_from(sorted(KNOWN.regions)), unique=True).map(tuple),
    ages=st.lists(st.sampled_from(sorted(AGES)), unique=True).map(tuple),
    exactly=st.booleans(),
    page=st.integers(1, 200),
    size=st.integers(1, 50),
)


@given(asked=requests)
@settings(max_examples=300, deadline=None)
def test_an_address_leads_back_to_its_question(asked: SearchRequest) -> None:
    assert parse(lists(asked.query_string()), KNOWN, strict=True, sized=True) == asked


@given(
    query=st.dictionaries(
        st.sampled_from(["q", *(name for name, _field in PARAMETERS), "words", "page", "size"]),
        st.lists(st.text(max_size=300), max_size=4),
    )
)
@settings(max_examples=1500, deadline=None)
def test_whatever_people_send_is_a_question(query: dict[str, list[str]]) -> None:
    asked = parse(query, KNOWN, sized=True)
    assert len(asked.text) <= 200
    assert 1 <= asked.page <= 200
    assert 1 <= asked.size <= 50
    assert parse(lists(asked.query_string()), KNOWN, sized=True) == asked
