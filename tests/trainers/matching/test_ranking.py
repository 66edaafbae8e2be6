"""The whole answer: order, words, counts, and what each audience gets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.factories.matching import EVERYTHING_PUBLIC, TODAY, a_need, a_trainer, at_a_desk, from_outside
from trainers.matching.outcome import Count
from trainers.matching.ranking import rank
from trainers.matching.values import (
    AskedAccompaniment,
    AskedFacilitator,
    AskedLanguage,
    Capacity,
    Exclusions,
    OptedIn,
    OwnExclusions,
    SpokenLanguage,
    Travel,
)

HIDDEN = (
    {"published": False},
    {"vetted_until": None},
    {"vetted_until": TODAY.replace(day=1, month=11)},
    {"public": frozenset()},
)


def codes(reasons: object) -> list[str]:
    return [reason.code for reason in reasons]  # type: ignore[attr-defined]


def test_the_score_is_the_sum_of_its_bars() -> None:
    for match in rank(a_need(), [a_trainer(), a_trainer(id="b", base_country="MX")], at_a_desk()).matches:
        assert match.score == round(sum(bar.points for bar in match.bars), 1)
        assert 0 < match.score <= 100


def test_within_a_point_the_lower_load_goes_first_then_the_seed_decides() -> None:
    busier = a_trainer(id="busier", capacity=Capacity(60, 15, 10))
    freer = a_trainer(id="freer", last_offered=TODAY, capacity=Capacity(60, 14, 12))
    found = rank(a_need(), [busier, freer], at_a_desk()).matches
    assert abs(found[0].score - found[1].score) <= 1
    assert [match.candidate.id for match in found] == ["freer", "busier"]
    alike = [a_trainer(id=f"t{number}") for number in range(8)]
    orders = {tuple(m.candidate.id for m in rank(a_need(), alike, at_a_desk(), seed=s).matches) for s in range(5)}
    assert len(orders) > 1


def test_the_same_input_and_seed_give_the_same_answer_whatever_the_order() -> None:
    trainers = [a_trainer(id=f"t{n}", base_country=base) for n, base in enumerate(["GT", "MX", "HN", "GT"] * 5)]
    turned = [*trainers[7:], *reversed(trainers[:7])]
    assert rank(a_need(), trainers, at_a_desk(), seed=7) == rank(a_need(), turned, at_a_desk(), seed=7)


def test_a_trainer_without_a_main_topic_is_not_shown_and_a_desk_is_told() -> None:
    off = a_trainer(id="off", topics={"stress": 3})
    outcome = rank(a_need(), [a_trainer(), off], at_a_desk())
    assert [match.candidate.id for match in outcome.matches] == ["ana"]
    assert (outcome.off_topic, outcome.excluded) == (("off",), {})


def test_at_least_two_reasons_are_given_even_for_a_poor_match() -> None:
    poor = a_trainer(
        topics={"risk-analysis": 1},
        languages=(SpokenLanguage("es", "working", True),),
        base_country="SE",
        lived_in=frozenset(),
        worked_in=frozenset(),
        travel=Travel(frozenset({"001"})),
        at_risk_groups={},
        max_group_size=6,
        public=frozenset({"topics", "languages", "formats", "max_group_size"}),
    )
    for situation in (at_a_desk(), from_outside()):
        (match,) = rank(a_need(), [poor], situation).matches
        assert len(match.reasons) >= 2
        assert {"supports_only", "working_level", "group_larger", "topics_missing"} <= set(codes(match.concerns))


def test_reasons_come_from_the_strongest_factors() -> None:
    (match,) = rank(a_need(), [a_trainer()], at_a_desk()).matches
    assert codes(match.reasons) == ["teaches_in_depth", "can_lead", "trains_fluently", "lives_there_no_travel"]


@pytest.mark.parametrize(
    ("concern", "trainer", "need"),
    [
        ("vetting_ends", {"vetted_until": a_need().start_by}, {}),
        ("nearly_full", {"capacity": Capacity(60, 38, 0)}, {}),
        ("short_trips", {"base_country": "MX", "travel": Travel(frozenset({"013"}), max_days_per_trip=1)}, {}),
        ("travels_from", {"base_country": "MX"}, {}),
        ("needs_interpreter", {}, {"languages": (AskedLanguage("es", True), AskedLanguage("mam", False))}),
        (
            "near_language",
            {"languages": (SpokenLanguage("prs", "native", True), SpokenLanguage("es", "fluent", True))},
            {"languages": (AskedLanguage("es", True), AskedLanguage("fa", False))},
        ),
        (
            "near_language",
            {"languages": (SpokenLanguage("sr", "native", True),)},
            {"languages": (AskedLanguage("hr", False),)},
        ),
        ("no_shared_language", {}, {"languages": (AskedLanguage("mam", False),)}),
        ("no_experience", {}, {"at_risk_groups": ("lawyers",)}),
        ("less_accompaniment", {}, {"accompaniment": AskedAccompaniment(5)}),
        ("people_named", {"exclusions": OwnExclusions(people=("X",))}, {}),
        (
            "cannot_enter",
            {"base_country": "MX", "travel": Travel(cannot_enter=frozenset({"GT"}))},
            {"format": "online"},
        ),
        (
            "consent_ends",
            {"facilitator_attributes": (OptedIn("woman", TODAY),)},
            {"facilitator": AskedFacilitator(must=("woman",))},
        ),
    ],
)
def test_a_desk_reads_each_concern(concern: str, trainer: dict[str, object], need: dict[str, object]) -> None:
    (match,) = rank(a_need(**need), [a_trainer(**trainer)], at_a_desk()).matches
    assert concern in codes(match.concerns)
    (usual,) = rank(a_need(), [a_trainer()], at_a_desk()).matches
    assert concern not in codes(usual.concerns)


class TestFromOutside:
    """Nothing that is not public is said, counted or ordered by."""

    @pytest.mark.parametrize("hidden", HIDDEN)
    def test_hidden_trainers_change_nothing(self, hidden: dict[str, object]) -> None:
        shown = [a_trainer(id="a"), a_trainer(id="b", formats=frozenset({"online"}))]
        ghosts = [a_trainer(id=f"ghost-{n}", **hidden) for n in range(4)]
        abroad = [replace(ghost, id=f"x{ghost.id}", formats=frozenset({"online"})) for ghost in ghosts]
        assert rank(a_need(), [*ghosts, *shown, *abroad], from_outside()) == rank(a_need(), shown, from_outside())

    def test_only_public_fields_are_put_into_words(self) -> None:
        barely = a_trainer(public=frozenset({"topics", "languages"}))
        (match,) = rank(a_need(), [barely], from_outside()).matches
        assert codes(match.reasons) == ["teaches_in_depth", "can_lead", "trains_fluently", "works_in_format"]
        assert codes(match.unknowns) == ["place_not_shown", "experience_not_shown"]

    def test_loads_consents_and_vetting_are_for_the_desk(self) -> None:
        said = a_trainer(
            capacity=Capacity(60, 39, 0),
            vetted_until=a_need().start_by,
            exclusions=OwnExclusions(people=("X",)),
            facilitator_attributes=(OptedIn("woman", TODAY),),
            public=EVERYTHING_PUBLIC,
        )
        need = a_need(facilitator=AskedFacilitator(must=("woman",)))
        (match,) = rank(need, [said], from_outside()).matches
        told = {*codes(match.reasons), *codes(match.concerns), *codes(match.unknowns)}
        assert not told & {"nearly_full", "vetting_ends", "people_named", "consent_ends", "group_wishes_met"}

    def test_consent_and_refusals_never_change_the_answer(self) -> None:
        need = a_need(
            facilitator=AskedFacilitator(must=("woman",), prefer=("lgbtqia-peer",)),
            requesting_organisation="asker",
            declined=frozenset({"ana"}),
        )
        plain = rank(need, [a_trainer()], from_outside())
        told_the_desk = a_trainer(
            facilitator_attributes=(OptedIn("woman", TODAY), OptedIn("lgbtqia-peer", TODAY)),
            exclusions=OwnExclusions(frozenset({"GT"}), frozenset({"asker"})),
        )
        other = rank(need, [told_the_desk], from_outside())
        assert [(m.score, m.reasons, m.concerns) for m in plain.matches] == [
            (m.score, m.reasons, m.concerns) for m in other.matches
        ]
        assert plain.unchecked == ("own_exclusions", "facilitator", "requesting_organisation", "declined")

    def test_who_was_left_out_is_a_number_and_small_numbers_are_blurred(self) -> None:
        online = [a_trainer(id=f"t{n}", formats=frozenset({"online"})) for n in range(4)]
        few = rank(a_need(), online[:2], from_outside())
        many = rank(a_need(), online, from_outside())
        assert (few.excluded, few.excluded_count, many.excluded_count) == ({}, Count(2, True), Count(4))
        assert rank(a_need(), [], from_outside()).excluded_count == Count(2, True)
        assert rank(a_need(), online[:1], at_a_desk()).excluded_count == Count(1)

    def test_an_exclusion_that_reaches_memberships_is_owned_up_to(self) -> None:
        need = a_need(exclusions=Exclusions(organisations=frozenset({"x"})))
        assert "memberships" in rank(need, [], from_outside()).unchecked
