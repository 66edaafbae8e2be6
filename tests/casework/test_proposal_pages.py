"""The pages of a proposal: behind the trainer's link, on the group's case, at the desk."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import DESK
from casework import desk_work
from casework.models import Message, Proposal
from casework.proposals import group, trainer
from casework.proposing import Stage
from tests.casework import cases
from tests.casework import proposing_cases as proposing
from tests.casework.cases import CASE, Browser
from tests.casework.proposing_cases import AMINA, BRUNO, NAMES, SECRET_ONE, stages
from tests.factories import casework as factory
from tests.factories.casework import CANARY, HERE
from trainers.models import Trainer

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
PAGE, SAID = "/en/proposal/", "/en/proposal/said/"


@pytest.fixture(autouse=True)
def directory() -> None:
    cases.a_site()
    factory.three_desks()
    proposing.trainers()


@pytest.fixture
def ana() -> User:
    return factory.coordinator(HERE, role=DESK)


@pytest.fixture
def kept() -> factory.Kept:
    return proposing.a_case(cases.today())


@pytest.fixture
def token(ana: User, kept: factory.Kept) -> str:
    """A link that the desk made today."""
    (found,) = proposing.asked(ana, kept, AMINA, today=cases.today())
    return found


@pytest.fixture
def at_home(kept: factory.Kept) -> Browser:
    """The browser in which the group has its case open."""
    browser = Browser()
    cases.opened(browser, cases.Kept(kept.sent.code, kept.passphrase, kept.case))
    return browser


def said(answer: Any) -> str:
    """The words of a page."""
    content = answer if isinstance(answer, str) else answer.content
    return " ".join(BeautifulSoup(content, "html.parser").get_text(" ").split())


def press(token: str, act: str, language: str = "en", **fields: str) -> Any:
    """Press a button of the trainer's page."""
    return Browser().post(f"/{language}/proposal/", {"key": token, "act": act, **fields})


class TestTrainer:
    """What somebody with a link sees and does."""

    def test_asking_for_the_address_shows_a_button_and_uses_nothing_up(self, token: str, kept: factory.Kept) -> None:
        pages = [Browser().get(f"{PAGE}?key={key}") for key in (token, token, "nonsense", "")]
        bodies = {said(page) for page in pages}
        assert len(bodies) == 1
        assert "phishing" not in bodies.pop().lower()
        assert all(page.status_code == 200 and not page.cookies for page in pages)
        assert Browser().head(f"{PAGE}?key={token}").status_code == 200
        assert stages(kept) == ["open"]
        assert "Would you train this group?" in said(press(token, "open"))

    def test_headers_of_every_page(self, token: str) -> None:
        answers = [Browser().get(f"{PAGE}?key={token}"), press(token, "open"), press("x", "open"), Browser().get(SAID)]
        for answer in answers:
            assert answer["Cache-Control"] == "no-store"
            assert "script-src 'none'" in answer["Content-Security-Policy"]
            assert answer["Referrer-Policy"] == "same-origin"
            assert "<script" not in answer.content.decode()
            assert 'content="noindex' in answer.content.decode()
            assert not answer.cookies
            title = BeautifulSoup(answer.content, "html.parser").title
            assert title is not None
            assert title.get_text().strip() == "Protection Hub"

    def test_the_facts_without_the_country_the_group_or_a_word_of_theirs(self, token: str) -> None:
        page = said(press(token, "open"))
        for fact in ("Eastern Africa", "Phishing", "English", "Online", "7 to 12 people", "You lead trainings on"):
            assert fact in page
        assert CANARY not in page
        assert "Kenya" not in page

    @pytest.mark.parametrize("language", ["ar", "es", "fr"])
    def test_it_opens_in_the_language_of_the_reader(self, token: str, language: str) -> None:
        page = press(token, "open", language)
        assert page.status_code == 200
        assert {"ar": "شرق أفريقيا", "es": "África oriental", "fr": "Afrique orientale"}[language] in said(page)
        # Another language is a button that opens it again: the key stands in no address.
        assert token not in "".join(re.findall(r'(?:href|action|formaction)="([^"]*)"', page.content.decode()))

    @pytest.mark.parametrize(
        ("fields", "stage"),
        [
            ({"said": "yes", "dates": "ignored", "words": "ignored"}, "yes"),
            ({"said": "dates", "dates": f"{CANARY}-dates"}, "dates"),
            ({"said": "no", "reason": "time", "words": f"{CANARY}-why"}, "no"),
        ],
    )
    def test_each_answer_is_taken_once(
        self, token: str, kept: factory.Kept, fields: dict[str, str], stage: str
    ) -> None:
        answer = press(token, "answer", **fields)
        assert (answer.status_code, answer["Location"]) == (303, SAID)
        assert "The desk has your answer" in said(Browser().get(SAID))
        assert stages(kept) == [stage]
        before = Proposal.objects.values().get()
        for again in (press(token, "answer", **fields), press(token, "open")):
            assert again.status_code == 410
            assert "This link was used already" in said(again)
        assert Proposal.objects.values().get() == before

    @pytest.mark.parametrize(
        ("fields", "wrong"),
        [
            ({}, "said"),
            ({"said": "perhaps"}, "said"),
            ({"said": "dates", "dates": " "}, "dates"),
            ({"said": "no"}, "reason"),
            ({"said": "no", "reason": "time", "words": "a\u202eb"}, "words"),
        ],
    )
    def test_a_fault_keeps_what_was_typed_and_answers_nothing(
        self, token: str, kept: factory.Kept, fields: dict[str, str], wrong: str
    ) -> None:
        page = press(token, "answer", **{"words": "Mine", **fields})
        html = page.content.decode()
        assert page.status_code == 200
        assert f'href="#f-{wrong}"' in html
        assert "<title>Error – " in html
        assert stages(kept) == ["open"]

    def test_another_site_answers_for_nobody(self, token: str, kept: factory.Kept) -> None:
        answer = Browser(headers={"sec-fetch-site": "cross-site"}).post(
            PAGE, {"key": token, "act": "answer", "said": "yes"}
        )
        assert answer.status_code == 403
        assert stages(kept) == ["open"]

    def test_the_names_come_once_when_both_agreed(self, ana: User, token: str, kept: factory.Kept) -> None:
        trainer.answer(token, Stage.YES, cases.today())
        group.agree(kept.opened(cases.today()), 1, cases.today())
        client = Client()
        client.force_login(ana)
        html = client.post(at(kept), {"act": "renew", "proposal": "1"}).content.decode()
        (link,) = links(html)
        names = press(urlsplit(link).query.removeprefix("key="), "open")
        text = said(names)
        for part in ("called", "days", "logistics"):
            assert f"{CANARY}-{part}" in text
        for part in ("happened", "worries", "address", "never"):
            assert f"{CANARY}-{part}" not in text
        assert "Kenya" in text
        assert press(urlsplit(link).query.removeprefix("key="), "open").status_code == 410


