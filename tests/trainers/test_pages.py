"""The directory's pages: what they show, in which language, with how many queries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hub import versions
from tests.factories.trainers import (
    a_trainer,
    an_organisation,
    bring_in,
    desk_record,
    organisation_record,
    trainer_record,
)
from trainers.public import Hours
from trainers.shuffle import shuffled
from trainers.words import Words
from vocabulary import store

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def at_the_directorys_day() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC), tick=False):
        yield


def main(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    page = answer.content.decode()
    return page[page.find("<main") : page.find("</main>")]


def names(page: str) -> list[str]:
    return re.findall(r"<h2><a href=\"[^\"]+\"><bdi>([^<]+)</bdi>", page)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


MANY = ("/en/trainers/", "/en/trainers/?topic=digital-security&region=014", "/api/v1/trainers")
OWNERS = ("/en/organisations/open-harbour/", "/en/desks/central-unit/")


def test_one_trainer_or_fifty_cost_the_same_queries(client: Client) -> None:
    # What stands around every page is made once, for whoever comes first.
    client.get("/en/who-fits/")
    here = [organisation_record()]
    bring_in(trainer_record(organisation="open-harbour"), organisations=here)
    few = measured(client)
    bring_in(*[trainer_record(organisation="open-harbour") for _ in range(49)], organisations=here)
    many = measured(client)
    assert many == few
    assert max(few[address][0] for address in OWNERS) <= 45, few
    # The first look after a change reads the directory anew, and draws rows that nobody has seen.
    assert max(few[address][0] for address in MANY) <= 20, few
    assert max(few[address][1] for address in MANY) <= 8, few


def measured(client: Client) -> dict[str, list[int]]:
    """The queries of the first and the second look at each page."""
    client.get("/en/trainers/")
    found: dict[str, list[int]] = {}
    for address in (*MANY, *OWNERS):
        versions.touch("directory")
        found[address] = [queries(client, address) for _ in range(2)]
    return found


def test_twenty_rows_a_page_and_the_pager_keeps_the_question(client: Client) -> None:
    bring_in(*[trainer_record() for _ in range(45)])
    pages = [main(client, f"/en/trainers/?topic=phishing&page={number}") for number in (1, 2, 3)]
    assert [len(names(page)) for page in pages] == [20, 20, 5]
    assert len({name for page in pages for name in names(page)}) == 45
    assert 'href="?topic=phishing&amp;page=2" rel="next"' in pages[0]
    assert "Trainers 41 to 45" in pages[1]
    assert len(names(main(client, "/en/trainers/?page=9999"))) == 5


def test_the_order_is_new_each_day_and_the_same_all_day() -> None:
    ids = [f"trainer-{number}" for number in range(30)]
    first, second = dt.date(2026, 12, 1), dt.date(2026, 12, 2)
    assert shuffled(ids, first) == shuffled(reversed(ids), first) != shuffled(ids, second)
    without = [each for each in shuffled(ids, first) if each != "trainer-7"]
    assert shuffled([each for each in ids if each != "trainer-7"], first) == without


def test_a_topic_finds_those_of_narrower_ones_and_is_counted_once(client: Client) -> None:
    a_trainer(topics=[{"code": "phishing", "level": 1}, {"code": "email", "level": 1}])
    a_trainer(topics=[{"code": "legal", "level": 1}])
    page = main(client, "/en/trainers/?topic=digital-security")
    assert len(names(page)) == 1
    assert re.search(
        r'value="digital-security" checked><span><span>Digital security</span> <span class="count">1<', page
    )


def test_nonsense_is_dropped_for_people(client: Client) -> None:
    a_trainer()
    for query in ("topic=astrology", "region=%00", "page=-1", "page=" + "9" * 400, "language=" + "x" * 9000, "%ff=%fe"):
        assert len(names(main(client, f"/en/trainers/?{query}"))) == 1, query


@pytest.mark.parametrize(
    "query",
    ["topic=astrology", "colour=green", "page=0", "page=x", "page=201", "region=Atlantis", "language=%00", "page="],
)
def test_nonsense_is_refused_for_machines(client: Client, query: str) -> None:
    answer = client.get(f"/api/v1/trainers?{query}")
    assert answer.status_code == 400
    assert answer.json()["problems"].keys() == {query.split("=")[0]}


def test_filtered_pages_are_not_for_search_engines(client: Client) -> None:
    a_trainer()
    plain, filtered = (client.get(address).content for address in ("/en/trainers/", "/en/trainers/?format=online"))
    assert b"noindex" not in plain
    assert b"noindex" in filtered


def test_the_page_and_the_api_answer_the_same_question_alike(client: Client) -> None:
    bring_in(*[trainer_record(worked_in=["KE" if number % 2 else "UG"]) for number in range(12)])
    for query in ("country=UG", "region=014&topic=phishing", "language=en&format=online", "at_risk_group=lawyers"):
        listed = names(main(client, f"/en/trainers/?{query}"))
        assert [row["name"] for row in client.get(f"/api/v1/trainers?{query}").json()["results"]] == listed


@pytest.mark.parametrize(
    ("reader", "shown", "marked"),
    [
        ("es", '<p lang="es" dir="ltr">Enseño.</p>', ""),
        ("ca", '<p lang="es" dir="ltr">Enseño.</p>', "In Spanish"),
        ("ar", '<p lang="ar" dir="rtl">أدرّب.</p>', ""),
        ("fa", '<p lang="en" dir="ltr">I teach.</p>', "English"),
    ],
)
def test_a_summary_follows_the_readers_chain_and_says_its_language(
    client: Client, reader: str, shown: str, marked: str
) -> None:
    a_trainer(summary={"en": "I teach.", "es": "Enseño.", "ar": "أدرّب."})
    page = main(client, f"/{reader}/trainers/")
    assert shown in page
    assert (marked in page) if reader == "fa" else True
    assert ("small soft" in page) is bool(marked)


def test_facts_are_in_the_readers_interface_language(client: Client) -> None:
    trainer = a_trainer(summary={"sw": "Ninafundisha."})
    page = main(client, f"/fr/trainers/{trainer.public_id}/")
    assert "Hameçonnage" in page
    assert "Ouganda" in page
    assert '<p class="lead" lang="sw" dir="ltr">Ninafundisha.</p>' in page
    assert "swahili" in page


def test_names_of_any_script_and_length_stand_whole(client: Client) -> None:
    for name in ("نيل المصري", "林海寧", "Ayşegül Çağlayan", "A" * 160, "O’Neill & daughters"):
        trainer = a_trainer(display_name=name)
        page = main(client, f"/ar/trainers/{trainer.public_id}/")
        assert name.replace("&", "&amp;") in page


def test_an_organisation_shows_whom_it_serves_and_its_trainers(client: Client) -> None:
    mine, shy = trainer_record(organisation="open-harbour"), trainer_record(organisation="open-harbour")
    shy["tiers"]["organisation"] = "vetted"
    bring_in(mine, shy, trainer_record(), organisations=[organisation_record(status="temporarily_closed")])
    page = main(client, "/en/organisations/open-harbour/")
    for fact in ("Temporarily closed", "Journalists", "Eastern Africa, Kenya", "English, Swahili", "Digital security"):
        assert fact in page, fact
    assert "hello@open-harbour.example" in page
    assert names(page) == [mine["display_name"]]


def test_contact_of_an_organisation_keeps_to_its_tiers(client: Client) -> None:
    an_organisation(tiers={"name": "public", "email": "vetted"})
    page = main(client, "/en/organisations/open-harbour/")
    assert "hello@" not in page
    assert "https://open-harbour.example/" not in page


def test_a_desk_shows_its_hours_in_words_and_never_its_mail(client: Client) -> None:
    week = [{"day": day, "from": "09:00", "to": "17:00"} for day in ("sun", "mon", "tue", "wed", "thu")]
    bring_in(trainer_record(), desks=[desk_record(hours={"timezone": "Africa/Tunis", "weekly": week})])
    page = main(client, "/en/desks/central-unit/")
    for fact in ("Sunday to Thursday, 09:00 to 17:00", "Tunis (GMT+01:00)", "world", "English, French"):
        assert fact in page, fact
    assert "desk.example" not in page
    assert len(names(page)) == 1
    assert "الأحد" in main(client, "/ar/desks/central-unit/")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("", ""),
        ("0", "Monday, 09:00 to 17:00"),
        ("01234", "Monday to Friday, 09:00 to 17:00"),
        ("0124", "Monday to Wednesday, 09:00 to 17:00; Friday, 09:00 to 17:00"),
        ("60123", "Sunday to Thursday, 09:00 to 17:00"),
        ("0123456", "Monday to Sunday, 09:00 to 17:00"),
    ],
)
def test_days_with_the_same_hours_are_said_together(days: str, said: str) -> None:
    spans = [Hours(int(day), dt.time(9), dt.time(17)) for day in days]
    assert Words("en", store.labels("en")).hours(spans) == said


@pytest.mark.parametrize("address", ["trainers/no-one/", "organisations/none/", "desks/none/", "trainers/a%00b/"])
def test_what_is_not_there_is_a_plain_404(client: Client, address: str) -> None:
    assert client.get(f"/en/{address}").status_code == 404


@pytest.mark.parametrize("address", ["trainers/", "trainers/x/", "organisations/x/", "desks/x/"])
def test_only_reading_is_answered(client: Client, address: str) -> None:
    assert client.post(f"/en/{address}").status_code == 405


def test_no_cookie_for_a_reader(client: Client) -> None:
    trainer = a_trainer()
    answers: list[Any] = [client.get(f"/en/trainers/{rest}") for rest in ("", "?topic=legal", f"{trainer.public_id}/")]
    assert not any(answer.cookies for answer in answers)


@pytest.mark.parametrize(
    ("reader", "texts", "chosen"),
    [
        ("pt-br", ("es", "pt"), "pt"),
        ("pt-br", ("en", "es"), "es"),
        ("zh-hant", ("en", "zh-Hans", "zh-Hant"), "zh-Hant"),
        ("zh-hant", ("en", "zh-Hans"), "zh-Hans"),
        ("ar", ("sw", "ru"), "sw"),
        ("ps", ("en", "fa"), "fa"),
        ("en", (), ""),
    ],
)
def test_which_summary_a_reader_gets(reader: str, texts: tuple[str, ...], chosen: str) -> None:
    assert Words(reader, {}).summary(dict.fromkeys(texts, "…"))[1] == chosen
