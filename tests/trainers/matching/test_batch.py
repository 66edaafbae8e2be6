"""Many requests at once: no must is broken, no hour given twice, the urgent come first, and what is said holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from tests.factories import worlds
from tests.factories.matching import TODAY, a_need, a_trainer, at_a_desk
from trainers.matching import factors
from trainers.matching.batch import teams
from trainers.matching.batch.planning import Manner, plan
from trainers.matching.batch.values import Answer, Asking, TeamRules
from trainers.matching.gates import judge, opted_in, trains_in
from trainers.matching.outcome import Change
from trainers.matching.relaxing import relaxed
from trainers.matching.values import AskedLanguage, Candidate, Capacity, Need, OptedIn, SpokenLanguage

FULL = Capacity(60, 60, 0)


def room_for(hours: int) -> Capacity:
    """So many hours left."""
    return Capacity(60, 60 - hours, 0)


def answers(asking: list[Asking], crowd: list[Candidate], manner: Manner | None = None) -> dict[str, Answer]:
    return {each.request: each for each in plan(asking, crowd, at_a_desk(), manner=manner or Manner()).answers}


def given(answer: Answer) -> list[str]:
    return [each.trainer for each in answer.given]


@pytest.fixture(scope="module")
def drawn() -> tuple[dict[str, Need], dict[str, Candidate], list[Asking]]:
    draw = Random(31)
    crowd = {one.id: one for one in worlds.trainers(draw, 200)}
    asking = [
        Asking(
            f"r{number}",
            worlds.need(draw),
            draw.choice((1, 1, 2)),
            accepted=frozenset(draw.sample(sorted(crowd), 2)) if draw.random() < 0.3 else frozenset(),
            pending=frozenset(draw.sample(sorted(crowd), 5)),
        )
        for number in range(120)
    ]
    return {each.id: each.need for each in asking}, crowd, asking


def test_nobody_proposed_accepted_or_standing_in_breaks_a_must(
    drawn: tuple[dict[str, Need], dict[str, Candidate], list[Asking]],
) -> None:
    needs, crowd, asking = drawn
    seen: Counter[str] = Counter()
    for answer in plan(asking, list(crowd.values()), at_a_desk()).answers:
        need, wanted = needs[answer.request], next(each for each in asking if each.id == answer.request)
        assert len({each.trainer for each in (*answer.given, *answer.alternates)}) == len(answer.given) + len(
            answer.alternates
        )
        for each in (*answer.given, *answer.alternates):
            assert judge(crowd[each.trainer], need, at_a_desk()).eligible
            if not each.accepted:
                assert factors.brings_a_main_topic(crowd[each.trainer], need, at_a_desk())
        for trainer in wanted.accepted:
            kept = trainer in [each.trainer for each in answer.given if each.accepted]
            assert kept != (trainer in answer.lapsed)
        missing = answer.unmet.places if answer.unmet else 0
        assert len(answer.given) + missing == max(wanted.places, len([g for g in answer.given if g.accepted]))
        seen.update(given=len(answer.given), alternates=len(answer.alternates), unmet=missing)
    assert min(seen.values()) > 20


def test_no_hour_is_given_twice_and_a_stand_in_has_hours_left(
    drawn: tuple[dict[str, Need], dict[str, Candidate], list[Asking]],
) -> None:
    needs, crowd, asking = drawn
    told = plan(asking, list(crowd.values()), at_a_desk()).answers
    hours: Counter[str] = Counter()
    for answer in told:
        hours.update({each.trainer: needs[answer.request].hours for each in answer.given})
    assert all(asked <= crowd[trainer].capacity.left for trainer, asked in hours.items())
    for answer in told:
        for each in answer.alternates:
            assert hours[each.trainer] + needs[answer.request].hours <= crowd[each.trainer].capacity.left
    assert plan(asking, list(reversed(crowd.values())), at_a_desk()).answers == told


def test_what_is_said_of_an_unmet_place_holds(
    drawn: tuple[dict[str, Need], dict[str, Candidate], list[Asking]],
) -> None:
    needs, crowd, asking = drawn
    told = plan(asking, list(crowd.values()), at_a_desk()).answers
    changes = 0
    for answer in [each for each in told if each.unmet]:
        need, unmet = needs[answer.request], answer.unmet
        assert unmet is not None
        for gate, number in unmet.blocking.items():
            alone = [one for one in crowd.values() if judge(one, need, at_a_desk()).closed == (gate,)]
            assert number == sum(factors.is_useful(one, need, at_a_desk()) for one in alone)
        if unmet.change:
            after = relaxed(need, unmet.change)
            come = [
                one
                for one in crowd.values()
                if not judge(one, need, at_a_desk()).eligible
                and judge(one, after, at_a_desk()).eligible
                and factors.is_useful(one, after, at_a_desk())
            ]
            assert unmet.change_brings <= len(come)
            changes += 1
    assert changes > 3


def test_the_urgent_come_first_then_as_many_as_can_be_then_the_best() -> None:
    crowd = [a_trainer(id="one", capacity=room_for(20))]
    planned, urgent = Asking("planned", a_need()), Asking("urgent", a_need(urgency="urgent", country="HN"))
    found = answers([planned, urgent], crowd)
    assert (given(found["urgent"]), given(found["planned"])) == (["one"], [])
    assert found["planned"].unmet is not None
    assert (found["planned"].unmet.taken_by, found["planned"].unmet.more_of) == (("urgent",), "one")
    # Two served a little less well go before one served best.
    near, far = (
        a_trainer(id="near", capacity=room_for(20)),
        a_trainer(id="far", base_country="MX", capacity=room_for(20)),
    )
    home, abroad = Asking("home", a_need()), Asking("abroad", a_need(exclusions=replace(a_need().exclusions)))
    both = answers([home, abroad], [near, far])
    assert sorted(given(both["home"]) + given(both["abroad"])) == ["far", "near"]


def test_who_accepted_keeps_the_place_unless_a_gate_has_closed() -> None:
    crowd = [a_trainer(id="best"), a_trainer(id="said-yes", base_country="MX"), a_trainer(id="gone", vetted_until=None)]
    kept = answers([Asking("r", a_need(), accepted=frozenset({"said-yes"}))], crowd)["r"]
    assert [(each.trainer, each.accepted) for each in kept.given] == [("said-yes", True)]
    lapsed = answers([Asking("r", a_need(), accepted=frozenset({"gone"}))], crowd)["r"]
    assert (given(lapsed), lapsed.lapsed) == (["best"], {"gone": ("G1",)})


def test_a_plan_stays_with_whom_is_being_asked_where_little_is_lost() -> None:
    crowd = [a_trainer(id="a"), a_trainer(id="b", last_offered=TODAY)]
    assert given(answers([Asking("r", a_need())], crowd)["r"]) == ["a"]
    assert given(answers([Asking("r", a_need(), pending=frozenset({"b"}))], crowd)["r"]) == ["b"]


def test_two_meetings_in_the_same_weeks_are_pointed_out() -> None:
    asking = [Asking("a", a_need()), Asking("b", a_need()), Asking("c", a_need(format="online"))]
    found = plan(asking, [a_trainer()], at_a_desk(), manner=Manner(most=3))
    assert found.overlaps == (("ana", "a", "b"),)


def test_an_unmet_place_says_what_would_mend_it() -> None:
    need = a_need(languages=(AskedLanguage("quc", True, "native"),))
    (answer,) = plan([Asking("r", need)], [a_trainer(), a_trainer(id="b")], at_a_desk()).answers
    assert answer.unmet is not None
    assert answer.unmet.blocking == {"G3": 2}
    assert (answer.unmet.change, answer.unmet.change_brings) == (Change("language_level", "quc", "fluent"), 2)
    assert answer.unmet.more_of is None


class TestTeams:
    """A team keeps rules that no member can keep alone."""

    RULES = TeamRules(includes=("woman",), languages=(AskedLanguage("es", True), AskedLanguage("quc", True)))

    def test_no_team_that_keeps_the_rules_scores_more(self) -> None:
        draw = Random(41)
        found_one = 0
        for _ in range(60):
            crowd = [teams.Member(one, draw.randint(0, 100)) for one in worlds.trainers(draw, 14)]
            size = draw.choice((2, 2, 3))
            kept = [team for team in combinations(crowd, size) if self.keeps(team)]
            best = teams.best(crowd, size, self.RULES, at_a_desk())
            assert (best is None) == (not kept)
            if best:
                assert self.keeps(best)
                assert sum(each.score for each in best) == max(sum(each.score for each in team) for team in kept)
                found_one += 1
        assert found_one > 10

    def keeps(self, team: tuple[teams.Member, ...]) -> bool:
        """The rules, written out once more."""
        people = [each.candidate for each in team]
        spoken = [{s.code for s in one.languages if s.level != "basic"} for one in people]
        return (
            bool(set.intersection(*spoken))
            and any("woman" in opted_in(one, at_a_desk()) for one in people)
            and all(any(trains_in(one, asked) for one in people) for asked in self.RULES.languages)
        )

    def test_a_team_comes_whole_and_takes_the_hours_of_its_members(self) -> None:
        woman = (OptedIn("woman", TODAY),)
        crowd = [
            a_trainer(id="a", capacity=room_for(20), languages=(SpokenLanguage("es", "native", True),)),
            a_trainer(id="b", capacity=room_for(20), facilitator_attributes=woman),
            a_trainer(id="c", capacity=FULL, facilitator_attributes=woman),
        ]
        asking = [Asking("alone", a_need()), Asking("team", a_need(), places=2, team=self.RULES)]
        found = answers(asking, crowd)
        assert given(found["team"]) == ["a", "b"]
        assert found["alone"].unmet is not None
        nobody = answers(asking[1:], crowd[:1])["team"]
        assert nobody.unmet is not None
        assert (given(nobody), nobody.unmet.places) == ([], 2)

    def test_a_team_of_one_is_no_team(self) -> None:
        with pytest.raises(ValueError, match="members"):
            teams.best([], 1, self.RULES, at_a_desk())


def test_hours_decide_how_many_requests_a_trainer_takes_not_the_longest_request() -> None:
    crowd = [a_trainer(id="one", capacity=room_for(20))]
    asking = [Asking(name, a_need(hours=hours)) for name, hours in (("long", 18), ("short", 8), ("middle", 12))]
    found = answers(asking, crowd)
    assert {name for name, answer in found.items() if answer.given} == {"short", "middle"}
    assert sum(each.need.hours for each in asking if found[each.id].given) <= 20


@pytest.mark.parametrize("seed", [3, 9])
def test_a_plan_fills_as_many_places_as_first_come_first_served(seed: int) -> None:
    draw = Random(seed)
    crowd = {one.id: one for one in worlds.trainers(draw, 40)}
    asking = [Asking(f"r{number}", replace(worlds.need(draw), urgency="soon")) for number in range(80)]
    alone = [answers([each], list(crowd.values()))[each.id] for each in asking]
    left = {each: one.capacity.left for each, one in crowd.items()}
    times: Counter[str] = Counter()
    served = 0
    for each, answer in zip(asking, alone, strict=True):
        fits = [one.trainer for one in (*answer.given, *answer.alternates)]
        free = [one for one in fits if left[one] >= each.need.hours and times[one] < Manner().most]
        if free:
            left[free[0]] -= each.need.hours
            times[free[0]] += 1
            served += 1
    assert sum(bool(answer.given) for answer in answers(asking, list(crowd.values())).values()) >= served > 10
