"""“I need help now”: three questions, first steps, who answers; nothing kept, never an empty page, never a fault."""

from __future__ import annotations

import gzip
import logging
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from casework.first_help import Situation
from home.trees import ensure_tree
from hub.logs import WithoutRequest
from resources import counts
from tests.factories.resources import body, published, translation
from tests.factories.trainers import bring_in, desk_record
from trainers.models import Desk
from vocabulary.models import Concept

pytestmark = [pytest.mark.any_database, pytest.mark.django_db, pytest.mark.slow]
URL = "/en/help/"
ALL = {"what": "device", "where": "KE", "speaks": "en"}
HOSTILE = (
    "\x00",
    "x" * 100_000,
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "%s%s%(x)s",
    "\u202eevil",
    "😀" * 9,
    "../../etc/passwd",
    "KE\n",
    "en-\x00",
)
TITLES = {
    "what": "What happened?",
    "where": "Where do you need help?",
    "speaks": "Which language do you want to read and write?",
}
WEEK = [{"day": day, "from": "08:00", "to": "17:00"} for day in ("mon", "tue", "wed", "thu", "fri")]


NOW = "2026-12-01T10:00:00Z"


@pytest.fixture(scope="module")
def a_site(for_the_module: Any) -> None:
    """Three languages, two desks and a central unit."""
    with for_the_module(), time_machine.travel(NOW):
        for language in ("en", "fr", "ar"):
            ensure_tree(language)
        three_desks()


@pytest.fixture(autouse=True)
def on_a_tuesday(a_site: None, time_machine: Any) -> None:
    """13:00 in Nairobi and 11:00 in Brussels."""
    caches["default"].clear()
    time_machine.move_to(NOW)


def three_desks() -> None:
    east = {"regions": ["014"], "languages": ["en", "sw"], "hours": {"timezone": "Africa/Nairobi", "weekly": WEEK}}
    report = bring_in(
        desks=[
            desk_record(),
            desk_record(id="east", name="East Desk", central=False, fallback=["south", "central-unit"], **east),
            desk_record(id="south", name="South Desk", central=False, regions=["018"], fallback=["central-unit"]),
        ]
    )
    assert not report.total("failed"), report.lines


@pytest.fixture
def client() -> Client:
    """A stranger: no cookie, and a server that would insist on a CSRF token."""
    return Client(enforce_csrf_checks=True)


