"""Every code of matching has its sentence, and each can be said in each language of the interface."""

from __future__ import annotations

import ast
import inspect
import re

import pytest
from django.utils import translation

from tests.factories.matching import a_need
from trainers.matching import asking, concerns, factors, gates, ranking, reader, reasons, unknowns
from trainers.matching.faults import Fault
from trainers.matching.hints import relaxations
from trainers.matching.outcome import Count, Hint, Reason
from trainers.matching.values import AskedAccompaniment, AskedLanguage
from trainers.sentences import matches, requests
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
    need = a_need(languages=(AskedLanguage("es", True, "fluent"),), accompaniment=AskedAccompaniment(4, True))
    assert [gate.code for gate in gates.GATES] == list(requests.GATES)
    assert {factor.code for factor in factors.FACTORS} == set(requests.FACTORS)
    assert {option.relax for option in relaxations(need)} == set(requests.HINTS)
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
            for relax, value in (("format", "online"), ("language", "es"), ("start_by", "2027-03-01"), ("hours", "6")):
                for gain in (Count(number), Count(2, blurred=True)):
                    assert "%(" not in requests.hint(Hint(relax, value, gain), words)
