"""Finding trainers: own words, availability, places as a tree, the picture, and the same as files and feed."""

from __future__ import annotations

import datetime as dt
import html
import json
import random
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client

from tests.factories.trainers import a_trainer, bring_in, organisation_record, tiers, trainer_record
from tests.trainers.test_shelf import BROADER, VALUES, on_shelf, shelved, some
from trainers.coverage import tiles
from trainers.coverage.table import LEAST, LEAVES, coverage, darker
from trainers.filters import TrainerFilter
from trainers.listing.fields import cell
from trainers.models import TrainerTiers

ATOM = "{http://www.w3.org/2005/Atom}"
OPEN = tiers(availability="public", accepts="public")


@pytest.fixture(autouse=True)
def at_the_directorys_day() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC), tick=False):
        yield


def main(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    page = answer.getvalue().decode()
    return page[page.find("<main") : page.find("</main>")]


def names(page: str) -> set[str]:
    return set(re.findall(r"<h2><a href=\"[^\"]+\"><bdi>([^<]+)</bdi>", page))


@pytest.mark.django_db
@pytest.mark.any_database
def test_own_words_find_people_organisations_topics_and_places(client: Client) -> None:
    bring_in(
        trainer_record(display_name="Ольга Мельник", base_country="UA", worked_in=["UA"]),
        trainer_record(display_name="سلمى", topics=[{"code": "legal", "level": 2}]),
        organisations=[organisation_record()],
    )
    for text, found in {
        "olga": {"Ольга Мельник"},
        "Украина": set(),
        "ukraine": {"Ольга Мельник"},
        "Salma": {"سلمى"},
        "legal protection": {"سلمى"},
        "أوكرانيا": {"Ольга Мельник"},
    }.items():
        assert names(main(client, f"/en/trainers/?q={text}")) == found, text
        api = client.get("/api/v1/trainers", {"q": text}).json()
        assert {each["name"] for each in api["results"]} == found
    page = main(client, "/en/trainers/?q=harbour")
    assert '<a class="tap" href="/en/organisations/open-harbour/"><bdi>Open Harbour</bdi></a>' in page
    assert client.get("/api/v1/trainers?q=a%E2%80%AEb").status_code == 400


@pytest.mark.django_db
def test_availability_is_found_and_said_only_where_it_is_shown(client: Client) -> None:
    when = {"timezone": "UTC", "weekly": [{"day": "mon", "from": "09:00", "to": "10:00"}], "periods": [], "closed": []}
    same: Any = {"availability": when, "accepts": ["training", "urgent"]}
    shows = a_trainer(**same, tiers=OPEN, display_name="Shows")
    a_trainer(**same, display_name="Is silent")
    page = main(client, "/en/trainers/")
    assert "Free within 4 weeks; Free next quarter; Takes urgent requests" in page
    assert page.count("Not said here") == 1
    assert "1 trainer does not say this here." in page
    assert names(main(client, "/en/trainers/?available=urgent&available=online-only")) == {"Shows"}
    api = {each["name"]: each["available"] for each in client.get("/api/v1/trainers").json()["results"]}
    assert api == {"Shows": ["four-weeks", "next-quarter", "urgent"], "Is silent": None}
    TrainerTiers.objects.filter(trainer=shows).update(accepts="vetted", availability="desk")
    assert client.get("/api/v1/trainers?available=four-weeks&available=urgent").json()["count"] == 0
    assert main(client, "/en/trainers/").count("Not said here") == 2


@pytest.mark.django_db
def test_places_stand_as_a_tree_with_numbers_and_stay_ticked(client: Client) -> None:
    bring_in(trainer_record(base_country="KE", worked_in=["UG"]), trainer_record(base_country="GT", worked_in=["GT"]))
    page = main(client, "/en/trainers/?country=GT&region=202")
    choices = re.findall(r'name="(?:region|country)" value="(\w+)"( checked)?.*?count">(\d+)<', page)
    assert choices == [
        ("013", "", "1"),
        ("GT", " checked", "1"),
        ("014", "", "1"),
        ("KE", "", "1"),
        ("UG", "", "1"),
        ("202", " checked", "1"),
    ]


def test_the_picture_counts_as_a_plain_look_does_and_says_small_numbers_coarsely() -> None:
    chance = random.Random(11)
    shelf = on_shelf([shelved(number, chance) for number in range(60)])
    for _ in range(60):
        asked: Any = {field: some(chance, codes)[: chance.randint(0, 2)] for field, codes in VALUES.items()}
        wanted = TrainerFilter(**asked)
        found = shelf.matching(wanted)
        had = coverage(shelf, found, wanted, BROADER)
        for row in had.rows:
            for code, seen in zip(("", *had.topics), (row.all, *row.topics), strict=True):
                there = found & shelf.having(("places", row.region)) & (shelf.having(("topics", code)) if code else -1)
                number = there.bit_count()
                assert seen.number == (None if 0 < number < LEAST else number)
                assert (seen.step == 0) is (number == 0)


def test_each_region_has_a_tile_of_its_own_in_the_picture() -> None:
    assert set(tiles.PLACES) == set(LEAVES)
    drawn = [tiles.tile(region, "Name of a region that is long, and of one more") for region in LEAVES]
    assert len({(tile.x, tile.y) for tile in drawn}) == len(LEAVES) == 22
    assert all(tile.x + tiles.WIDE <= tiles.VIEW[0] and tile.y + tiles.HIGH <= tiles.VIEW[1] for tile in drawn)
    assert all(len(tile.lines) <= tiles.LINES and tile.lines[-1].y < tile.number_y - 20 for tile in drawn)


@pytest.mark.django_db
@pytest.mark.any_database
def test_every_number_of_the_picture_leads_to_the_list_that_it_counts(client: Client) -> None:
    here = [("KE", ["UG"]), ("GT", ["GT", "HN"]), ("KE", ["SN"]), ("FR", [])]
    bring_in(*[trainer_record(base_country=base, worked_in=worked) for base, worked in here for _ in range(2)])
    for query in ("", "?topic=digital-security&language=en", "?country=KE&region=202"):
        page = main(client, f"/en/trainers/coverage/{query}")
        table = page[page.find("<table") : page.find("</table>")]
        cells = re.findall(r'<td class="step-\d"><a href="([^"]+)">([^<]+)</a>', table)
        tiles_ = re.findall(r'<a href="([^"]+)"><rect.*tile-number[^>]+>([^<]+)</text></a>', page)
        assert len(cells) > len(tiles_) > 0
        for address, said in {*cells, *tiles_}:
            count = client.get("/api/v1/trainers" + html.unescape(address).removeprefix("/en/trainers/")).json()[
                "count"
            ]
            assert said == ("1–2" if count < LEAST else str(count)), address
    assert "Guatemala" not in table, "countries stand in the list alone"


@pytest.mark.django_db
def test_files_hold_the_whole_list_in_its_order_and_run_nothing(client: Client) -> None:
    bring_in(*[trainer_record(display_name=f"=Name {at:02}") for at in range(25)], trainer_record(formats=["online"]))
    lines = client.get("/en/trainers/list.csv?format=in_person&sort=name").getvalue().decode().splitlines()
    assert [line.split(",")[1] for line in lines[1:]] == [f"'=Name {at:02}" for at in range(25)]
    whole = json.loads(client.get("/en/trainers/list.json?format=in_person&sort=name").getvalue())
    assert whole["filter"] == [["format", "in_person"]]
    assert whole["count"] == len(whole["results"]) == 25
    assert "list.csv?format=in_person" in main(client, "/en/trainers/?format=in_person&page=2")


@pytest.mark.parametrize(("value", "shown"), [("=1+1", "'=1+1"), ("\t=1", "'\t=1"), (" +1", "' +1"), ("@a", "'@a")])
def test_a_cell_is_never_a_formula(value: str, shown: str) -> None:
    assert cell(value) == shown
    assert cell([value.strip(), "b"])[0] == "'"
    assert cell("Ana") == "Ana"


@pytest.mark.django_db
@pytest.mark.any_database
def test_the_feed_has_days_of_review_alone_and_whoever_leaves_is_gone(client: Client) -> None:
    leaves = a_trainer(display_name="Bo & Co", last_review="2026-10-05", vetted_until="2027-03-03")
    a_trainer(display_name="Ana", last_review="2026-11-02", topics=[{"code": "legal", "level": 1}])

    def feed(query: str = "") -> ElementTree.Element:
        return ElementTree.fromstring(client.get(f"/es/trainers/feed.xml{query}").content)  # noqa: S314

    def of(tag: str, query: str = "") -> list[str | None]:
        return [each.findtext(f"{ATOM}{tag}") for each in feed(query).findall(f"{ATOM}entry")]

    assert of("title") == ["Ana", "Bo & Co"]
    assert of("updated") == ["2026-11-02T00:00:00Z", "2026-10-05T00:00:00Z"]
    assert feed().findtext(f"{ATOM}updated") == "2026-11-02T00:00:00Z"
    assert of("title", "?topic=phishing") == ["Bo & Co"]
    text = client.get("/es/trainers/feed.xml").content.decode()
    assert not re.findall("2027|2026-12", text), "neither the vouching nor today"
    assert "/es/trainers/feed.xml?topic=phishing" in client.get("/es/trainers/?topic=phishing").content.decode()
    leaves.unpublish()
    assert of("title") == ["Ana"]


@pytest.mark.parametrize(("most", "steps"), [(0, (1, 3, 10, 30)), (60, (1, 3, 10, 30)), (900, (1, 3, 30, 164))])
def test_where_there_are_many_the_picture_still_tells_places_apart(most: int, steps: tuple[int, ...]) -> None:
    assert darker(most) == steps