def heading(response: Any) -> str:
    found = re.search("<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)
    assert found
    return found[1]


def title(response: Any) -> str:
    found = re.search("<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    assert found
    return found[1]


def names(response: Any) -> list[str]:
    return [name for name in ("East Desk", "South Desk", "Central Unit") if name in response.content.decode()]


def send(client: Client, said: dict[str, str], url: str = URL, **more: Any) -> Any:
    """As a browser sends a form without files."""
    return client.post(url, urlencode(said), content_type="application/x-www-form-urlencoded", **more)


def test_another_language_keeps_the_answers(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "by_language", lambda: {"en": 1, "fr": 1})
    button = r'<button type="submit" form="help" formaction="/fr/help/"(?: name="(\w+)" value="(\w+)")?'
    for step in ({}, {"what": "device"}, {"what": "device", "where": "KE"}, ALL):
        html = send(client, step).content.decode()
        found = re.search(button, html)
        assert found
        [form] = re.findall(r'<form[^>]* id="help".*?</form>', html, re.DOTALL)
        kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
        assert kept == step
        told = send(client, {**kept, **({found[1]: found[2]} if found[1] else {})}, "/fr/help/")
        assert '<html lang="fr"' in told.content.decode()
        assert ('id="who"' in told.content.decode()) == (step == ALL)


# ---- the questions --------------------------------------------------------------------------------


def test_three_questions_then_who_answers(client: Client) -> None:
    assert heading(client.get(URL)) == TITLES["what"]
    said: dict[str, str] = {}
    for question, following in (("what", "where"), ("where", "speaks")):
        said[question] = ALL[question]
        response = send(client, said)
        assert heading(response) == TITLES[following]
        for name, value in said.items():
            assert f'<input type="hidden" name="{name}" value="{value}">' in response.content.decode()
    response = send(client, ALL)
    assert heading(response) == "Your phone or computer: first steps"
    assert names(response) == ["East Desk", "South Desk", "Central Unit"]


def test_every_answer_on_a_page_leads_on(client: Client) -> None:
    for value in re.findall('name="what" value="([a-z]+)"', client.get(URL).content.decode()):
        assert heading(send(client, {"what": value})) == TITLES["where"], value
        response = send(client, {**ALL, "what": value})
        assert names(response), value
    assert {*Situation} == set(
        re.findall('<li><button [^>]*name="what" value="([a-z]+)"', client.get(URL).content.decode())
    )
    offered = re.findall(
        '<button [^>]*name="speaks" value="([^"]+)"', send(client, {"what": "arrest", "where": "KE"}).content.decode()
    )
    assert offered[:3] == ["en", "sw", "fr"]
    for tag in offered:
        assert names(send(client, {**ALL, "speaks": tag})), tag


@pytest.mark.parametrize("question", TITLES)
def test_back_and_change_are_buttons_that_keep_the_other_answers(client: Client, question: str) -> None:
    response = send(client, {**ALL, "ask": question})
    assert heading(response) == TITLES[question]
    kept = dict(
        re.findall(
            '<input type="hidden" name="([a-z]+)" value="([^"]+)">', response.content.decode().split("</form>")[0]
        )
    )
    assert kept == {name: value for name, value in ALL.items() if name != question}
    assert names(send(client, {**kept, question: ALL[question]}))


def test_the_country_chosen_before_stays_chosen(client: Client) -> None:
    assert '<option value="KE" selected>Kenya</option>' in send(client, {**ALL, "ask": "where"}).content.decode()


def test_the_pages_have_back_buttons(client: Client) -> None:
    for said, back in (({"what": "device"}, "what"), ({"what": "device", "where": "KE"}, "where"), (ALL, "speaks")):
        assert re.search(f'<button [^>]*name="ask" value="{back}">One step back<', send(client, said).content.decode())


def test_a_question_may_be_skipped(client: Client) -> None:
    assert names(send(client, {"what": "other", "where": "-", "speaks": "-"})) == ["Central Unit"]


def test_next_without_a_country_is_an_error_at_its_place(client: Client) -> None:
    response = send(client, {"what": "device", "where": ""})
    assert heading(response) == TITLES["where"]
    assert title(response).startswith("Error – ")
    text = response.content.decode()
    assert 'href="#where"' in text
    assert 'aria-invalid="true"' in text
    assert title(send(client, {"what": "device"})) == title(client.get(URL))


def test_a_language_with_a_catalogue_is_answered_in_it(client: Client) -> None:
    text = send(client, {"what": "device", "where": "KE"}).content.decode()
    assert re.search('name="speaks" value="fr" formaction="/fr/help/"', text)
    assert 'name="speaks" value="sw">' in text
    response = send(client, {**ALL, "speaks": "fr"}, "/fr/help/")
    assert '<html lang="fr"' in response.content.decode()


# ---- what is no answer ----------------------------------------------------------------------------


@pytest.mark.parametrize("question", TITLES)
def test_what_is_no_answer_is_asked_again(client: Client, question: str) -> None:
    for value in HOSTILE:
        response = send(client, {**ALL, question: value})
        assert response.status_code == 200, value[:40]
        assert heading(response) == TITLES[question], value[:40]
        assert "<script>alert" not in response.content.decode()
        assert "evil" not in response.content.decode()


def test_a_way_back_to_nowhere_is_no_fault(client: Client) -> None:
    for value in HOSTILE:
        assert names(send(client, {**ALL, "ask": value})), value[:40]


def test_out_of_order_the_first_open_question_is_asked(client: Client) -> None:
    assert heading(send(client, {"speaks": "en", "where": "KE"})) == TITLES["what"]
    assert heading(send(client, {"what": "device", "speaks": "en"})) == TITLES["where"]
    assert heading(send(client, {"what": "nonsense", "where": "XX"})) == TITLES["what"]


def test_a_query_string_answers_nothing(client: Client) -> None:
    assert heading(client.get(f"{URL}?what=device&where=KE&speaks=en")) == TITLES["what"]


@pytest.mark.parametrize("body", [b"\xff\xfe", b"what=%ff&where=%00", b"&&&===", b"what", b""])
def test_bytes_that_are_no_form_are_asked_again(client: Client, body: bytes) -> None:
    response = client.post(URL, body, content_type="application/x-www-form-urlencoded")
    assert heading(response) == TITLES["what"]


def test_an_upload_is_not_read(client: Client, tmp_path: Any) -> None:
    upload = SimpleUploadedFile("what", b"x" * 3_000_000)
    response = client.post(URL, {**ALL, "file": upload})
    assert heading(response) == TITLES["what"]


@pytest.mark.parametrize("header", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}])
def test_answers_from_elsewhere_are_refused(client: Client, header: dict[str, str]) -> None:
    assert send(client, ALL, headers=header).status_code == 403


# ---- nothing is kept ------------------------------------------------------------------------------


