"""Related texts: which, in which order, and for which reason; every rule with two texts that differ in it alone."""

from __future__ import annotations

from dataclasses import replace

from resources.relating.choosing import Reason, Subject, choose

PHISHING = frozenset({"phishing"})
THIS = Subject(1, "manual", "beginner", PHISHING, frozenset({"journalists"}))


def other(number: int, **differences: object) -> Subject:
    """A manual on phishing for another level, which is no next step."""
    return replace(Subject(number, "guide", "expert", PHISHING), **differences)


def reasons(*others: Subject, this: Subject = THIS) -> list[tuple[int, Reason]]:
    return [(each.number, each.reason) for each in choose(this, others)]


def test_without_a_topic_of_both_nothing_is_related() -> None:
    assert reasons(other(2, topics=frozenset({"travel"})), THIS) == []


def test_the_checklist_of_this_level_comes_first_and_another_level_s_is_only_on_the_same_topic() -> None:
    assert reasons(other(2, kind="checklist"), other(3, kind="checklist", level="beginner")) == [
        (3, Reason.CHECKLIST),
        (2, Reason.SAME_TOPIC),
    ]


def test_a_checklist_leads_to_the_text_that_explains_it() -> None:
    this = replace(THIS, kind="checklist")
    assert reasons(other(2, level="beginner"), other(3), this=this) == [(2, Reason.EXPLAINS), (3, Reason.SAME_TOPIC)]


def test_the_next_level_is_the_nearest_one_above_and_never_one_below() -> None:
    higher, highest = other(2, kind="manual", level="advanced"), other(3, kind="manual", level="expert")
    assert reasons(highest, higher) == [(2, Reason.NEXT), (3, Reason.SAME_TOPIC)]
    assert reasons(highest) == [(3, Reason.NEXT)]
    assert reasons(THIS, this=replace(higher, number=9)) == [(1, Reason.SAME_TOPIC)]


def test_a_tool_and_a_form_say_what_they_are() -> None:
    assert reasons(other(2, kind="template"), other(3, kind="tool")) == [(3, Reason.TOOL), (2, Reason.FORM)]


def test_the_same_people_come_before_others_and_are_named() -> None:
    near = choose(THIS, [other(2), other(3, groups=frozenset({"journalists"}))])
    assert [(each.number, each.reason, each.group) for each in near] == [
        (3, Reason.SAME_PEOPLE, "journalists"),
        (2, Reason.SAME_TOPIC, ""),
    ]


def test_of_many_five_are_shown_those_with_most_in_common_and_the_freshest_first() -> None:
    many = [other(number, day=number) for number in range(2, 12)]
    assert [number for number, _reason in reasons(*many)] == [11, 10, 9, 8, 7]
    this = replace(THIS, topics=PHISHING | {"malware"})
    assert reasons(*many, other(99, topics=this.topics), this=this)[0][0] == 99


def test_one_checklist_is_the_checklist_and_a_second_one_a_text_on_the_topic() -> None:
    lists = [other(number, kind="checklist", level="beginner") for number in (2, 3)]
    assert reasons(*lists) == [(2, Reason.CHECKLIST), (3, Reason.SAME_TOPIC)]
