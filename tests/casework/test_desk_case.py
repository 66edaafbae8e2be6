"""A case in the admin: who belongs to its desk reads it and acts on it; for everybody else there is no such page."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision
from wagtail.users.models import UserProfile

from accounts import audit
from accounts.models import AuditEvent, User
from accounts.roles import DESK, EDITOR, OPERATOR, TRANSLATOR
from casework import desk_work, requester
from casework.models import Case
from casework.needs import Contact
from casework.states import State
from hub.templatetags.hub import day
from tests.factories import casework as cases
from tests.factories.accounts import member
from tests.factories.trainers import bring_in, trainer_record
from trainers.matching.factors import FACTORS
from trainers.models import Desk

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
ACTS: list[dict[str, str]] = [
    {"act": "answer", "text": "Hello", "after": "0"},
    {"act": "answer", "text": "", "after": "0"},
    {"act": "answer", "text": "Hello", "after": "7"},
    {"act": "take"},
    {"act": "move", "to": "closed"},
    {"act": "move", "to": "nonsense"},
    {"act": "hand-over", "desk": "1"},
    {"act": "hand-over", "desk": "x"},
    {"act": "nonsense"},
    {},
]
OTHERS: list[Any] = [
    pytest.param(lambda: cases.coordinator(cases.NEIGHBOUR, role=DESK), id="another desk"),
    pytest.param(lambda: member(DESK), id="coordinator without a desk"),
    pytest.param(lambda: member(OPERATOR), id="operator"),
    pytest.param(lambda: member(OPERATOR, is_superuser=True), id="superuser"),
    pytest.param(lambda: member(EDITOR), id="editor"),
    pytest.param(lambda: member(TRANSLATOR), id="translator"),
]


@pytest.fixture(autouse=True)
def desks() -> dict[str, Desk]:
    return cases.three_desks()


@pytest.fixture
def ana() -> User:
    return cases.coordinator(cases.HERE, role=DESK, display_name="Ana")


@pytest.fixture
def desk(client: Client, ana: User) -> Client:
    client.force_login(ana)
    return client


@pytest.fixture
def kept() -> cases.Kept:
    return cases.confirmed(today())


def today() -> dt.date:
    return timezone.localdate()


def at(case: Any) -> str:
    return reverse("desk_case", args=[case.pk if isinstance(case, Case) else case])


def said(answer: Any) -> str:
    """The words of a page."""
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def plain(answer: Any) -> str:
    """A page without what differs from one answer to the next."""
    text: str = answer.content.decode()
    text = re.sub(r'nonce="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}', "", text)
    return re.sub(r'(csrf\w*" value=|csrfToken[^:]*:)\s*"[^"]*"', "", text)


def events() -> list[tuple[str, str]]:
    rows = AuditEvent.objects.filter(act__startswith="case.").order_by("number")
    return list(rows.values_list("act", "outcome"))


def test_a_coordinator_reads_the_need_in_their_words_and_facts_in_the_own_language(
    desk: Client, kept: cases.Kept
) -> None:
    page = desk.get(at(kept.case))
    text = said(page)
    for part in ("called", "happened", "worries", "days", "logistics", "address", "never"):
        assert f"{cases.CANARY}-{part}" in text
    for fact in ("Kenya", "A collective or an informal group", "Phishing", "English", "Swahili"):
        assert fact in text
    own = BeautifulSoup(page.content, "html.parser").find(string=re.compile("CANARY-4c1d-happened"))
    assert own.parent.name == "bdi" or own.parent["dir"] == "auto"
    assert "3 days left" in text
    assert page["Cache-Control"] == "no-store"


def test_neither_title_nor_address_nor_breadcrumb_says_anything_of_a_case(desk: Client, kept: cases.Kept) -> None:
    soup = BeautifulSoup(desk.get(at(kept.case)).content, "html.parser")
    assert soup.title is not None
    assert " ".join(soup.title.get_text().split()) == "Case - Wagtail"
    assert kept.sent.code not in str(soup)
    assert kept.sent.code.replace(" ", "") not in str(soup)


def test_opening_is_recorded_makes_a_new_case_read_and_is_shown(desk: Client, ana: User, kept: cases.Kept) -> None:
    desk.get(at(kept.case))
    text = said(desk.get(at(kept.case)))
    assert kept.case.state == State.READ
    assert events() == [("case.read", "done"), ("case.read", "done")]
    assert "Opened 2 times. The requester sees this number." in text
    assert requester.read(kept.opened(today())).times_opened_by_desk == 2
    assert re.search(r"Who opened it Ana ,? ?\S", text)


def test_an_answer_reaches_the_requester(desk: Client, ana: User, kept: cases.Kept) -> None:
    sent = {"act": "answer", "text": "  Viernes a las diez\r\n¿Está bien?  ", "after": "0"}
    answer = desk.post(at(kept.case), sent)
    assert (answer.status_code, answer["Location"]) == (302, at(kept.case))
    view = requester.read(kept.opened(today()))
    assert [(each.mine, each.text) for each in view.messages] == [(False, "Viernes a las diez\n¿Está bien?")]
    assert (view.state, kept.case.coordinator) == (State.ANSWERED, ana)
    page = desk.get(at(kept.case))
    assert "Viernes a las diez" in said(page)
    assert "The answer is there when they come back." in said(page)


@pytest.mark.parametrize("text", ["", "   \n ", "x" * 5001, "a\u202eb"])
def test_an_answer_that_cannot_be_sent_is_said_beside_its_field_and_kept(
    desk: Client, kept: cases.Kept, text: str
) -> None:
    page = desk.post(at(kept.case), {"act": "answer", "text": text, "after": "0"})
    assert page.status_code == 200
    soup = BeautifulSoup(page.content, "html.parser")
    assert soup.select(".error-message")
    assert soup.select_one("textarea[name=text]").get_text().strip() == text.replace("\u202e", "").strip()
    assert not kept.case.messages.exists()


def test_an_answer_sent_twice_or_past_a_new_message_waits_until_that_is_read(desk: Client, kept: cases.Kept) -> None:
    sent = {"act": "answer", "text": "Once", "after": "0"}
    desk.post(at(kept.case), sent)
    page = desk.post(at(kept.case), sent)
    assert "There is a new message. Read it, then send your answer." in said(page)
    assert "Once" in BeautifulSoup(page.content, "html.parser").select_one("textarea[name=text]").get_text()
    assert kept.case.messages.count() == 1


def test_messages_both_ways_say_who_wrote_and_what_is_new(desk: Client, kept: cases.Kept) -> None:
    desk.post(at(kept.case), {"act": "answer", "text": "A question", "after": "0"})
    requester.add_message(kept.opened(today()), "<b>Yes</b> نعم", today())
    page = desk.get(at(kept.case))
    talk = [
        " ".join(each.get_text(" ").split())
        for each in BeautifulSoup(page.content, "html.parser").select(".desk-talk li")
    ]
    assert talk[0].startswith("The desk ·")
    assert talk[1].startswith("Requester ·")
    assert "· New <b>Yes</b> نعم" in talk[1]
    assert "<b>Yes</b>" not in page.content.decode()


def test_asking_for_the_head_of_a_case_opens_nothing(desk: Client, kept: cases.Kept) -> None:
    assert desk.head(at(kept.case)).status_code == 405
    assert (kept.case.opened_by_desk, kept.case.state, events()) == (0, State.NEW, [])


def test_that_how_to_reach_them_has_changed_is_said_once(desk: Client, kept: cases.Kept) -> None:
    requester.change_contact(kept.opened(today()), Contact("contact", "The other shop"), today())
    shown = [said(desk.get(address)) for address in (reverse("desk_queue"), at(kept.case), at(kept.case))]
    assert ["How to reach them has changed" in text for text in shown] == [True, True, False]
    assert "The other shop" in shown[1]


def test_a_namesake_has_not_taken_the_case(desk: Client, ana: User, kept: cases.Kept) -> None:
    other = cases.coordinator(cases.HERE, role=DESK, display_name="Ana")
    desk_work.take(other, kept.case.pk)
    assert "Take this case" in said(desk.get(at(kept.case)))
    assert "Without a coordinator: 0." in said(desk.get(reverse("desk_queue")))
    other.desks.all().delete()
    assert "Without a coordinator: 1." in said(desk.get(reverse("desk_queue")))


def test_the_last_openings_are_found_among_many(desk: Client, ana: User, kept: cases.Kept, time_machine: Any) -> None:
    # From this moment on: at another hour whoever is signed in would have been away for too long.
    time_machine.move_to(dt.datetime.now(dt.UTC), tick=False)
    for _ in range(120):
        audit.record(who=f"user:{ana.pk}", act="case.read", what=f"case:{kept.case.pk}")
    time_machine.shift(dt.timedelta(days=-1))
    audit.record(who="user:0", act="case.read", what=f"case:{kept.case.pk}")
    time_machine.shift(dt.timedelta(days=1))
    assert "user:0" in said(desk.get(at(kept.case)))


def test_no_day_of_what_a_requester_did_is_shown(desk: Client, ana: User) -> None:
    came, wrote, answered = (today() - dt.timedelta(days=days) for days in (40, 20, 30))
    kept = cases.confirmed(came, situation="preparing")
    desk_work.answer(ana, kept.case.pk, "An answer", answered)
    requester.add_message(kept.opened(wrote), "Thank you", wrote)
    queue, page = desk.get(reverse("desk_queue")), desk.get(at(kept.case))
    talk = [
        " ".join(each.get_text(" ").split()) for each in BeautifulSoup(page.content, "html.parser").select("header")
    ]
    assert f"The desk · {day(answered)}" in talk
    assert "Requester · this month · New" in talk
    assert "Came: before" in said(page)
    assert "Before" in said(queue)
    for shown in (said(queue), said(page)):
        assert f" {day(came)}" not in shown
        assert f" {day(wrote)}" not in shown


def test_a_coordinator_takes_a_case_closes_it_and_opens_it_again(desk: Client, ana: User, kept: cases.Kept) -> None:
    assert desk.post(at(kept.case), {"act": "take"}).status_code == 302
    assert kept.case.coordinator == ana
    assert "Take this case" not in said(desk.get(at(kept.case)))
    assert desk.post(at(kept.case), {"act": "move", "to": "closed"}).status_code == 302
    assert kept.case.state == State.CLOSED
    text = said(desk.get(at(kept.case)))
    assert "Open it again" in text
    assert "Send the answer" not in text
    assert "Hand the case over" not in text
    assert desk.post(at(kept.case), {"act": "move", "to": "read"}).status_code == 302
    assert kept.case.state == State.READ


def test_a_refusal_is_a_plain_page_with_its_reason(desk: Client, ana: User) -> None:
    case = cases.closed(ana, today()).case
    page = desk.post(at(case), {"act": "answer", "text": "Late", "after": "0"})
    assert page.status_code == 403
    assert "The case is closed. Open it again first." in said(page)
    assert cases.CANARY not in said(page)
    assert events()[-1] == ("case.answer", "refused")
    page = desk.post(at(case), {"act": "move", "to": "answered"})
    assert "A case in this state cannot be moved there." in said(page)


def test_a_case_is_handed_over_to_a_desk_that_stands_in_and_to_no_other(
    desk: Client, client: Client, desks: dict[str, Desk], kept: cases.Kept
) -> None:
    assert "none that stands in for this one has a coordinator" in said(desk.get(at(kept.case)))
    there = cases.coordinator(cases.NEIGHBOUR, cases.CENTRAL, role=DESK)
    page = BeautifulSoup(desk.get(at(kept.case)).content, "html.parser")
    assert [each.get_text() for each in page.select("select[name=desk] option")] == ["North", "Central Unit"]
    own = desk.post(at(kept.case), {"act": "hand-over", "desk": desks[cases.HERE].pk})
    assert own.status_code == 403
    answer = desk.post(at(kept.case), {"act": "hand-over", "desk": desks[cases.NEIGHBOUR].pk})
    assert answer["Location"] == reverse("desk_queue")
    assert desk.get(at(kept.case)).status_code == 404
    other = Client()
    other.force_login(there)
    assert f"{cases.CANARY}-happened" in said(other.get(at(kept.case)))
    assert requester.read(kept.opened(today())).desk == desks[cases.NEIGHBOUR]


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("data", [None, *ACTS], ids=str)
def test_for_everybody_else_there_is_no_such_case(client: Client, kept: cases.Kept, who: Any, data: Any) -> None:
    client.force_login(who())
    before = Case.objects.filter(pk=kept.case.pk).values().get()

    def ask(case: Any) -> Any:
        return client.get(at(case)) if data is None else client.post(at(case), data)

    theirs, none = ask(kept.case.pk), ask(uuid.uuid4())
    assert (theirs.status_code, none.status_code) == (404, 404)
    assert plain(theirs) == plain(none)
    assert theirs.headers.keys() == none.headers.keys()
    assert cases.CANARY not in theirs.content.decode()
    assert Case.objects.filter(pk=kept.case.pk).values().get() == before


@pytest.mark.parametrize("who", OTHERS)
def test_a_refused_opening_is_recorded(client: Client, kept: cases.Kept, who: Any) -> None:
    client.force_login(who())
    client.get(at(kept.case))
    assert events() == [("case.read", "refused")]


def test_an_unconfirmed_case_is_nobody_s_yet(desk: Client) -> None:
    assert desk.get(at(cases.sent(today()).case)).status_code == 404


def test_a_member_who_left_reads_nothing_from_then_on(desk: Client, ana: User, kept: cases.Kept) -> None:
    assert desk.get(at(kept.case)).status_code == 200
    ana.desks.all().delete()
    assert desk.get(at(kept.case)).status_code == 404


def test_a_visitor_is_led_to_signing_in(client: Client, kept: cases.Kept) -> None:
    for answer in (client.get(at(kept.case)), client.post(at(kept.case), {"act": "take"})):
        assert answer.status_code == 302
        assert "/login/" in answer["Location"]


def test_without_the_token_of_the_form_nothing_is_done(ana: User, kept: cases.Kept) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ana)
    assert strict.post(at(kept.case), {"act": "move", "to": "closed"}).status_code == 403
    assert kept.case.state == State.NEW


def test_the_bars_of_each_match_sum_to_its_score_and_gates_name_whom_they_left_out(desk: Client) -> None:
    bring_in(
        trainer_record(id="fits", display_name="Fits Well"),
        trainer_record(
            id="no-english", display_name="No English", languages=[{"code": "fr", "level": "fluent", "can_train": True}]
        ),
        trainer_record(id="other", display_name="Other Topic", topics=[{"code": "vehicles", "level": 2}]),
    )
    kept = cases.confirmed(today(), wishes=("fits",), risk_level="low", topics=("phishing",), languages=("en",))
    soup = BeautifulSoup(desk.get(at(kept.case)).content, "html.parser")
    match = next(each for each in soup.select(".desk-matches li") if "Fits Well" in each.get_text())
    score = float(re.search(r"([\d.]+) of 100 points", match.get_text()).group(1))  # type: ignore[union-attr]
    bars = [float(meter["value"]) for meter in match.select("meter")]
    assert sum(bars) == pytest.approx(score)
    assert len(bars) == len(FACTORS)
    assert "Without the points for this part" in match.get_text()
    assert "They wish for this trainer" in match.get_text()
    gates = {" ".join(each.get_text(" ").split()) for each in soup.select(".desk-gates li")}
    assert any(each.startswith("Trains in every language that is a must: 1") and "No English" in each for each in gates)
    assert "Other Topic" in soup.get_text()


def test_a_need_that_matching_cannot_read_says_so_instead_of_failing(desk: Client) -> None:
    page = desk.get(at(cases.confirmed(today(), topics=("no-such-topic",)).case))
    assert page.status_code == 200
    assert "Trainers cannot be looked for with what was asked:" in said(page)
    assert "no-such-topic" in said(page)


def test_nothing_of_a_case_is_in_wagtail_s_logs_index_and_revisions(desk: Client, kept: cases.Kept) -> None:
    entries = ModelLogEntry.objects.count()
    desk.get(at(kept.case))
    desk.post(at(kept.case), {"act": "answer", "text": "Hello", "after": "0"})
    desk.post(at(kept.case), {"act": "take"})
    assert ModelLogEntry.objects.count() == entries
    assert not ReferenceIndex.model_is_indexable(Case)
    assert not Revision.objects.filter(content_type__app_label="casework").exists()


@pytest.mark.parametrize("language", ["ar", "es", "fr"])
def test_the_screens_are_drawn_in_the_language_of_who_reads(
    desk: Client, ana: User, kept: cases.Kept, language: str
) -> None:
    profile = UserProfile.get_for_user(ana)
    profile.preferred_language = language
    profile.save()
    for address in (reverse("desk_queue"), at(kept.case)):
        page = desk.get(address)
        assert page.status_code == 200
        assert f'lang="{language}"' in page.content.decode()
    assert {"ar": "كينيا", "es": "Kenia", "fr": "Kenya"}[language] in said(desk.get(at(kept.case)))


def test_a_case_that_the_desk_s_key_does_not_open_says_so(desk: Client, kept: cases.Kept) -> None:
    kept.case.keys.exclude(recipient="passphrase").delete()
    page = desk.get(at(kept.case))
    assert page.status_code == 403
    assert "Tell an operator." in said(page)
    assert events()[-1] == ("case.read", "failed")


@pytest.mark.parametrize("at_once", [False, True], ids=["one", "bulk"])
def test_an_account_that_is_removed_leaves_its_cases_to_others(
    desk: Client, ana: User, kept: cases.Kept, at_once: bool
) -> None:
    desk.post(at(kept.case), {"act": "take"})
    operator = Client()
    operator.force_login(member(OPERATOR, is_superuser=True))
    one = reverse("wagtailusers_users:delete", args=[ana.pk])
    address = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"]) + f"?id={ana.pk}" if at_once else one
    operator.get(address)
    assert kept.case.coordinator == ana
    assert operator.post(address).status_code == 302
    assert not User.objects.filter(pk=ana.pk).exists()
    assert kept.case.coordinator is None
    assert events()[-1] == ("case.free", "done")