@pytest.mark.parametrize("said", [{}, {"what": "device"}, {"what": "device", "where": "KE"}, ALL], ids=range(4))
def test_nothing_is_written_anywhere(client: Client, said: dict[str, str], caplog: Any) -> None:
    client.get(URL)
    caplog.set_level(logging.INFO)
    with CaptureQueriesContext(connection) as queries:
        response = send(client, said)
    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert caplog.records == []


@pytest.mark.parametrize("said", [{}, {"what": "device"}, {"what": "device", "where": "KE"}, ALL], ids=range(4))
def test_the_pages_tell_nobody_what_they_are(client: Client, said: dict[str, str]) -> None:
    response = send(client, said)
    assert response["Cache-Control"] == "no-store"
    assert title(response) == title(client.get("/en/")).rpartition(" – ")[2]
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert 'role="search"' not in response.content.decode()


def test_no_page_has_or_allows_a_script(client: Client) -> None:
    for said in ({}, ALL):
        response = send(client, said)
        assert "script-src 'none'" in response["Content-Security-Policy"]
        assert not re.search(r"<script|\son[a-z]+=|style=", response.content.decode())


def test_no_log_says_when_somebody_was_refused() -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Forbidden: %s", ("/en/help/",), None)
    record.request = RequestFactory().post(URL)
    assert not WithoutRequest().filter(record)


# ---- first steps of the library -------------------------------------------------------------------

LIST = "<ol><li>Switch it off.</li><li>Ask for a <b>receipt</b>.</li><li>Tell the others.</li></ol>"


def a_text(topic: str, slug: str, language: str = "en", **fields: Any) -> Any:
    page = published(language=language, slug=slug, **fields)
    page.topics.set([Concept.objects.get(scheme="topic", code=topic)])
    page.save_revision().publish()
    return page


def main_part(response: Any) -> str:
    return str(response.content.decode().partition("<main")[2].partition("</main>")[0])


def test_the_steps_of_the_nearest_text_then_the_others(client: Client) -> None:
    a_text("device-seizure", "phone-taken", body=body("In the moment", text=LIST))
    a_text("mobile-phones", "phones")
    a_text("arrests", "arrested")
    text = main_part(send(client, ALL))
    assert "In the moment</h2>" in text
    assert "<li>Ask for a receipt.</li>" in text
    assert text.index("/phone-taken/") < text.index("/phones/")
    assert "/arrested/" not in text


def test_texts_come_in_the_language_asked_for(client: Client) -> None:
    original = a_text("device-seizure", "phone-taken")
    translated = translation(original, "fr", title="Téléphone pris")
    translated.topics.set(original.topics.all())
    translated.save_revision().publish()
    text = main_part(send(client, {**ALL, "speaks": "fr"}))
    assert "Téléphone pris" in text
    assert "/en/resources/phone-taken/" not in text
    assert "Not in the library yet" not in text


@pytest.mark.parametrize(("tag", "name"), [("sw", "Swahili"), ("quc", "Kʼicheʼ"), ("fr", "French")])
def test_what_the_language_lacks_is_said_and_shown_in_another(client: Client, tag: str, name: str) -> None:
    a_text("device-seizure", "phone-taken")
    text = main_part(send(client, {**ALL, "speaks": tag}))
    assert f"Not in the library yet: texts about this in {name}" in text
    assert "What we have is in: English" in text
    assert "/en/resources/phone-taken/" in text


def test_a_language_outside_the_chain_is_better_than_nothing(client: Client) -> None:
    a_text("device-seizure", "phone-taken", "fr")
    text = main_part(send(client, ALL))
    assert "What we have is in: French" in text
    assert "/fr/resources/phone-taken/" in text


def test_a_library_without_such_texts_says_so(client: Client) -> None:
    text = main_part(send(client, ALL))
    assert "The library has nothing about this yet." in text
    assert names(send(client, ALL))


def test_withdrawn_texts_are_not_shown(client: Client) -> None:
    a_text("device-seizure", "phone-taken").unpublish()
    assert "/phone-taken/" not in main_part(send(client, ALL))


def test_the_number_of_queries_does_not_grow_with_the_texts(client: Client) -> None:
    for number in range(4):
        a_text("device-seizure", f"text-{number}")
    send(client, ALL)
    # Both times a text is new, so that what is made of the texts is made anew both times.
    a_text("device-seizure", "text-4")
    with CaptureQueriesContext(connection) as few:
        send(client, ALL)
    for number in range(5, 12):
        a_text("device-seizure", f"text-{number}")
    with CaptureQueriesContext(connection) as many:
        send(client, ALL)
    assert len(many) == len(few) <= 40


