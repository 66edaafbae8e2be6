"""Every code of matching has its sentence, and each can be said in each language of the interface."""

from __future__ import annotations

import ast
import inspect
import re

import pytest
from django.utils import translation

from trainers.matching import asking, concerns, factors, gates, ranking, reader, reasons, unknowns
from trainers.matching.faults import Fault
from trainers.matching.outcome import Change, Count, Hint, Reason
from trainers.matching.relaxing import APPLY
from trainers.matching.standing import Standing
from trainers.sentences import changes, matches, readers, requests
from trainers.words import Words

LANGUAGES = ("en", "es", "fr", "ar")
PARAMETERS = {
    "topics": ("phishing", "passwords"),
    "groups": ("journalists",),
    "languages": ("fa",),
    "near": ("prs",),
    "attributes": ("woman",),
    "country": "GT",
    "format": "in_person",
    "day": "2027-01-31",
    "value": "x",
    "first": "2026-12-01",
    "last": "2027-12-01",
    "language": "quc",
}
GAP = re.compile(r"%\((\w+)\)s")
EVERY_NUMBER = (0, 1, 2, 3, 11, 100)


def gaps(sentence: object, number: int) -> dict[str, object]:
    """A value for each gap of a sentence, numbers for those that no name fills."""
    text = str(sentence(number) if callable(sentence) else sentence)
    return {name: PARAMETERS.get(name, number) for name in GAP.findall(text)} or {"number": number}


def test_each_reason_concern_and_unknown_has_a_sentence_and_none_is_idle() -> None:
    assert {rule.code for rule in reasons.RULES} == set(matches.REASONS)
    assert {rule.code for rule in concerns.RULES} == set(matches.CONCERNS)
    assert {rule.code for rule in unknowns.RULES} == set(matches.UNKNOWNS)


def test_each_gate_factor_hint_and_note_has_a_sentence() -> None:
    assert [gate.code for gate in gates.GATES] == list(requests.GATES)
    assert {factor.code for factor in factors.FACTORS} == set(requests.FACTORS)
    assert set(APPLY) == set(changes.ONE) == set(changes.FEW) == set(changes.NAMES)
    assert set(re.findall(r'"(\w+)"', inspect.getsource(ranking.left_to_the_desk))) == set(requests.UNCHECKED)


def test_each_fault_has_a_sentence() -> None:
    called = (node for source in (reader, asking) for node in ast.walk(ast.parse(inspect.getsource(source))))
    told = {
        call.args[1].value
        for call in called
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) in ("wrong", "Fault")
        and isinstance(call.args[1], ast.Constant)
    }
    assert told <= set(requests.FAULTS)
    assert len(told) > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_can_be_said(language: str) -> None:
    words = Words(language, {})
    with translation.override(language):
        for number in EVERY_NUMBER:
            for code, sentence in matches.ALL.items():
                assert "%(" not in matches.sentence(Reason(code, gaps(sentence, number)), words)
            for code, sentence in requests.FAULTS.items():
                assert "%(" not in requests.fault(Fault("field", code, gaps(sentence, number)), words)
            for change in CHANGES:
                assert "%(" not in readers_of(change, number, words)
            for code, sentence in readers.DESK.items():
                assert "%(" not in readers.at_desk(Reason(code, gaps(sentence, number)), words)
            for code, sentence in readers.TRAINER.items():
                assert "%(" not in readers.for_trainer([Reason(code, gaps(sentence, number))], words)[0]
            assert "%(" not in requests.standing(Standing(1, "topics", 38.0, number), words)


CHANGES = (
    Change("format", "online"),
    Change("language", "es"),
    Change("language_level", "es", "working"),
    Change("start_by", "2027-03-01"),
    Change("hours", "6"),
    Change("accompaniment", "prefer"),
    Change("topic_level", "phishing", "2"),
)


def readers_of(change: Change, number: int, words: Words) -> str:
    """All that may be said of one thing to give up."""
    told = (
        Hint(change, Count(number), 81.4),
        Hint(change, Count(2, blurred=True)),
        Hint(change, Count(number), 81.4, Change("format", "online")),
    )
    return " ".join(changes.hint(hint, words) for hint in told)


def test_a_trainer_learns_neither_country_nor_group_nor_wish() -> None:
    said = " ".join(str(s(2) if callable(s) else s) for s in readers.TRAINER.values())
    assert not {"country", "groups", "attributes"} & set(GAP.findall(said))
    told = [
        Reason("lives_there", {"country": "GT"}),
        Reason("worked_there", {"country": "GT"}),
        Reason("experienced", {"groups": ("journalists",)}),
        Reason("group_wishes_met", {"attributes": ("woman",)}),
        Reason("can_lead", {"topics": ("phishing",)}),
    ]
    assert readers.for_trainer(told, Words("en", {})) == [
        "You live in this part of the world, or have lived or worked there",
        "You lead trainings on: phishing",
    ]


def test_a_desk_reads_of_the_group_and_not_of_itself() -> None:
    said = [str(s(2) if callable(s) else s) for s in {**matches.ALL, **readers.DESK}.values()]
    assert [each for each in said if re.search(r"\byour\b|\byou (ask|prefer)", each, re.IGNORECASE)] == []


def test_the_number_of_trainers_decides_the_form_whatever_else_is_a_number() -> None:
    words = Words("en", {})
    one = changes.hint(Hint(Change("hours", "6"), Count(1), 81.4), words)
    assert one == "If a shorter training is enough, 1 more trainer fits, with 81 of 100 points: 6 h."
    pair = changes.hint(Hint(Change("format", "online"), Count(4), 81.4, Change("language", "es")), words)
    assert pair == (
        "With two changes, 4 more trainers fit, the best with 81 of 100 points: "
        "meeting online; a wish instead of a must: Spanish"
    )
