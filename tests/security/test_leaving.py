"""Leaving, health, robots."""

from __future__ import annotations

import pytest

from tests.factories import accounts as staff
from tests.security.specification import SITE_DATA


@pytest.mark.parametrize("method", ["get", "post"])
def test_leaving_leads_elsewhere_and_clears_what_the_browser_kept(client, db, method: str) -> None:
    response = getattr(client, method)("/-/leave/")
    assert (response.status_code, response["Location"]) == (303, "https://www.wikipedia.org/")
    cleared = set(response["Clear-Site-Data"].split(", "))
    assert {'"cache"', '"cookies"', '"storage"'} <= cleared <= SITE_DATA
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "no-store"


def test_where_leaving_leads_is_a_setting(client, db, settings) -> None:
    settings.HUB_LEAVE_URL = "https://weather.example/"
    assert client.get("/-/leave/")["Location"] == "https://weather.example/"


def test_health_is_one_word_for_everybody(client, django_assert_num_queries, db) -> None:
    with django_assert_num_queries(0):
        response = client.get("/-/health/")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
class TestDetails:
    """What operators see of the parts."""

    def test_nobody_else_sees_more_than_the_word(self, client) -> None:
        assert client.get("/-/health/?details").content == b"ok\n"
        client.force_login(staff.editor())
        assert client.get("/-/health/?details").content == b"ok\n"

    def test_operators_see_each_part(self, client, settings) -> None:
        settings.HUB_HEALTH = (("database", "hub.health.database"), ("cache", "hub.health.cache"))
        client.force_login(staff.operator())
        response = client.get("/-/health/?details")
        assert response.status_code == 200
        assert response.json()["parts"]["database"]["well"]

    def test_a_part_that_is_down_turns_it_red_without_its_secrets(self, client, settings, monkeypatch) -> None:
        def down() -> str:
            raise OSError("CANARY password=x")

        monkeypatch.setattr("hub.health.cache", down)
        client.force_login(staff.operator())
        response = client.get("/-/health/?details")
        assert response.status_code == 503
        assert response.json()["parts"]["cache"] == {"well": False, "state": "OSError"}

    def test_a_second_factor_is_asked_for_here_as_well(self, client, settings) -> None:
        settings.HUB_REQUIRE_SECOND_FACTOR = True
        client.force_login(staff.operator())
        assert client.get("/-/health/?details")["Location"] == "/staff/second-factor/"
        assert client.get("/-/health/").content == b"ok\n"


def test_robots_keep_out_of_what_is_for_staff(client, db) -> None:
    rules = client.get("/robots.txt").content.decode()
    for address in ("/admin/", "/staff/", "/-/", "/api/"):
        assert f"Disallow: {address}\n" in rules
    # A page that says `noindex` must be fetched to say so.
    assert "search" not in rules
