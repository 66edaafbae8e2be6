"""The page of an opened case: what it says, what can be done there, and who cannot do it."""

from __future__ import annotations

import datetime as dt
import html as markup
import re

import pytest
from django.core import mail
from django.db import DatabaseError

from casework import desk_work, needs, opening
from casework.models import Case, Contact, Message, OpenedCase
from casework.states import State
from hub.sealing import Ciphertext
from tests.casework import cases
from tests.casework.cases import CASE, CLOSED, OPEN, Browser, Kept, act, opened, page, proof
from tests.factories.casework import CANARY

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
SITE_DATA = '"cache", "cookies", "storage"'


@pytest.fixture(autouse=True)
def site(db) -> None:
    """A site to draw pages for."""
    cases.a_site()


@pytest.fixture
def client() -> Browser:
    """A browser that nobody has used yet."""
    return Browser()


@pytest.fixture
def kept() -> Kept:
    """A case, and what its requester wrote down."""
    return cases.sent()


@pytest.fixture
def at_home(client: Browser, kept: Kept) -> Browser:
    """The browser in which it is open."""
    opened(client, kept)
    return client


def text(html: str) -> str:
    """The words of a page."""
    return markup.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)))


def heading(html: str) -> str:
    """The words of its first heading."""
    return text(re.findall(r"<h1>(.*?)</h1>", html)[0]).strip()


class TestReading:
    """What the page says."""

    def test_where_it_stands_comes_first(self, at_home, kept) -> None:
        assert heading(page(at_home)) == "Your request waits to be read by the desk"
        user = cases.a_coordinator(kept.case.desk)
        desk_work.read(user, kept.case.pk, cases.today())
        assert heading(page(at_home)) == "The desk has read your request and has not answered yet"
        desk_work.answer(user, kept.case.pk, "Come on Monday.", cases.today())
        assert heading(page(at_home)) == "The desk has answered"
        act(at_home, "message", say="Which Monday?")
        assert heading(page(at_home)) == "Your message waits to be read by the desk"

    def test_the_stage_is_marked_for_those_who_hear_the_page(self, at_home) -> None:
        assert re.findall(r'aria-current="step"><span>(.*?)</span>', page(at_home)) == ["Waits to be read by the desk"]

    def test_the_day_of_the_answer_is_said_until_it_is_there(self, at_home, kept) -> None:
        assert re.search(r"You find an answer here by \d+ \w+ \d{4}\.", text(page(at_home)))
        cases.answered(kept)
        assert "You find an answer here by" not in text(page(at_home))

    def test_a_desk_that_is_late_is_said_to_be(self, at_home) -> None:
        Case.objects.update(answer_by=cases.today() - dt.timedelta(days=1))
        assert "The desk is late" in text(page(at_home))

    def test_messages_stand_by_day_in_their_order(self, at_home, kept) -> None:
        cases.answered(kept, "First answer")
        Message.objects.update(on=dt.date(2026, 11, 20))
        act(at_home, "message", say="Then a question")
        words = text(page(at_home))
        assert words.index("20 November 2026") < words.index("First answer") < words.index("Then a question")

    def test_what_is_new_is_new_once(self, at_home, kept) -> None:
        cases.answered(kept)
        assert "1 new message since you were last here" in text(page(at_home))
        assert "since you were last here" not in text(page(at_home))

    def test_it_names_the_desk_and_counts_how_often_it_looked(self, at_home, kept) -> None:
        assert "The desk has not opened it yet" in text(page(at_home))
        user = cases.a_coordinator(kept.case.desk)
        desk_work.read(user, kept.case.pk, cases.today())
        assert "The desk has opened it 1 time." in text(page(at_home))
        desk_work.read(user, kept.case.pk, cases.today())
        words = text(page(at_home))
        assert "The desk has opened it 2 times." in words
        assert kept.case.desk.name in words

    def test_it_says_when_it_goes(self, at_home, kept) -> None:
        assert f"{kept.case.purge_on.day} " in text(page(at_home)).partition("the case is erased on ")[2][:3]

    def test_words_of_users_are_escaped_and_find_their_direction(self, at_home) -> None:
        act(at_home, "message", say="<script>alert(1)</script>\n\nمرحبا")
        html = page(at_home)
        assert "<script" not in html
        assert "&lt;script&gt;alert(1)" in html
        assert re.search(r'dir="auto"><p>&lt;script', html)

    def test_what_was_asked_stands_under_its_questions(self, at_home) -> None:
        words = text(page(at_home))
        assert re.search(r"In which country are you\? Kenya", words)
        assert f"What worries you most? That they come again {CANARY}-worries" in words

    def test_neither_code_nor_passphrase_is_on_it(self, at_home, kept) -> None:
        html = page(at_home)
        assert kept.code not in html
        assert kept.passphrase not in html

    def test_what_it_costs(self, at_home, kept, django_assert_max_num_queries) -> None:
        cases.answered(kept)
        for number in range(30):
            act(at_home, "message", say=f"Message {number}")
        with django_assert_max_num_queries(16):
            page(at_home)

    @pytest.mark.parametrize("language", ["ar", "fr", "fa"])
    def test_it_is_there_in_every_language(self, at_home, language) -> None:
        assert at_home.get(f"/{language}/case/open/").status_code == 200

    def test_what_is_damaged_is_said_and_shows_nothing(self, at_home) -> None:
        Contact.objects.update(body=Ciphertext("c1.AAAA"))
        response = at_home.get(CASE)
        assert response.status_code == 200
        assert "cannot be read now" in response.content.decode()
        assert Case.objects.exists()


