"""What a group says of itself: there and back as JSON, and always a request that matching can read."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework import needs
from casework.needs import Answers, Contact
from trainers import answers as matching
from trainers.matching.asking import ATTRIBUTES, MOST_LANGUAGES, MOST_TOPICS, Codes, read
from vocabulary import places, tongues
from vocabulary.seed import _read as planted

TODAY = dt.date(2026, 12, 1)
CODES = Codes(
    topics=frozenset(planted("concepts")["topic"]),
    at_risk_groups=frozenset(planted("concepts")["at-risk-group"]),
    countries=frozenset(places.countries()),
    languages={code.lower(): code for code in tongues.known()},
)


def some(codes: Any, most: int, least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(codes)), min_size=least, max_size=most, unique=True).map(tuple)


CONTACTS = st.builds(Contact, tell=st.sampled_from(needs.TELLS), address=st.text(), never=st.text())
ANSWERS = st.builds(
    Answers,
    country=st.sampled_from(sorted(CODES.countries)),
    group_kind=st.sampled_from(needs.GROUP_KINDS),
    participants=st.integers(1, needs.MOST_PEOPLE),
    at_risk_groups=some(CODES.at_risk_groups, 20),
    called=st.text(),
    situation=st.sampled_from(sorted(needs.SITUATIONS)),
    happened=st.text(),
    worries=st.text(),
    risk_level=st.sampled_from(needs.RISK_LEVELS),
    topics=some(CODES.topics, needs.MOST_TOPICS),
    languages=some(CODES.languages.values(), needs.MOST_LANGUAGES, 1),
    format=st.sampled_from(needs.FORMATS),
    start_by=st.none() | st.dates(),
    weeks=st.integers(1, needs.MOST_WEEKS),
    hours=st.integers(1, needs.MOST_HOURS),
    days_note=st.text(),
    care=some(needs.CARE, len(needs.CARE)),
    logistics=st.text(),
    facilitator_prefer=some(ATTRIBUTES, len(ATTRIBUTES)),
    contact=CONTACTS,
    wishes=some(("amina", "marta", "colibri"), 3),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(ANSWERS)
def test_answers_come_back_from_their_json(answers: Answers) -> None:
    assert needs.from_json(needs.as_json(answers)) == answers


@given(CONTACTS)
def test_a_contact_comes_back_from_its_json(contact: Contact) -> None:
    assert needs.contact_from_json(needs.contact_as_json(contact)) == contact


@given(ANSWERS)
def test_every_combination_is_a_request_that_matching_reads(answers: Answers) -> None:
    asked = read(needs.as_request(answers, TODAY), CODES, TODAY)
    assert asked.faults == ()
    assert asked.need is not None
    assert not asked.assumed


@pytest.mark.django_db
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=ANSWERS.filter(lambda answers: not answers.at_risk_groups))
def test_the_directory_itself_reads_them(monkeypatch: pytest.MonkeyPatch, answers: Answers) -> None:
    monkeypatch.setattr(matching, "codes", lambda: CODES)
    assert matching.asked(needs.as_request(answers, TODAY), TODAY).need is not None


@given(st.dictionaries(st.sampled_from([*Answers.__dataclass_fields__, "another"]), ANYTHING))
def test_stored_answers_of_another_release_still_open(kept: dict[str, Any]) -> None:
    opened = needs.from_json(json.dumps(kept))
    assert isinstance(opened.country, str)
    assert isinstance(opened.participants, int)
    assert all(isinstance(code, str) for code in opened.topics)
    assert needs.from_json(needs.as_json(opened)) == opened


def test_what_is_missing_or_of_another_kind_has_its_default() -> None:
    kept = {"country": "KE", "participants": "many", "topics": "phishing", "start_by": "soon", "contact": 3, "new": {}}
    assert needs.from_json(json.dumps(kept)) == Answers(country="KE")
    assert needs.from_json("[]") == Answers(country="")
    assert needs.from_json('{"contact": {"tell": 1, "address": "x", "more": 2}}').contact == Contact(address="x")


@pytest.mark.parametrize(
    ("situation", "urgency", "days"), [("danger", "urgent", 7), ("incident", "soon", 28), ("preparing", "planned", 70)]
)
def test_what_happened_says_how_soon(situation: str, urgency: str, days: int) -> None:
    answers = Answers(country="KE", situation=situation)
    assert needs.urgency(answers) == urgency
    request = needs.as_request(answers, TODAY)
    assert request["urgency"] == urgency
    assert request["start_by"] == (TODAY + dt.timedelta(days=days)).isoformat()


def test_a_day_that_has_passed_means_now() -> None:
    answers = Answers(country="KE", start_by=TODAY - dt.timedelta(days=90))
    assert needs.as_request(answers, TODAY)["start_by"] == TODAY.isoformat()


def test_the_first_language_is_a_must_and_the_others_are_wishes() -> None:
    answers = Answers(country="KE", languages=("sw", "en", "sw"))
    assert needs.as_request(answers, TODAY)["languages"] == [
        {"code": "sw", "need": "must"},
        {"code": "en", "need": "prefer"},
    ]


def test_who_does_not_know_the_topics_begins_with_the_risks() -> None:
    request = needs.as_request(Answers(country="KE"), TODAY)
    assert [topic["code"] for topic in request["topics"]] == list(needs.FIRST_TOPICS)
    assert request["risk_level"] == "high"
    assert set(needs.FIRST_TOPICS) <= CODES.topics


def test_we_ask_for_no_more_than_matching_takes() -> None:
    assert needs.MOST_TOPICS <= MOST_TOPICS
    assert needs.MOST_LANGUAGES <= MOST_LANGUAGES
    assert set(needs.SITUATIONS.values()) == {"urgent", "soon", "planned"}
