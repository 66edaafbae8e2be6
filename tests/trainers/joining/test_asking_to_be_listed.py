"""Asking to be listed: the steps, what is kept of them, what is refused, and what a browser is left with."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from hub import limits
from hub.keys import keyed_hash
from tests.trainers.joining.asker import BACK, CANARY, CODE, JOIN, ORGANISATION, PERSON, Asker, a_site, title
from trainers.joining import purging, times
from trainers.models import Application, Organisation, Trainer

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def site() -> None:
    a_site()


def facts(page: str) -> str:
    """What everyone would see, as the look at it all shows it."""
    return page[page.index('id="h-everyone"') : page.index('id="h-desk"')]


def test_a_person_asks_in_seven_steps_and_nothing_is_stored_before_the_last() -> None:
    asker = Asker()
    page = asker.fill()
    assert title(page) == "This is what others would see"
    seen = facts(page)
    for shown in ("Wanjiru Achieng", "Swahili (native, trains in it)", "Kenya", "Phishing", "Can lead a training"):
        assert shown in seen
    # Open to vetted organisations, or to nobody: not what everyone would see.
    everyone = seen[: seen.index('id="h-vetted"')]
    for hidden in ("Uganda", "Open Harbour", "Journalists", "Rwanda", CANARY):
        assert hidden not in everyone
    assert not Application.objects.exists()
    assert asker.answer["Cache-Control"] == "no-store"
    assert "script-src 'none'" in asker.answer["Content-Security-Policy"]

    assert CODE.search(asker.post(JOIN, to="send"))
    row = Application.objects.get()
    assert (row.desk.public_id, row.kind, row.state, row.language) == ("south", "trainer", "waiting", "en")
    assert row.content["said"]["languages"] == {"sw": ["native", True], "en": ["fluent", False]}
    assert row.content["said"]["travels"] == ["014", "RW"]
    assert row.content["said"]["formats"] == ["in_person", "online", "hybrid"]
    assert not Trainer.objects.exists()


def test_an_organisation_asks_in_four_steps() -> None:
    asker = Asker()
    assert "https://baobab.example/" in facts(asker.fill(ORGANISATION))
    asker.post(JOIN, to="send")
    row = Application.objects.get()
    assert (row.desk.public_id, row.kind) == ("north", "organisation")
    assert row.content["said"]["speaks"] == ["fr", "wo"]
    assert not Organisation.objects.exists()


def test_who_opens_nothing_is_told_that_nothing_is_seen() -> None:
    asker = Asker()
    closed = {**PERSON, 7: dict.fromkeys(PERSON[7], "desk")}
    page = asker.fill(closed)
    assert "Nothing: the name is not open to everyone." in page
    assert "Wanjiru" not in facts(page)
    asker.get()
    assert 'value="public" selected' not in asker.post(JOIN, to="step-7")


def test_a_country_that_no_desk_serves_goes_to_the_central_unit() -> None:
    Asker().send(country="Tuvalu")
    assert Application.objects.get().desk.central


def test_sent_twice_is_kept_once() -> None:
    asker = Asker()
    before = asker.fill()
    asker.post(JOIN, to="send")
    asker.page = before
    asker.post(JOIN, to="send")
    assert asker.answer.status_code == 302
    assert asker.answer["Location"] == BACK
    assert Application.objects.count() == 1


def test_what_is_stored_says_nothing_to_who_reads_the_disk() -> None:
    code = Asker().send()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM trainers_application")
        stored = repr(cursor.fetchall())
    for secret in (CANARY, "Wanjiru", "canary-7f3a@mail", "Kenya", code, code.replace(" ", "")):
        assert secret not in stored
    # A hash without our key would let codes be tried against a stolen copy.
    assert keyed_hash("trainers.joining.code", code.replace(" ", "")) in stored


@pytest.mark.parametrize(
    ("step", "field", "typed", "told"),
    [
        (1, "name", "<b>Ana</b>", "Write plain words"),
        (1, "name", "Ana\u202eanA", "cannot be kept"),
        (1, "name", "A" * 161, "at most 160"),
        (1, "country", "Atlantis", "a country that we know"),
        (2, "languages", "Swahili\nKlingonish", "Klingonish"),
        (2, "topics", ["phishing", "no-such-topic"], "Choose among these answers only"),
        (3, "max_group_size", "many", "in digits"),
        (4, "travels", "Kenya\nNowhere\x07", "cannot be kept"),
        (4, "not_with", "<i>him</i>", "Write plain words"),
        (5, "free_on", [], "Choose at least one day"),
        (5, "free_from", "early", "such as 9:00"),
        (5, "free_to", "8:00", "not after the beginning"),
        (5, "zone", "Atlantis", "do not know this city"),
        (5, "away_to", "2027-01-31", "This is missing"),
        (6, "summary_1", "S" * 2001, "at most 2,000"),
        (6, "language_2", "English", "each once"),
        (6, "email", "at home", "name@example.org"),
        (7, "see-topics", "friends", "Choose one of these answers"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(step: int, field: str, typed: Any, told: str) -> None:
    asker = Asker()
    asker.get()
    for number in range(1, step):
        asker.post(JOIN, **PERSON[number], to="next")
    page = asker.post(JOIN, **{**PERSON[step], field: typed}, to="next")
    start = page.index('id="errors"')
    assert told in page[start : page.index("</ul>", start)]
    assert f'href="#f-{field if field != "away_to" else "away_from"}"' in page
    if isinstance(typed, str) and typed.isprintable() and step < 7:
        assert typed.replace("<", "&lt;").replace(">", "&gt;").splitlines()[0] in page
    assert not Application.objects.exists()


def test_who_does_not_say_when_is_asked_no_more_and_nothing_is_known() -> None:
    asker = Asker()
    asker.fill({**PERSON, 5: {}})
    asker.post(JOIN, to="send")
    assert Application.objects.get().content["said"]["availability"] is None


def test_faults_stand_in_the_order_of_the_page() -> None:
    asker = Asker()
    page = asker.fill({**{each: PERSON[each] for each in range(1, 5)}, 5: {**PERSON[5], "zone": "x", "free_to": "8"}})
    summary = page[page.index('id="errors"') :]
    assert summary.index("#f-free_to") < summary.index("#f-zone")


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("guatemala", "America/Guatemala"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Ciudad de México", "America/Mexico_City"),
        ("AFRICA/Dakar", "Africa/Dakar"),
        ("UTC", "UTC"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_time_zone_is_known_by_its_city(typed: str, zone: str | None) -> None:
    assert times.zone(typed, "es") == zone


def test_times_are_read_in_digits_of_any_script() -> None:
    typed = ("9", "09:30", "9.05", "9h30", "٠٩:٣٠", "24:00", "9:60", "nine")
    assert [f"{found:%H:%M}" if (found := times.clock(each)) else None for each in typed] == [
        *("09:00", "09:30", "09:05", "09:30", "09:30"),
        *(None, None, None),
    ]
    assert times.day("2027-02-30") is None


def test_answers_that_do_not_open_are_said_to_be_gone() -> None:
    asker = Asker()
    asker.fill()
    page = asker.client.post(JOIN, {"step": "3", "travel": "x"}, content_type="application/x-www-form-urlencoded")
    assert page.status_code == 200
    asker.page = ""
    again = asker.post(JOIN, travel="dDEAAQ==", step="1", name="Ana", kind="trainer", to="next")
    assert "Your earlier answers cannot be read." in again
    assert 'value="Ana"' in again
    assert not Application.objects.exists()


def test_another_site_cannot_send_it() -> None:
    for address in (JOIN, BACK, "/en/correct/desk/south/"):
        answer = Client().post(address, {"what": "old"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403, address


def test_a_flood_is_told_to_come_again_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asker = Asker()
    asker.fill()
    monkeypatch.setattr(limits.OF_THIS_PROCESS, "take", lambda *_given: 9.0)
    page = asker.post(JOIN, to="send")
    assert asker.answer.status_code == 503
    assert "Wanjiru" in page
    assert not Application.objects.exists()
    monkeypatch.undo()
    assert CODE.search(asker.post(JOIN, to="send"))


def test_what_nobody_decides_about_goes_by_itself() -> None:
    Asker().send()
    row = Application.objects.get()
    day = dt.datetime.combine(row.purge_on, dt.time(), dt.UTC)
    assert purging.tick(day - dt.timedelta(days=1)) == {}
    assert purging.tick(day) == {"applications": 1}
    assert not Application.objects.exists()