class TestGroup:
    """What the group reads and decides on the page of its case."""

    def test_before_a_trainer_answered_only_their_number_is_said(self, at_home: Browser, token: str) -> None:
        page = said(cases.page(at_home))
        assert "The desk has asked 1 trainer who has not answered yet." in page
        assert NAMES[AMINA] not in page

    def test_a_no_and_its_reason_are_not_shown(self, at_home: Browser, token: str) -> None:
        trainer.answer(token, Stage.NO, cases.today(), reason="near", words=f"{CANARY}-why")
        page = said(cases.page(at_home))
        assert f"{CANARY}-why" not in page
        assert "Trainers for you" not in page
        assert NAMES[AMINA] not in page

    def test_a_yes_is_shown_with_reasons_and_what_is_shared(self, at_home: Browser, token: str) -> None:
        trainer.answer(token, Stage.DATES, cases.today(), words=f"Mondays <b> {CANARY}-dates")
        html = cases.page(at_home)
        page = said(html)
        assert "1 trainer said yes: you decide" in page
        assert f"Mondays <b> {CANARY}-dates" in page
        assert "Leads trainings on: Phishing" in page
        assert f'href="/en/trainers/{AMINA}/"' in html
        assert "If you say yes, they also learn" in page

    def test_who_is_known_to_the_desk_alone_has_no_name_before_both_agree(
        self, ana: User, kept: factory.Kept, at_home: Browser
    ) -> None:
        proposing.said_yes(ana, kept, SECRET_ONE, today=cases.today())
        html = cases.page(at_home)
        assert "a trainer whose name you learn when you say yes too" in said(html)
        assert NAMES[SECRET_ONE] not in html
        assert SECRET_ONE not in html
        assert decided(at_home, "agree").status_code == 303
        assert f"Both of you said yes: {NAMES[SECRET_ONE]}" in said(cases.page(at_home))

    def test_a_name_that_is_public_no_more_is_not_shown(self, at_home: Browser, token: str) -> None:
        trainer.answer(token, Stage.YES, cases.today())
        assert NAMES[AMINA] in cases.page(at_home)
        tiers = Trainer.objects.get(public_id=AMINA).tiers
        tiers.display_name = "desk"
        tiers.save()
        assert NAMES[AMINA] not in cases.page(at_home)

    def test_agreed_with_one_the_others_are_over(self, ana: User, kept: factory.Kept, at_home: Browser) -> None:
        proposing.said_yes(ana, kept, AMINA, BRUNO, today=cases.today())
        assert decided(at_home, "agree", "2")["Location"] == f"{CASE}#proposals"
        page = said(cases.page(at_home))
        assert f"Both of you said yes: {NAMES[BRUNO]}" in page
        assert "Proposal 1" not in page
        again = decided(at_home, "agree", "1")
        assert again.status_code == 200
        assert "Somebody else was agreed with." in said(again)
        assert stages(kept) == ["passed", "agreed"]

    def test_turned_down_it_is_gone_from_the_page(self, at_home: Browser, token: str, kept: factory.Kept) -> None:
        trainer.answer(token, Stage.YES, cases.today())
        assert decided(at_home, "turn-down").status_code == 303
        assert "Trainers for you" not in said(cases.page(at_home))
        assert stages(kept) == ["refused"]

    @pytest.mark.parametrize("number", ["", "0", "7", "x", "٣", "9" * 30])
    def test_a_number_that_is_none_decides_nothing(self, at_home: Browser, token: str, number: str) -> None:
        answer = decided(at_home, "agree", number)
        assert answer.status_code == 200
        assert "There is no such proposal." in said(answer)

    def test_a_question_reaches_the_desk_with_the_proposal_it_is_about(
        self, ana: User, at_home: Browser, token: str, kept: factory.Kept
    ) -> None:
        trainer.answer(token, Stage.YES, cases.today())
        assert cases.act(at_home, "ask", proposal="1", say="Is she a nurse?").status_code == 303
        (found,) = desk_work.read(ana, kept.case.pk, cases.today()).messages
        assert found.text == "About proposal 1:\nIs she a nurse?"
        assert "Write your message first" in said(cases.act(at_home, "ask", proposal="1", say=" "))
        assert Message.objects.count() == 1

    def test_what_it_costs(
        self, ana: User, kept: factory.Kept, at_home: Browser, django_assert_max_num_queries: Any
    ) -> None:
        proposing.said_yes(ana, kept, AMINA, BRUNO, SECRET_ONE, today=cases.today())
        with django_assert_max_num_queries(20):
            cases.page(at_home)


