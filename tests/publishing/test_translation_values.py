"""States, differences, weights and fidelity: values in, values out."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from publishing.translation.fidelity import faults
from publishing.translation.lining import CannotLineUp, Link, Misfit, Piece, Text, is_copy, line_up, shape, with_ids_of
from publishing.translation.weights import risk
from publishing.translation.words import Act, changes, runs
from resources.translation_states import Facts, Standing, state

BEHIND = state(Facts(changes=2))


@pytest.mark.parametrize(
    ("facts", "standing", "sentence"),
    [
        (Facts(is_original=True), Standing.ORIGINAL, "Original"),
        (Facts(exists=False), Standing.MISSING, "Missing"),
        (Facts(live=False), Standing.STARTED, "A draft that readers do not see yet"),
        (Facts(live=False, strings=40, done=12), Standing.STARTED, "In progress: 12 of 40 sentences"),
        (Facts(live=False, strings=4, done=4), Standing.STARTED, "All 4 sentences translated, not published yet"),
        (Facts(changes=1), Standing.BEHIND, "1 change behind"),
        (Facts(changes=2, strings=9, done=3, doubtful=1), Standing.BEHIND, "2 changes behind"),
        (Facts(strings=9, done=8), Standing.STARTED, "In progress: 8 of 9 sentences"),
        (Facts(strings=9, done=9, doubtful=2), Standing.REVIEW, "Needs review: 2 sentences"),
        (Facts(changes=None), Standing.REVIEW, "Needs review: nobody has said which text it was made from"),
        (Facts(), Standing.CURRENT, "Up to date"),
    ],
)
def test_one_state_and_its_sentence(facts: Facts, standing: Standing, sentence: str) -> None:
    with override("en"):
        assert (state(facts).standing, state(facts).sentence) == (standing, sentence)


def test_advice_that_is_wrong_comes_before_advice_that_lacks_and_before_news() -> None:
    missing = state(Facts(exists=False))
    far = state(Facts(changes=9))
    order = [risk("checklist", far), risk("checklist", BEHIND), risk("news", far), risk("guide", missing)]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == len(order)


def test_a_difference_is_told_word_by_word_and_sign_by_sign() -> None:
    assert [(run.act, run.text) for run in runs("Call the bank.", "Call your bank.")] == [
        (Act.SAME, "Call "),
        (Act.REMOVED, "the"),
        (Act.ADDED, "your"),
        (Act.SAME, " bank."),
    ]
    assert (Act.ADDED, "新") in {(run.act, run.text) for run in runs("密码", "新密码")}


def test_changed_new_and_lost_sentences_are_found_at_their_place() -> None:
    old = {"title": ["Phones"], "body.a": ["One.", "Two."], "body.b": ["Gone."]}
    new = {"title": ["Phones"], "body.a": ["One.", "Two <b>again</b>.", "Three."]}
    found = [(each.path, each.number, each.act) for each in changes(old, new)]
    assert found == [("body.a", 1, Act.SAME), ("body.a", 2, Act.ADDED), ("body.b", 0, Act.REMOVED)]


def test_marks_alone_are_no_change_of_shape() -> None:
    assert shape('<p data-block-key="x"><b><text position="0"></text></b></p>') == shape(
        '<p><text position="0"></text></p>'
    )
    assert shape('<p><text position="0"></text></p>') != shape('<ul><li><text position="0"></text></li></ul>')


def test_ids_come_from_the_original_where_kinds_are_the_same() -> None:
    ours = [{"type": "checks", "id": "a", "value": {"items": [{"type": "item", "id": "b", "value": "One"}]}}]
    theirs = [{"type": "checks", "id": "x", "value": {"items": [{"type": "item", "id": "y", "value": "Un"}]}}]
    assert with_ids_of(ours, theirs) == [
        {"type": "checks", "id": "a", "value": {"items": [{"type": "item", "id": "b", "value": "Un"}]}}
    ]
    with pytest.raises(CannotLineUp):
        with_ids_of(ours, [{"type": "text", "id": "x", "value": "Un"}])


def test_a_field_that_only_the_translation_fills_would_be_lost() -> None:
    with pytest.raises(CannotLineUp) as refused:
        line_up(Text([Piece("title", "One")]), Text([Piece("title", "Un"), Piece("summary", "Bref")]))
    assert refused.value.why is Misfit.FIELDS


def test_what_only_the_original_has_is_left_to_translate() -> None:
    found = line_up(Text([Piece("title", "One"), Piece("summary", "Short")]), Text([Piece("title", "Un")]))
    assert found.words == {("title", 0): "Un"}


def test_one_address_cannot_become_two() -> None:
    ours = Text([Piece("b", '<a id="a1">x</a><a id="a2">y</a>', {"a1": Link("1", "/1"), "a2": Link("1", "/1")})])
    theirs = Text([Piece("b", '<a id="a1">x</a><a id="a2">y</a>', {"a1": Link("2", "/2"), "a2": Link("3", "/3")})])
    with pytest.raises(CannotLineUp):
        line_up(ours, theirs)


def test_a_copy_is_known_by_its_words() -> None:
    assert is_copy([("Phones", "Phones"), ("Call.", "Call."), ("One", "Un")])
    assert not is_copy([("Signal", "Signal"), ("Call.", "Appelez."), ("One", "Un")])


@pytest.mark.parametrize(
    ("translated", "complaint"),
    [
        ('Bonjour {name}, <a id="a1">lisez</a>.', ""),
        ('Bonjour, <a id="a1">lisez</a>.', "“{name}” is missing."),
        ('{nom} {name} <a id="a1">lisez</a>.', "“{nom}” is not in the original."),
        ("Bonjour {name}, lisez.", "A link is missing: a1."),
        ('{b} {a} {name} <a id="a1">lisez</a>', "“{a}” and “{b}” are not in the original."),
        ('{name} <a id="a1">x</a> <a id="b">x</a> <a id="a">x</a>', "Links are not in the original: a and b."),
        ('{name} <a id="a1">lisez</a> <a id="a7">ceci</a>', "A link is not in the original: a7."),
        ('{name} <a id="a1">lisez</a> <script>x</script>', "A sentence cannot hold <script>."),
        ('{name} <a id="a1"><b>lisez</a>', "A mark such as <b> is not closed."),
    ],
)
def test_a_sentence_keeps_links_marks_and_placeholders(translated: str, complaint: str) -> None:
    with override("en"):
        assert faults('Hello {name}, <a id="a1">read</a>.', translated) == ([complaint] if complaint else [])
