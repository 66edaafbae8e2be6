"""The smallest whole loop: a desk asks trainers, each answers by a link, the group decides, names come last."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

from accounts.models import AuditEvent, User
from casework import desk_work, erasing, opening, requester
from casework.desk_acts import NotAllowed
from casework.models import Proposal
from casework.proposals import asked, boxes, declined, desk, ending, group, links, trainer
from casework.proposals.trainer import Dead, LinkIsDead
from casework.proposing import Stage
from casework.states import State
from hub.sealing import CannotBeOpened, Ciphertext
from tests.casework import proposing_cases as proposing
from tests.casework.proposing_cases import AMINA, BRUNO, NAMES, SECRET_ONE, stages
from tests.factories.casework import CANARY, HERE, NEIGHBOUR, TODAY, Kept, coordinator, days, three_desks
from trainers.models import Desk, Trainer, WorkTerms

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
DATES = f"After the fifth, {CANARY}-dates"


@pytest.fixture(autouse=True)
def directory() -> None:
    three_desks()
    proposing.trainers()


@pytest.fixture
def ana() -> User:
    return coordinator(HERE)


@pytest.fixture
def kept() -> Kept:
    return proposing.a_case()


def refused(act: Any, *given: Any) -> str:
    with pytest.raises(NotAllowed) as refusal:
        act(*given)
    return refusal.value.reason


def dead(act: Any, *given: Any, **named: Any) -> Dead:
    with pytest.raises(LinkIsDead) as refusal:
        act(*given, **named)
    return refusal.value.why


def whole_casework() -> str:
    """Every value of every table of casework and of the audit log, as text."""
    found = []
    models: list[type[Model]] = [*apps.get_app_config("casework").get_models(), AuditEvent]
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_the_whole_loop(ana: User, kept: Kept) -> None:
    (handed,) = desk.propose(ana, kept.case.pk, [AMINA], TODAY)
    shown = trainer.look(handed.token, TODAY)
    assert shown["region"] == "014"
    assert (shown["topics"], shown["languages"], shown["size"]) == (["phishing"], ["en"], "some")
    trainer.answer(handed.token, Stage.DATES, TODAY, words=DATES)
    (proposal,) = requester.read(kept.opened()).proposals
    assert proposal.answer is not None
    assert (proposal.state, proposal.answer.words) == (Stage.DATES, DATES)
    assert group.agree(kept.opened(), proposal.number, TODAY)
    names = trainer.look(desk.renew(ana, kept.case.pk, 1, TODAY).token, TODAY)
    assert names.names
    assert (names["called"], names["country"]) == (f"Group {CANARY}-called", "KE")
    assert stages(kept) == ["agreed"]


def test_before_both_agree_a_link_shows_coarse_facts_and_no_word_of_the_group(ana: User, kept: Kept) -> None:
    (token,) = proposing.asked(ana, kept, AMINA)
    shown = trainer.look(token, TODAY)
    assert not shown.names
    # The key of the answer's box is drawn by lot: any two letters may stand in it.
    text = json.dumps({**shown, "box": ""})
    assert CANARY not in text
    assert "KE" not in text
    assert set(shown) == {
        *("region", "topics", "languages", "format", "size", "urgency", "begins", "weeks", "hours"),
        *("reasons", "desk", "desk_language", "box"),
    }


def test_neither_database_nor_log_says_who_is_asked_or_for_what(ana: User, kept: Kept) -> None:
    tokens = proposing.asked(ana, kept, AMINA, SECRET_ONE)
    trainer.answer(tokens[0], Stage.NO, TODAY, reason="safety", words=f"{CANARY}-why")
    rest = whole_casework()
    traces = [AMINA, SECRET_ONE, *NAMES.values(), CANARY, "phishing", *tokens, "safety"]
    assert [trace for trace in traces if trace in rest] == []


def test_the_day_of_an_offer_is_kept_as_its_month_alone(ana: User, kept: Kept) -> None:
    proposing.asked(ana, kept, AMINA, today=days(9))
    assert WorkTerms.objects.get(trainer__public_id=AMINA).last_offered == TODAY.replace(day=1)
    assert WorkTerms.objects.get(trainer__public_id=BRUNO).last_offered is None


def test_without_the_link_the_case_s_own_key_does_not_open_what_it_shows(ana: User, kept: Kept) -> None:
    proposing.asked(ana, kept)
    first = Proposal.objects.get()
    assert first.outline is not None
    for token in ("", "x" * 43):
        with pytest.raises(CannotBeOpened):
            links.shown_by(first, token)
    with pytest.raises(CannotBeOpened):
        boxes.take(boxes.new().private, first.outline, links._place(first))


def test_moved_to_another_row_nothing_opens(ana: User, kept: Kept) -> None:
    tokens = proposing.asked(ana, kept, AMINA, BRUNO)
    first, second = Proposal.objects.order_by("number")
    Proposal.objects.filter(pk=first.pk).update(body=second.body)
    with pytest.raises(CannotBeOpened):
        asked(kept.case, kept.opened().key)
    Proposal.objects.filter(pk=first.pk).update(body=first.body, outline=second.outline)
    assert dead(trainer.look, tokens[0], TODAY) == Dead.NOWHERE
    trainer.answer(tokens[1], Stage.YES, TODAY)
    answer = Proposal.objects.get(number=2).answer
    Proposal.objects.filter(pk=first.pk).update(answer=answer, stage=Stage.YES)
    with pytest.raises(CannotBeOpened):
        requester.read(kept.opened())


def test_whoever_writes_to_the_database_turns_no_no_into_a_yes(ana: User, kept: Kept) -> None:
    (token,) = proposing.asked(ana, kept)
    trainer.answer(token, Stage.NO, TODAY, reason="time")
    Proposal.objects.update(stage=Stage.YES)
    with pytest.raises(CannotBeOpened):
        requester.read(kept.opened())
    assert refused(desk_work.read, ana, kept.case.pk, TODAY) == "cannot_be_opened"


class TestLinks:
    """How long a link works, and for what."""

    def test_looking_uses_nothing_up(self, ana: User, kept: Kept) -> None:
        (token,) = proposing.asked(ana, kept)
        for _ in range(3):
            assert trainer.look(token, TODAY)["box"]
        trainer.answer(token, Stage.YES, TODAY)
        assert stages(kept) == ["yes"]

    def test_answered_it_shows_nothing_and_changes_nothing(self, ana: User, kept: Kept) -> None:
        (token,) = proposing.said_yes(ana, kept)
        before = Proposal.objects.values().get()
        assert dead(trainer.look, token, TODAY) == Dead.USED
        assert dead(trainer.answer, token, Stage.NO, TODAY, reason="time") == Dead.USED
        assert Proposal.objects.values().get() == before

    @pytest.mark.parametrize(("later", "works"), [(0, True), (2, True), (3, False)])
    def test_it_works_for_three_days_the_first_included(self, ana: User, kept: Kept, later: int, works: bool) -> None:
        (token,) = proposing.asked(ana, kept)
        if works:
            trainer.answer(token, Stage.YES, days(later))
        else:
            assert dead(trainer.answer, token, Stage.YES, days(later)) == Dead.OVER
        assert stages(kept) == ["yes" if works else "open"]

    def test_the_clock_takes_away_what_an_old_link_showed(self, ana: User, kept: Kept) -> None:
        (token,) = proposing.asked(ana, kept)
        noon = dt.datetime.combine(days(3), dt.time(12), dt.UTC)
        assert ending.tick(noon - dt.timedelta(days=1)) == {"links of proposals ended": 0}
        assert ending.tick(noon) == {"links of proposals ended": 1}
        assert Proposal.objects.get().outline is None
        assert dead(trainer.look, token, days(3)) == Dead.OVER

    def test_renewed_the_new_one_works_and_the_old_one_does_not(self, ana: User, kept: Kept) -> None:
        (old,) = proposing.asked(ana, kept)
        new = desk.renew(ana, kept.case.pk, 1, days(5)).token
        assert dead(trainer.look, old, TODAY) == Dead.NOWHERE
        trainer.answer(new, Stage.YES, days(7))
        assert stages(kept) == ["yes"]

    def test_names_are_shown_once_and_only_through_a_new_link(self, ana: User, kept: Kept) -> None:
        (first,) = proposing.said_yes(ana, kept)
        group.agree(kept.opened(), 1, TODAY)
        assert dead(trainer.look, first, TODAY) == Dead.NOWHERE
        token = desk.renew(ana, kept.case.pk, 1, TODAY).token
        assert trainer.look(token, TODAY).names
        assert dead(trainer.look, token, TODAY) == Dead.USED
        assert dead(trainer.answer, token, Stage.NO, TODAY, reason="time") == Dead.USED
        assert stages(kept) == ["agreed"]

    @pytest.mark.parametrize("token", ["", "nonsense", "ä" * 43, "x" * 5000])
    def test_a_token_nobody_made_leads_nowhere(self, ana: User, kept: Kept, token: str) -> None:
        proposing.said_yes(ana, kept)
        desk.withdraw(ana, kept.case.pk, 1)
        assert dead(trainer.look, token, TODAY) == Dead.NOWHERE

    @pytest.mark.parametrize("end", ["erased", "closed", "handed over", "withdrawn", "purged", "due"])
    def test_whatever_ends_it_ends_its_links_at_once(self, ana: User, kept: Kept, end: str) -> None:
        (token,) = proposing.asked(ana, kept)
        pk, day = kept.case.pk, TODAY
        if end == "erased":
            requester.erase(kept.opened(), TODAY)
        elif end == "closed":
            desk_work.move(ana, pk, State.CLOSED, TODAY)
        elif end == "handed over":
            coordinator(NEIGHBOUR)
            desk_work.hand_over(ana, pk, Desk.objects.get(public_id=NEIGHBOUR), TODAY)
        elif end == "withdrawn":
            desk.withdraw(ana, pk, 1)
        else:
            type(kept.case).objects.update(purge_on=days(1))
            day = days(1)
            if end == "purged":
                erasing.purge_due(dt.datetime.combine(day, dt.time(1), dt.UTC))
        assert dead(trainer.answer, token, Stage.YES, day) == Dead.NOWHERE
        assert "yes" not in Proposal.objects.values_list("stage", flat=True)
        if end in ("erased", "purged"):
            assert not Proposal.objects.exists()


class TestDesk:
    """What a coordinator may ask, and whom."""

    def test_several_at_once_get_a_link_each_or_nobody_is_asked(self, ana: User, kept: Kept) -> None:
        handed = desk.propose(ana, kept.case.pk, [AMINA, BRUNO, AMINA], TODAY)
        assert [(each.trainer, each.name) for each in handed] == [(AMINA, NAMES[AMINA]), (BRUNO, NAMES[BRUNO])]
        assert len({each.token for each in handed}) == 2
        assert refused(desk.propose, ana, kept.case.pk, [SECRET_ONE, AMINA], TODAY) == "asked_already"
        assert stages(kept) == ["open", "open"]

    def test_who_does_not_fit_is_not_asked(self, ana: User, kept: Kept) -> None:
        assert refused(desk.propose, ana, kept.case.pk, [AMINA, "nobody"], TODAY) == "not_a_match"
        assert refused(desk.propose, ana, kept.case.pk, [], TODAY) == "nobody_chosen"
        Trainer.objects.filter(public_id=AMINA).update(live=False)
        assert refused(desk.propose, ana, kept.case.pk, [AMINA], TODAY) == "not_a_match"
        assert stages(kept) == []

    def test_who_said_no_is_left_out_of_the_next_match(self, ana: User, kept: Kept) -> None:
        (token,) = proposing.asked(ana, kept)
        trainer.answer(token, Stage.NO, TODAY, reason="time")
        opened = kept.opened()
        assert declined(kept.case, opened.key) == {AMINA}
        assert refused(desk.propose, ana, kept.case.pk, [AMINA], TODAY) == "not_a_match"
        assert refused(desk.renew, ana, kept.case.pk, 1, TODAY) == "trainer_said_no"
        proposing.said_yes(ana, kept, BRUNO)
        group.turn_down(opened, 2, TODAY)
        assert declined(kept.case, opened.key) == {AMINA, BRUNO}

    def test_the_reason_of_a_no_reaches_the_desk(self, ana: User, kept: Kept) -> None:
        (token,) = proposing.asked(ana, kept)
        trainer.answer(token, Stage.NO, TODAY, reason="safety", words="Not there")
        (found,) = desk_work.read(ana, kept.case.pk, TODAY).proposals
        assert found.answer is not None
        assert (found.answer.reason, found.answer.words) == ("safety", "Not there")

    def test_an_answer_is_news_until_the_desk_has_read_the_case(self, ana: User, kept: Kept) -> None:
        (token,) = proposing.asked(ana, kept)
        assert not kept.case.proposal_news
        trainer.answer(token, Stage.YES, TODAY)
        assert kept.case.proposal_news
        desk_work.read(ana, kept.case.pk, TODAY)
        assert not kept.case.proposal_news
        group.turn_down(kept.opened(), 1, TODAY)
        assert kept.case.proposal_news

    def test_each_act_is_recorded_without_saying_whom(self, ana: User, kept: Kept) -> None:
        pk = kept.case.pk
        proposing.asked(ana, kept, AMINA, BRUNO)
        desk.renew(ana, pk, 2, TODAY)
        desk.withdraw(ana, pk, 2)
        refused(desk.withdraw, ana, pk, 2)
        rows = (
            AuditEvent.objects.filter(act__startswith="case.").order_by("number").values_list("act", "what", "outcome")
        )
        assert list(rows) == [
            ("case.propose", f"case:{pk} trainers:2", "done"),
            ("case.renew", f"case:{pk} proposal:2", "done"),
            ("case.withdraw", f"case:{pk} proposal:2", "done"),
            ("case.withdraw", f"case:{pk} proposal:2", "refused"),
        ]

    def test_what_trainers_and_groups_do_is_in_no_log(self, ana: User, kept: Kept) -> None:
        tokens = proposing.asked(ana, kept, AMINA, BRUNO)
        before = AuditEvent.objects.count()
        trainer.look(tokens[0], TODAY)
        trainer.answer(tokens[0], Stage.YES, TODAY)
        group.agree(kept.opened(), 1, TODAY)
        dead(trainer.look, tokens[1], TODAY)
        assert AuditEvent.objects.count() == before

    def test_another_desk_asks_nobody(self, kept: Kept) -> None:
        other = coordinator(NEIGHBOUR)
        for act in (
            lambda: desk.propose(other, kept.case.pk, [AMINA], TODAY),
            lambda: desk.renew(other, kept.case.pk, 1, TODAY),
            lambda: desk.withdraw(other, kept.case.pk, 1),
        ):
            assert refused(act) == "other_desk"
        assert stages(kept) == []

    def test_a_closed_case_asks_nobody(self, ana: User, kept: Kept) -> None:
        desk_work.move(ana, kept.case.pk, State.CLOSED, TODAY)
        assert refused(desk.propose, ana, kept.case.pk, [AMINA], TODAY) == "not_active"


class TestGroup:
    """What the group that asked decides."""

    def test_agreed_with_one_nobody_else_is_asked(self, ana: User, kept: Kept) -> None:
        proposing.said_yes(ana, kept, AMINA)
        (open_one,) = proposing.asked(ana, kept, SECRET_ONE)
        proposing.said_yes(ana, kept, BRUNO)
        assert group.agree(kept.opened(), 1, TODAY)
        assert stages(kept) == ["agreed", "passed", "passed"]
        assert dead(trainer.answer, open_one, Stage.YES, TODAY) == Dead.NOWHERE
        assert group.agree(kept.opened(), 3, TODAY).reason == "another_agreed"
        assert refused(desk.propose, ana, kept.case.pk, [BRUNO], TODAY) == "agreed_already"
        desk.withdraw(ana, kept.case.pk, 1)
        proposing.asked(ana, kept, BRUNO)
        assert stages(kept) == ["withdrawn", "passed", "passed", "open"]

    def test_before_the_trainer_nobody_decides(self, ana: User, kept: Kept) -> None:
        proposing.asked(ana, kept)
        opened = kept.opened()
        assert group.agree(opened, 1, TODAY).reason == "trainer_first"
        assert group.turn_down(opened, 1, TODAY).reason == "trainer_first"
        assert group.agree(opened, 7, TODAY).reason == "no_such_proposal"
        assert stages(kept) == ["open"]

    def test_a_trainer_who_is_vouched_for_no_more_is_not_met(self, ana: User, kept: Kept) -> None:
        proposing.said_yes(ana, kept)
        Trainer.objects.filter(public_id=AMINA).update(live=False)
        assert group.agree(kept.opened(), 1, TODAY).reason == "trainer_gone"
        assert stages(kept) == ["yes"]
        Trainer.objects.filter(public_id=AMINA).update(live=True)
        assert group.agree(kept.opened(), 1, TODAY)
        Trainer.objects.filter(public_id=AMINA).update(live=False)
        assert refused(desk.renew, ana, kept.case.pk, 1, TODAY) == "trainer_gone"

    def test_a_case_that_is_gone_agrees_with_nobody(self, ana: User, kept: Kept) -> None:
        proposing.said_yes(ana, kept)
        opened = kept.opened()
        desk_work.move(ana, kept.case.pk, State.CLOSED, TODAY)
        with pytest.raises(requester.CaseGone):
            group.agree(opened, 1, TODAY)
        assert stages(kept) == ["withdrawn"]

    def test_the_other_desk_reads_what_was_answered_before(self, ana: User, kept: Kept) -> None:
        proposing.said_yes(ana, kept)
        there = coordinator(NEIGHBOUR)
        desk_work.hand_over(ana, kept.case.pk, Desk.objects.get(public_id=NEIGHBOUR), TODAY)
        (found,) = desk_work.read(there, kept.case.pk, TODAY).proposals
        assert (found.trainer, found.state) == (AMINA, Stage.YES)

    def test_reasons_are_what_anyone_may_see_and_none_of_a_trainer_known_to_the_desk(
        self, ana: User, kept: Kept
    ) -> None:
        proposing.asked(ana, kept, AMINA, SECRET_ONE)
        first, second = asked(kept.case, kept.opened().key)
        assert first.body.reasons
        assert not any([second.body.reasons, second.body.concerns, second.body.unknowns])


def test_an_answer_that_was_damaged_shows_nothing(ana: User, kept: Kept) -> None:
    proposing.said_yes(ana, kept)
    Proposal.objects.update(answer=Ciphertext("b1.AAAA"))
    opened = opening.open_case(kept.sent.code, kept.passphrase, TODAY)
    assert opened is not None
    with pytest.raises(CannotBeOpened):
        requester.read(opened)