def decided(browser: Browser, act: str, number: str = "1") -> Any:
    """Press one of the two buttons."""
    return cases.act(browser, act, proposal=number)


def at(kept: factory.Kept) -> str:
    return reverse("desk_case", args=[kept.case.pk])


def links(html: str) -> list[str]:
    return [str(each["value"]) for each in BeautifulSoup(html, "html.parser").select(".desk-links input")]


class TestDesk:
    """The part of a case's screen."""

    def test_one_press_asks_and_shows_the_link_once(self, client: Client, ana: User, kept: factory.Kept) -> None:
        client.force_login(ana)
        page = client.get(at(kept)).content.decode()
        assert f'form="propose-one" name="trainer" value="{AMINA}"' in page
        html = client.post(at(kept), {"act": "propose", "trainer": [AMINA, SECRET_ONE]}).content.decode()
        found = links(html)
        assert len(found) == 2
        assert all(urlsplit(link).path == PAGE for link in found)
        assert not links(client.get(at(kept)).content.decode())
        for link in found:
            assert press(urlsplit(link).query.removeprefix("key="), "open").status_code == 200
        page = client.get(at(kept)).content.decode()
        assert f'form="propose-one" name="trainer" value="{AMINA}"' not in page
        assert f'form="propose-one" name="trainer" value="{BRUNO}"' in page

    def test_what_was_answered_is_news_and_read(
        self, client: Client, ana: User, kept: factory.Kept, token: str
    ) -> None:
        trainer.answer(token, Stage.NO, cases.today(), reason="safety", words="<i>Not there</i>")
        client.force_login(ana)
        assert "A proposal was answered" in said(client.get(reverse("desk_queue")))
        page = said(client.get(at(kept)))
        assert "The trainer said no" in page
        assert "It would put me or others at risk" in page
        assert "<i>Not there</i>" in page
        assert "A proposal was answered" not in said(client.get(reverse("desk_queue")))

    def test_taken_back_its_link_is_dead(self, client: Client, ana: User, kept: factory.Kept, token: str) -> None:
        client.force_login(ana)
        assert client.post(at(kept), {"act": "withdraw", "proposal": "1"}).status_code == 302
        assert "This link leads nowhere" in said(press(token, "open"))
        assert "Taken back" in said(client.get(at(kept)))

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            ({"act": "propose"}, "Choose a trainer first."),
            ({"act": "propose", "trainer": "nobody"}, "does not fit this case"),
            ({"act": "renew", "proposal": "x"}, "There is no such proposal."),
            ({"act": "withdraw", "proposal": "9"}, "There is no such proposal."),
        ],
    )
    def test_a_refusal_says_why(
        self, client: Client, ana: User, kept: factory.Kept, data: dict[str, str], sentence: str
    ) -> None:
        client.force_login(ana)
        answer = client.post(at(kept), data)
        assert answer.status_code == 403
        assert sentence in said(answer)
        assert stages(kept) == []
