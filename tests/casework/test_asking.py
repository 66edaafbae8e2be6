"""Asking for training: four steps, matches, a code; nothing is stored before “send”."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections import OrderedDict
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casework import opening, requester, sending
from casework.forms.steps import STEPS
from casework.models import Case
from casework.needs import Answers, Contact
from casework.states import State
from home import surroundings
from hub.busy import Busy
from resources import counts
from tests.casework import walking
from tests.casework.walking import ANSWERS, ASK, MATCHES, Requester, title, words, wrong
from tests.factories import trainers as directory
from tests.factories.casework import CANARY, TODAY, three_desks
from tests.security.test_asking import nothing_written
from trainers.models import Desk

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def a_site(db: None, time_machine: Any) -> None:
    """A site with three desks and a trainer, on the day from which the factories' dates count."""
    time_machine.move_to("2026-12-01T10:00:00Z")
    walking.a_site()
    three_desks()
    directory.bring_in(directory.trainer_record(id="amina", display_name="Amina"), desks=[])


@pytest.fixture
def tab() -> Requester:
    """A tab with the first step."""
    return Requester()


def test_the_whole_way(tab: Requester) -> None:
    tab.sent()
    code, passphrase = tab.secrets()
    assert Case.objects.get().state == State.UNCONFIRMED
    tab.kept()
    assert (tab.answer.status_code, tab.answer["Location"]) == (303, "/en/case/kept/")
    opened = opening.open_case(code, passphrase, TODAY)
    assert opened
    need = requester.read(opened).need
    assert need == Answers(
        country="KE",
        group_kind="collective",
        participants=8,
        at_risk_groups=("journalists",),
        called=f"We {CANARY}-called",
        situation="incident",
        happened=f"Somebody came {CANARY}-happened",
        worries=f"That they come again {CANARY}-worries",
        risk_level="medium",
        topics=("phishing", "passwords"),
        languages=("en", "sw"),
        format="online",
        start_by=dt.date(2027, 1, 15),
        weeks=6,
        hours=12,
        days_note=f"Never on Fridays {CANARY}-days",
        care=("childcare", "no_pictures"),
        logistics=f"No projector {CANARY}-logistics",
        facilitator_prefer=("woman",),
        contact=Contact("contact", f"The shop {CANARY}-address", f"Never call {CANARY}-never"),
    )


