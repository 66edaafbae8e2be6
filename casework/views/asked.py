"""What somebody asked for, told back under the questions they answered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from casework.forms.questions import label
from casework.forms.steps import STEPS
from hub.templatetags.hub import day, number

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from casework.needs import Answers
    from trainers.words import Words

QUESTIONS: Final = {name: field.label or "" for step in STEPS.values() for name, field in step.base_fields.items()}


class Answer(NamedTuple):
    """A question, and what was answered."""

    question: StrOrPromise
    text: str


def answers(need: Answers, words: Words) -> list[Answer]:
    """Every question that was answered, in its order; how to be told stands on the page by itself."""
    told = chain(_who(need, words), _what(need), _needed(need, words))
    return [Answer(QUESTIONS[name], text) for name, text in told if text.strip()]


def _who(need: Answers, words: Words) -> Iterator[tuple[str, str]]:
    yield "country", words.place(need.country) if need.country else ""
    yield "group_kind", label("group_kind", need.group_kind)
    yield "participants", number(need.participants)
    yield "at_risk_groups", words.terms("at-risk-group", need.at_risk_groups)
    yield "called", need.called


def _what(need: Answers) -> Iterator[tuple[str, str]]:
    yield "situation", label("situation", need.situation)
    yield "happened", need.happened
    yield "worries", need.worries
    yield "risk_level", label("risk_level", need.risk_level)


def _needed(need: Answers, words: Words) -> Iterator[tuple[str, str]]:
    yield "topics", words.terms("topic", need.topics)
    yield "language", words.listed(map(words.language, need.languages[:1]))
    yield "other_language", words.listed(map(words.language, need.languages[1:]))
    yield "format", label("format", need.format)
    yield "start_by", day(need.start_by)
    yield "weeks", number(need.weeks)
    yield "days_note", need.days_note
    yield "care", words.apart(label("care", code) for code in need.care)
    yield "logistics", need.logistics
    yield "facilitator_prefer", words.listed(label("facilitator_prefer", code) for code in need.facilitator_prefer)