# ---- who answers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("KE", ["East Desk", "South Desk", "Central Unit"]),
        ("ZA", ["South Desk", "Central Unit"]),
        ("FR", ["Central Unit"]),
        ("AQ", ["Central Unit"]),
        ("-", ["Central Unit"]),
    ],
)
def test_the_desk_of_the_country_and_those_behind_it(client: Client, country: str, expected: list[str]) -> None:
    assert names(send(client, {**ALL, "where": country})) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-12-01T10:00:00Z", "Open now, until 17:00."),
        ("2026-12-01T04:30:00Z", "Closed now. Opens today at 08:00."),
        ("2026-12-01T15:00:00Z", "Closed now. Opens tomorrow at 08:00."),
        ("2026-12-04T15:00:00Z", "Closed now. Opens on Monday at 08:00."),
    ],
)
def test_open_or_when_it_opens_by_the_time_of_the_country(
    client: Client, time_machine: Any, now: str, expected: str
) -> None:
    time_machine.move_to(now)
    text = send(client, ALL).content.decode()
    assert expected in text
    assert "Local time of: Kenya" in text


def test_where_the_clocks_of_a_country_differ_the_desk_s_own_are_named(client: Client) -> None:
    text = send(client, {**ALL, "where": "US"}).content.decode()
    assert "Opens on Monday at 09:00." in text
    assert "Local time of: Brussels (GMT+01:00)" in text


def test_a_desk_that_lacks_the_language_says_so(client: Client) -> None:
    text = send(client, {**ALL, "speaks": "sw"}).content.decode()
    assert text.count("Not among the languages of this desk: Swahili") == 2
    assert "Not among" not in send(client, {**ALL, "where": "FR"}).content.decode()


def test_what_to_write_first_and_where(client: Client) -> None:
    text = send(client, ALL).content.decode()
    assert "Write from another device." in text
    assert 'href="/en/request/"' in text
    assert 'href="/en/desks/east/"' in text
    assert "Within 1 day" in text


def test_without_any_desk_the_page_says_so_and_leads_on(client: Client) -> None:
    Desk.objects.update(live=False)
    response = send(client, ALL)
    assert response.status_code == 200
    text = response.content.decode()
    assert "No protection desk answers here yet." in text
    assert 'href="/en/trainers/"' in text
    assert 'href="/en/request/"' not in text.partition("<main")[2].partition("</main>")[0]
    assert heading(send(client, {"what": "device", "where": "KE"})) == TITLES["speaks"]


# ---- budgets --------------------------------------------------------------------------------------


def test_the_number_of_queries_does_not_grow_with_the_desks(client: Client) -> None:
    # Both times a desk is new; the first request of a new site makes its settings.
    send(client, ALL)
    send(client, ALL)
    bring_in(desks=[desk_record(), desk_record(id="desk-0", central=False, fallback=["central-unit"])])
    with CaptureQueriesContext(connection) as few:
        send(client, ALL)
    bring_in(
        desks=[
            desk_record(),
            *(desk_record(id=f"desk-{number}", central=False, fallback=["central-unit"]) for number in range(1, 12)),
        ]
    )
    with CaptureQueriesContext(connection) as many:
        send(client, ALL)
    assert len(many) == len(few) <= 30


@pytest.mark.parametrize("said", [{}, {"what": "device"}, {"what": "device", "where": "KE"}, ALL], ids=range(4))
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_with_its_style_is_within_twenty_five_kilobytes(
    client: Client, said: dict[str, str], language: str
) -> None:
    page = gzip.compress(send(client, said, f"/{language}/help/").content)
    styles = re.findall(r'href="/static/(css/[a-z]+)[^"]*\.css"', send(client, said).content.decode())
    assert styles == ["css/site"]
    style = Path(str(finders.find("css/site.css"))).read_bytes()
    assert len(page) + len(gzip.compress(style)) <= 25_000


# ---- the way in -----------------------------------------------------------------------------------


def test_every_page_has_the_yellow_way_to_help(client: Client) -> None:
    for path in ("/en/", "/ar/trainers/", "/fr/who-fits/", "/en/help/", "/en/no-such-page/"):
        text = client.get(path).content.decode()
        assert re.search(r'<a class="go-help" href="/[a-z]{2}/help/"', text), path
    assert 'class="go-help" href="/en/help/" aria-current="page"' in client.get(URL).content.decode()


def test_the_first_page_asks_the_first_question(client: Client) -> None:
    text = client.get("/en/").content.decode()
    section = text[text.index('class="help"') :].partition("</section>")[0]
    assert 'method="post" action="/en/help/"' in section
    assert len(re.findall('name="what"', section)) == len(Situation)
