"""What was asked for and not met: counted apart from cases, sealed, published late and never in small numbers."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import DESK
from casework import needs
from casework.desk_acts import NotAllowed
from casework.models import CountedNeed, NeedPicture, NeedTally
from casework.needs_picture import classes, counting, marking
from casework.needs_picture.halves import Half
from hub.suppression import ANY, LEAST, Cell, Published
from tests.casework.cases import a_site
from tests.factories import casework as cases

pytestmark = pytest.mark.django_db
OVER, NOW = dt.date(2026, 5, 4), dt.date(2026, 12, 1)
LATER = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
DIGITAL: Cell = ("digital-security", "014", "sw")
SMALL: Cell = ("legal-aid", "143", "other")


def counted(cell: Cell, times: int, day: dt.date = OVER) -> None:
    for _ in range(times):
        counting.add(cell, day)


@pytest.mark.parametrize(
    ("day", "written"), [((2026, 1, 1), "2026-1"), ((2026, 6, 30), "2026-1"), ((2026, 7, 1), "2026-2")]
)
def test_nothing_finer_than_a_half_year(day: tuple[int, int, int], written: str) -> None:
    half = Half.of(dt.date(*day))
    assert (half.written, Half.read(written)) == (written, half)
    assert half.first <= dt.date(*day) <= half.last
    assert not half.is_over(half.last)
    assert half.is_over(half.last + dt.timedelta(days=1))


def test_a_need_is_counted_in_coarse_classes() -> None:
    broader = {"digital-security": None, "phishing": "digital-security"}
    said = needs.Answers(country="KE", topics=("phishing",), languages=("sw", "en"))
    assert classes.cell(said, broader) == DIGITAL
    assert classes.cell(needs.Answers(country="KE", languages=("luo",)), broader)[2] == classes.OTHER
    assert classes.cell(needs.Answers(country="AQ"), {})[1] == "001"


def test_while_the_half_year_runs_the_database_tells_nothing() -> None:
    counted(DIGITAL, 1, NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM casework_needtally")
        once = cursor.fetchone()[0]
    counted(SMALL, 3, NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM casework_needtally")
        often = cursor.fetchone()[0]
    assert len(once) == len(often)
    assert not any(word in once + often for word in (DIGITAL[0], SMALL[0]))
    counting.tick(LATER)
    assert not NeedPicture.objects.exists()


def test_when_it_is_over_only_what_may_be_published_stays() -> None:
    counted(DIGITAL, 7)
    counted(SMALL, 2)
    assert counting.tick(LATER) == {"pictures of unmet needs": 1}
    assert counting.tick(LATER) == {"pictures of unmet needs": 0}
    assert not NeedTally.objects.exists()
    picture = NeedPicture.objects.get()
    assert (picture.period, picture.least, picture.blocks) == ("2026-1", LEAST, [[*DIGITAL, 7]])


def test_a_desk_counts_a_case_once_and_the_case_takes_the_mark_along() -> None:
    cases.three_desks()
    ana, today = cases.coordinator(cases.HERE, role=DESK), timezone.localdate()
    case = cases.confirmed(today).case
    assert not marking.context(case.pk)["counted"]
    marking.count_unmet(ana, case.pk, today)
    with pytest.raises(NotAllowed, match="counted_already"):
        marking.count_unmet(ana, case.pk, today)
    assert marking.context(case.pk)["counted"]
    assert counting._counts(NeedTally.objects.get()) == {("digital-security", "014", "en"): 1}
    case.delete()
    assert not CountedNeed.objects.exists()
    assert NeedTally.objects.count() == 1


def test_the_button_is_for_ones_own_desk_and_by_post_alone(client: Client) -> None:
    cases.three_desks()
    case = cases.confirmed(timezone.localdate()).case
    for user, status in ((cases.coordinator(cases.NEIGHBOUR, role=DESK), 404), (_here(), 302)):
        client.force_login(user)
        assert client.get(reverse("desk_unmet", args=[case.pk])).status_code == 405
        assert not CountedNeed.objects.exists()
        assert client.post(reverse("desk_unmet", args=[case.pk])).status_code == status
    assert client.post(reverse("desk_unmet", args=[case.pk])).status_code == 403
    assert CountedNeed.objects.count() == 1


def _here() -> User:
    return cases.coordinator(cases.HERE, role=DESK)


@pytest.fixture
def published() -> Published:
    a_site()
    counted(DIGITAL, 7)
    for language, many in (("en", 3), ("fr", 2), ("ar", 3)):
        counted(("digital-security", "014", language), many)
    counted(("digital-security", "030", "zh-Hans"), 5)
    counted(SMALL, 4)
    counting.tick(LATER)
    picture = NeedPicture.objects.get()
    return Published(counting.read(picture), classes.axes(["digital-security", "legal-aid"]))


def read(client: Client, query: str = "") -> dict[str, list[str]]:
    """The rows of the table: each region's cells."""
    page = client.get(f"/en/needs/{query}")
    assert page.status_code == 200
    assert not page.cookies
    table = BeautifulSoup(page.content, "html.parser").select(".coverage tbody tr")
    return {row.th.get_text(): [cell.get_text() for cell in row.find_all("td")] for row in table if row.th}


def test_the_page_shows_the_numbers_and_the_map_says_the_same(client: Client, published: Published) -> None:
    assert published.number("digital-security", "014", "sw") == 7
    rows = read(client)
    assert rows["Eastern Africa"][0] == rows["Africa"][0] == "15"
    assert rows["Central Asia"][0] == "–"
    page = BeautifulSoup(client.get("/en/needs/").content, "html.parser")
    tiles = [str(each["aria-label"]) for each in page.select("svg g")]
    assert "Eastern Africa: 15" in tiles
    assert "Central Asia: none, or too few to say" in tiles
    assert read(client, "?language=sw")["Eastern Africa"][0] == "7"
    assert read(client, "?language=en&topic=digital-security")["Eastern Africa"][0] == "–"
    assert read(client, "?language=%00&topic=x&period=9999-9") == rows


def test_the_file_for_programs_has_the_same_blocks(client: Client, published: Published) -> None:
    found = json.loads(client.get("/en/needs/numbers.json").content)["periods"]
    assert [each["period"] for each in found] == ["2026-1"]
    assert sum(block["number"] for block in found[0]["blocks"]) == published.number(ANY, ANY, ANY)
    assert min(block["number"] for block in found[0]["blocks"]) >= LEAST


def test_without_a_picture_the_page_says_so(client: Client) -> None:
    a_site()
    counted(DIGITAL, 9, timezone.localdate())
    assert "There is no picture yet." in client.get("/en/needs/").content.decode()