class TestWriting:
    """A message to the desk."""

    def test_it_is_kept_and_the_page_comes_anew(self, at_home) -> None:
        response = act(at_home, "message", say="  Two\r\nlines ")
        assert (response.status_code, response["Location"]) == (303, f"{CASE}#messages")
        assert "Two<br>lines" in page(at_home)

    def test_the_same_again_is_not_said_twice(self, at_home) -> None:
        for _press in range(2):
            assert act(at_home, "message", say="Once").status_code == 303
        assert Message.objects.count() == 1

    @pytest.mark.parametrize(
        ("say", "shown"),
        [("", ""), ("  ", ""), ("é" * 5001, "é" * 5001), ("one\x00two", "onetwo"), ("<b>" * 2000, "&lt;b&gt;" * 2000)],
    )
    def test_a_fault_keeps_the_text(self, at_home, say, shown) -> None:
        response = act(at_home, "message", say=say)
        html = response.content.decode()
        assert response.status_code == 200
        assert "<title>Error – " in html
        assert 'href="#f-say"' in html
        assert 'aria-invalid="true"' in html
        assert re.search(rf'<textarea id="f-say"[^>]*>\s*{re.escape(shown)}</textarea>', html)
        assert not Message.objects.exists()

    def test_line_ends_count_as_one_sign(self, at_home) -> None:
        assert act(at_home, "message", say="\r\n".join(["x"] * 2500)).status_code == 303
        assert act(at_home, "message", say="x" * 5000).status_code == 303

    def test_no_plain_text_of_it_lies_in_the_database(self, at_home) -> None:
        act(at_home, "message", say="CANARY-message")
        assert "CANARY" not in str(list(Message.objects.values()))

    def test_what_the_desk_has_not_read_may_be_so_much_and_no_more(self, at_home, kept) -> None:
        Case.objects.update(new_for_desk=29)
        assert act(at_home, "message", say="The thirtieth").status_code == 303
        response = act(at_home, "message", say="One more <3")
        html = response.content.decode()
        assert "The desk has not read your last 30 messages yet." in markup.unescape(html)
        assert "One more &lt;3</textarea>" in html
        assert Message.objects.count() == 1
        desk_work.read(cases.a_coordinator(kept.case.desk), kept.case.pk, cases.today())
        assert act(at_home, "message", say="One more <3").status_code == 303


class TestBeingTold:
    """How they want to hear from the desk."""

    def test_what_was_chosen_is_said(self, at_home) -> None:
        assert f"The shop {CANARY}-address" in page(at_home)
        assert f"Never call {CANARY}-never" in page(at_home)

    def test_it_can_be_changed(self, at_home, kept) -> None:
        response = act(at_home, "contact", tell="code", address="", never="No calls")
        assert (response.status_code, response["Location"]) == (303, f"{CASE}#tell")
        words = text(page(at_home))
        assert "You come back here with your code. Nobody writes to you anywhere else." in words
        assert "No calls" in words
        seen = desk_work.read(cases.a_coordinator(kept.case.desk), kept.case.pk, cases.today())
        assert seen.contact == needs.Contact("code", "", "No calls")

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"tell": "contact", "address": "", "never": "Mine"}, "f-address"),
            ({"tell": "", "address": "There", "never": "Mine"}, "f-tell"),
            ({"tell": "pigeon", "address": "There", "never": "Mine"}, "f-tell"),
            ({"tell": "contact", "address": "x" * 6000, "never": "Mine"}, "f-address"),
            ({"tell": "contact", "address": "a\x00b", "never": "Mine"}, "f-address"),
        ],
    )
    def test_a_fault_keeps_what_was_typed(self, at_home, fields, field) -> None:
        response = act(at_home, "contact", **fields)
        html = response.content.decode()
        assert response.status_code == 200
        assert f'href="#{field}"' in html
        assert "<details open>" in html
        assert re.search(r'<textarea id="f-never"[^>]*>\s*Mine</textarea>', html)
        address = fields["address"].replace("\x00", "")
        assert re.search(rf'<textarea id="f-address"[^>]*>\s*{address}</textarea>', html)