def test_nothing_is_stored_before_it_is_sent(tab: Requester, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    tab.as_far_as(2).press("back").press("next", **ANSWERS[1])
    caplog.clear()
    with nothing_written():
        other = Requester()
        other.as_far_as(MATCHES).press("back").go_on().press("step-2").press("next", **ANSWERS[2])
    assert Case.objects.count() == 0
    assert mail.outbox == []
    assert not other.client.cookies
    assert [record.getMessage() for record in caplog.records if record.name != "django.db.backends"] == []
    assert "Set-Cookie" not in other.answer
    assert "Cookie" not in other.answer.get("Vary", "")


def test_no_page_says_more_than_the_name_of_the_site(tab: Requester) -> None:
    pages = [tab.as_far_as(step).html for step in (1, 2, 3, 4, MATCHES)]
    pages += [tab.press("send").html, tab.post(**tab.hidden).html]
    assert {title(page) for page in pages} == {"Protection Hub", "Error – Protection Hub"}
    for page in pages:
        assert "noindex" in page
        assert "<script" not in page
        assert not re.search(r'(?:href|action)="[^"]*\?', page[page.index("<main") : page.index("</main>")])
        assert all('autocomplete="off"' in form for form in re.findall(r'<form[^>]*method="post"[^>]*>', page))
        assert "csrfmiddlewaretoken" not in page


@pytest.mark.parametrize("to", ["next", "back"])
def test_answers_are_never_cached_and_no_script_runs(tab: Requester, to: str) -> None:
    answer = tab.go_on().press(to).answer
    assert answer["Cache-Control"] == "no-store"
    assert "script-src 'none'" in answer["Content-Security-Policy"]


def test_every_page_says_who_reads_it_and_until_when(tab: Requester) -> None:
    assert "Then only the protection desk for your country." in words(tab.html)
    for step in (2, 3, 4, MATCHES):
        said = words(tab.as_far_as(step).html)
        assert "South" in said
        assert "Central Unit" in said
        assert "1 January 2028" in said


def test_each_question_says_who_reads_the_answer_and_until_when(tab: Requester) -> None:
    lines = walking.reads(tab.html)
    agreed = "A trainer learns it when you and they have said yes."
    assert lines["country"] == f"Finds trainers too. Read by that desk, until 1 January 2028. {agreed}"
    assert lines["called"] == f"Read by the desk of your country, until 1 January 2028. {agreed}"
    assert lines["group_kind"] == "Read only by the desk of your country, until 1 January 2028."
    for number, step in STEPS.items():
        lines = walking.reads(tab.as_far_as(number).html)
        assert list(lines) == list(step.base_fields)
        assert number == 1 or all("\u2068South\u2069, until 1 January 2028." in line for line in lines.values())
    assert lines["address"].startswith("Only for whoever answers you")
    assert walking.reads(tab.press("step-2").html)["worries"].startswith("Read only by")
    lines = walking.reads(tab.press("step-3").html)
    assert "Trainers whom the desk asks learn it roughly" in lines["topics"]
    assert lines["care"].endswith(agreed)


def test_where_no_desk_answers_each_question_says_that_nobody_reads_it(tab: Requester) -> None:
    Desk.objects.update(live=False)
    assert set(walking.reads(tab.as_far_as(2).html).values()) == {
        "Read by nobody: no desk answers for this country yet."
    }


@pytest.mark.parametrize(("country", "desk"), [("Kenya", "South"), ("SN", "North"), ("Tuvalu", "Central Unit")])
def test_a_country_without_a_desk_goes_to_the_central_unit(tab: Requester, country: str, desk: str) -> None:
    tab.as_far_as(2, country=country)
    assert f"Then only this desk: {desk} ." in words(tab.html)
    tab.as_far_as(MATCHES).press("send").kept()
    assert Case.objects.get().desk.name == desk


def test_each_step_has_its_own_back_button_that_keeps_what_is_half_written(tab: Requester) -> None:
    tab.as_far_as(3)
    assert 'value="back"' in tab.html
    tab.press("back", topics=["email"], language="Klingonish")
    assert (tab.step, title(tab.html)) == (2, "Protection Hub")
    assert f"Somebody came {CANARY}-happened" in tab.html
    tab.go_on()
    assert 'value="Klingonish"' in tab.html
    assert 'value="email" checked' in tab.html
    assert title(tab.html) == "Protection Hub"


def test_reloading_and_two_tabs_keep_their_answers(tab: Requester) -> None:
    tab.as_far_as(3)
    again = dict(tab.hidden)
    one = tab.post(**again, to="next", **{**ANSWERS[3], "topics": ["email"]}).html
    two = tab.post(**again, to="next", **{**ANSWERS[3], "topics": ["malware"]}).html
    assert [re.findall(r'name="step" value="(\d)"', page) for page in (one, two)] == [["4"], ["4"]]
    assert "Malware" in words(tab.go_on().html)
    assert tab.post(**again, to="next", **ANSWERS[3]).step == 4


def test_the_steps_can_be_changed_from_the_matches(tab: Requester) -> None:
    tab.as_far_as(MATCHES)
    for step in ANSWERS:
        assert tab.press(f"step-{step}").step == step
        tab.press("back").press("next", **ANSWERS[max(step - 1, 1)])
        tab.as_far_as(MATCHES)


@pytest.fixture
def tongues(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library in three languages, so that the bar offers them."""
    monkeypatch.setattr(counts, "by_language", lambda: {"en": 3, "fr": 2, "ar": 1})
    monkeypatch.setattr(surroundings, "_kept", OrderedDict())


def test_another_language_keeps_the_answers(tongues: None, tab: Requester) -> None:
    tab.as_far_as(3, country="Germany").speak(
        "fr", **{**ANSWERS[3], "language": "German", "other_language": "Klingon?"}
    )
    assert tab.step == 3
    assert '<html lang="fr"' in tab.html
    assert [name in tab.html for name in ('value="allemand"', 'value="Klingon?"', f"{CANARY}-days")] == [True] * 3
    tab.go_on(language="allemand").speak("ar", **ANSWERS[4])
    tab.press("next", **ANSWERS[4])
    assert tab.step == MATCHES
    tab.speak("en", wishes=["amina"])
    assert tab.step == MATCHES
    assert 'value="amina" checked' in tab.html
    tab.press("step-1")
    assert 'name="country" value="Germany"' in tab.html
    tab.press("next", **{**ANSWERS[1], "country": "Allemagne"}).press("next", **ANSWERS[2])
    code, passphrase = tab.go_on(language="allemand").go_on().press("send").secrets()
    tab.kept()
    opened = opening.open_case(code, passphrase, TODAY)
    assert opened
    need = requester.read(opened).need
    assert (need.country, need.languages) == ("DE", ("de", "sw"))


def test_a_country_typed_in_another_language_is_found_and_told_in_the_readers(tab: Requester) -> None:
    tab.go_on(country="ألمانيا").press("back")
    assert 'name="country" value="Germany"' in tab.html
    assert tab.press("next", country="Atlantide").step == 1


def test_where_code_and_passphrase_stand_no_other_language_is_offered(tongues: None, tab: Requester) -> None:
    assert "langs-list" in tab.html
    assert "langs-list" not in tab.sent().html
    assert "langs-list" not in tab.post(**tab.hidden).html


def test_sending_out_of_order_leads_to_what_is_missing(tab: Requester) -> None:
    tab.press("send", step=str(MATCHES))
    assert (tab.step, title(tab.html)) == (1, "Error – Protection Hub")
    assert wrong(tab.html) == ["country", "group_kind", "participants"]
    assert Case.objects.count() == 0


def test_sending_again_replaces_the_code_until_it_was_kept(tab: Requester) -> None:
    first = tab.sent().secrets()
    html, again = tab.html, tab.hidden
    second = tab.post(travel=again["travel"], step=MATCHES, to="send").secrets()
    assert first != second
    assert Case.objects.count() == 1
    late = dict(walking.HIDDEN.findall(html))
    tab.post(travel=late["travel"], receipt=late["receipt"], kept="1")
    assert "This code opens nothing" in words(tab.html)
    third = tab.press("send").secrets()
    assert opening.open_case(*third, TODAY) is None
    hidden = tab.hidden
    assert tab.kept().answer["Location"] == "/en/case/kept/"
    assert tab.post(**hidden, kept="1").answer["Location"] == "/en/case/kept/"
    assert opening.open_case(*third, TODAY)
    assert tab.post(travel=hidden["travel"], step=MATCHES, to="send").answer["Location"] == "/en/case/kept/"
    assert Case.objects.count() == 1


def test_the_box_must_be_ticked(tab: Requester) -> None:
    tab.sent()
    receipt = tab.hidden["receipt"]
    code, passphrase = tab.secrets()
    tab.post(**tab.hidden)
    assert title(tab.html) == "Error – Protection Hub"
    assert code not in tab.html
    # A page has some of all the words that a passphrase is drawn from, never this one's seven.
    assert len(set(passphrase.split()) & set(words(tab.html).split())) < 4
    assert '<a href="#f-kept">' in tab.html
    assert tab.hidden["receipt"] == receipt
    assert tab.kept().answer.status_code == 303


def test_a_full_house_keeps_the_answers(tab: Requester, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: Any, **_more: Any) -> None:
        raise Busy(7)

    tab.as_far_as(MATCHES)
    with monkeypatch.context() as patched:
        patched.setattr(sending, "send", full)
        tab.press("send", wishes=["amina"])
    assert (tab.answer.status_code, tab.answer["Retry-After"]) == (503, "7")
    assert "Nothing has been sent, and your answers are still here." in words(tab.html)
    assert 'value="amina" checked' in tab.html
    assert tab.press("send", wishes=["amina"]).secrets()


@pytest.mark.parametrize(
    "headers", [{"HTTP_ORIGIN": "https://evil.example"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "null"}]
)
def test_what_another_site_sends_is_refused(tab: Requester, headers: dict[str, str]) -> None:
    tab.as_far_as(MATCHES)
    data = walking.encoded({**tab.hidden, "to": "send"})
    answer = Client().post(ASK, data, content_type="application/x-www-form-urlencoded", **headers)
    assert answer.status_code == 403
    assert Case.objects.count() == 0


def test_the_number_of_queries_does_not_grow(tab: Requester) -> None:
    def counted() -> list[int]:
        numbers = []
        for step in (2, 3, 4, MATCHES):
            with CaptureQueriesContext(connection) as queries:
                tab.as_far_as(step)
            numbers.append(len(queries))
        return numbers

    before = counted()
    directory.bring_in(*(directory.trainer_record() for _ in range(12)), desks=[])
    tab.press("step-1")
    assert counted() == before
    assert max(before) <= 40