class TestErasing:
    """Everything goes, after a tick and a button."""

    def test_it_needs_the_tick(self, at_home) -> None:
        response = act(at_home, "erase")
        assert response.status_code == 200
        assert "Tick the box if you want to erase the case" in response.content.decode()
        assert Case.objects.exists()

    def test_it_is_gone_and_so_is_the_cookie(self, at_home, kept) -> None:
        response = act(at_home, "erase", sure="on")
        assert (response.status_code, response["Location"]) == (303, CLOSED)
        assert response["Clear-Site-Data"] == SITE_DATA
        assert at_home.cookies["case"].value == ""
        assert not any(model.objects.exists() for model in (Case, Message, Contact, OpenedCase))
        assert at_home.post(OPEN, kept.secrets).status_code == 200

    def test_somewhere_else_it_is_closed_as_well(self, at_home, kept) -> None:
        other = Browser()
        html = opened(other, kept)
        act(at_home, "erase", sure="on")
        response = other.post(CASE, {"proof": proof(html), "act": "message", "say": "Typed meanwhile"})
        assert "not open in this browser any more" in response.content.decode()
        assert "Typed meanwhile" in response.content.decode()


class TestClosing:
    """Close and clear, and leaving."""

    def test_the_cookie_and_its_row_go_and_the_case_stays(self, at_home, kept) -> None:
        response = act(at_home, "close")
        assert (response.status_code, response["Location"]) == (303, CLOSED)
        assert response["Clear-Site-Data"] == SITE_DATA
        assert response.cookies["case"]["max-age"] == 0
        assert not OpenedCase.objects.exists()
        assert at_home.get(CASE)["Location"] == OPEN
        assert at_home.post(OPEN, kept.secrets).status_code == 303

    def test_a_stolen_copy_of_the_cookie_opens_nothing_then(self, at_home) -> None:
        copy = at_home.cookies["case"].value
        act(at_home, "close")
        at_home.cookies["case"] = copy
        assert "h-messages" not in at_home.get(CASE).content.decode()

    def test_it_closes_without_a_proof_too(self, at_home) -> None:
        assert at_home.post(CASE, {"act": "close"})["Location"] == CLOSED
        assert not OpenedCase.objects.exists()

    def test_leaving_the_site_closes_it(self, at_home) -> None:
        response = at_home.get("/-/leave/")
        assert response.status_code == 303
        assert response.cookies["case"]["max-age"] == 0
        assert not OpenedCase.objects.exists()

    def test_the_way_out_stays_open_whatever_is_broken(self, at_home, monkeypatch) -> None:
        def fail(_value: str) -> None:
            raise DatabaseError

        monkeypatch.setattr(opening, "forget", fail)
        response = at_home.get("/-/leave/")
        assert response.status_code == 303
        assert response.cookies["case"]["max-age"] == 0

    def test_whoever_has_no_case_open_leaves_without_a_query(self, client, django_assert_num_queries) -> None:
        with django_assert_num_queries(0):
            response = client.get("/-/leave/")
        assert not response.cookies

    def test_a_case_that_the_desk_closes_is_closed_here(self, at_home, kept) -> None:
        desk_work.move(cases.a_coordinator(kept.case.desk), kept.case.pk, State.CLOSED, cases.today())
        assert "not open in this browser any more" in at_home.get(CASE).content.decode()

    def test_the_page_after_closing_is_not_shown_while_a_case_is_open(self, at_home) -> None:
        assert at_home.get(CLOSED)["Location"] == CASE

    def test_one_page_says_it_for_closing_and_erasing(self, client) -> None:
        words = text(client.get(CLOSED).content.decode())
        assert "If you closed your case, it is still there." in words
        assert "If you erased it, everything in it is destroyed." in words


def test_nobody_is_written_to(at_home, kept) -> None:
    """Whatever is done with a case: no mail, to nobody."""
    cases.answered(kept)
    act(at_home, "message", say="Thank you")
    act(at_home, "contact", tell="contact", address="me@requester.example", never="")
    act(at_home, "erase", sure="on")
    assert mail.outbox == []


class TestStrangers:
    """Another site, another tab, another case."""

    ACTS = (
        {"act": "message", "say": "Sent by another"},
        {"act": "erase", "sure": "on"},
        {"act": "contact", "tell": "code"},
    )

    @pytest.mark.parametrize("fields", [*ACTS, {"act": "close"}])
    @pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
    def test_another_site_does_nothing(self, at_home, fields, headers) -> None:
        response = at_home.post(CASE, {"proof": proof(page(at_home)), **fields}, headers=headers)
        assert response.status_code == 403
        assert (Case.objects.count(), OpenedCase.objects.count(), Message.objects.count()) == (1, 1, 0)

    @pytest.mark.parametrize("fields", ACTS)
    @pytest.mark.parametrize("given", ["", "0" * 64, "é"])
    def test_a_form_without_the_proof_does_nothing(self, at_home, fields, given) -> None:
        response = at_home.post(CASE, {"proof": given, **fields})
        assert response.status_code == 200
        assert (Case.objects.count(), Message.objects.count()) == (1, 0)

    def test_the_form_of_one_case_does_nothing_to_another(self, at_home) -> None:
        of_the_first = proof(page(at_home))
        opened(at_home, cases.sent())
        response = at_home.post(CASE, {"proof": of_the_first, "act": "erase", "sure": "on"})
        assert response.status_code == 200
        assert Case.objects.count() == 2

    @pytest.mark.parametrize("name", ["", "read", "x" * 1000, "\x00"])
    def test_an_unknown_act_does_nothing(self, at_home, name) -> None:
        assert act(at_home, name).status_code == 200
        assert Case.objects.count() == 1
