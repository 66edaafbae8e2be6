"""Pages not found: which addresses are counted, how, for how long, and what publishers do about it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from accounts.roles import AUTHOR, PUBLISHER, REVIEWER
from publishing.missing import counting
from publishing.missing.paths import LONGEST, counted
from publishing.models import MissingPath
from tests.factories.accounts import member
from tests.factories.resources import published

pytestmark = pytest.mark.any_database

NOW = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
DAY = dt.date(2026, 12, 1)


@pytest.fixture(autouse=True)
def spool(tmp_path: Path, settings: Any) -> Path:
    settings.HUB_DATA_DIR = tmp_path
    return counting.spool()


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/en/library/old-phones/", "/en/library/old-phones/"),
        ("/fr/bibliothèque/vieux", "/fr/bibliothèque/vieux/"),
        ("/ar/مكتبة/هاتف/", "/ar/مكتبة/هاتف/"),
        ("/r/guide/phones/", "/r/guide/phones/"),
        ("/en/news/meeting-2026/", "/en/news/meeting-2026/"),
    ],
)
def test_addresses_like_ours_are_counted_in_one_form(path: str, kept: str) -> None:
    assert counted(path) == kept


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en/",
        "/wp-login.php",
        "/en/wp-login.php",
        "/xx/library/",
        "/admin/pages/",
        "/en/admin/pages/",
        "/staff/login/",
        "/en/case/open-now/",
        "/en/Case/abc/",
        "/en/request/x/",
        "/en/help/x/",
        "/en/search/arrest/",
        "/en/trainers/ana-ruiz/",
        "/en/organisations/some-group/",
        "/en/desks/south/",
        "/en/ana@example.org/",
        "/en/library/0612345678/",
        "/en/library/a1b2c3d4/",
        "/en/library/" + "x" * 41 + "/",
        "/en/library/two words/",
        "/en/library/a=b/",
        "/en/../etc/",
        "/en/" + "long-" * LONGEST + "x/",
    ],
)
def test_what_could_tell_of_somebody_is_not(path: str) -> None:
    assert counted(path) is None


@pytest.mark.django_db
class TestCounting:
    def test_a_reader_leaves_a_line_and_no_row(self, client: Client, spool: Path) -> None:
        published()
        for _time in range(2):
            client.get("/en/resources/gone/?token=secret", headers={"Referer": "https://there.example/", "X-A": "b"})
        client.get("/en/case/gone/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/en/resources/gone/").status_code == 404
        assert not [each for each in queries if "missing" in each["sql"].lower()]
        assert spool.read_text("utf-8") == "/en/resources/gone/\n" * 3
        assert spool.stat().st_mode & 0o777 == counting.PRIVATE
        assert not MissingPath.objects.exists()

    def test_the_timer_adds_up_by_day_and_forgets_after_thirty(self, spool: Path) -> None:
        old = MissingPath.objects.create(path="/en/old/x/", day=DAY - dt.timedelta(days=30), times=4)
        kept = MissingPath.objects.create(path="/en/old/y/", day=DAY - dt.timedelta(days=29), times=4)
        for path in ("/en/a/b/", "/en/a/c/", "/en/a/b/"):
            counting.note(path)
        assert counting.tick(NOW) == {"addresses not found": 3, "counts of addresses forgotten": 1}
        counting.note("/en/a/b/")
        counting.tick(NOW)
        assert dict(MissingPath.objects.filter(day=DAY).values_list("path", "times")) == {"/en/a/b/": 3, "/en/a/c/": 1}
        assert set(MissingPath.objects.values_list("pk", flat=True)) & {old.pk, kept.pk} == {kept.pk}
        assert not spool.exists()
        assert counting.tick(NOW)["addresses not found"] == 0

    def test_a_flood_fills_neither_the_disk_nor_the_table(self, spool: Path, monkeypatch: Any) -> None:
        monkeypatch.setattr(counting, "MOST_BYTES", 100)
        monkeypatch.setattr(counting, "MOST_ROWS", 3)
        for number in range(50):
            counting.note(f"/en/a/flood-{number}/")
        assert spool.stat().st_size <= 100
        counting.tick(NOW)
        assert MissingPath.objects.count() == 3

    def test_a_disk_that_can_only_be_read_is_nothing_to_a_reader(self, client: Client, monkeypatch: Any) -> None:
        published()

        def refused(*_given: Any) -> int:
            raise OSError("read-only file system")

        monkeypatch.setattr(counting.os, "open", refused)
        assert client.get("/en/resources/gone/").status_code == 404

    def test_lines_that_somebody_else_wrote_are_not_taken(self, spool: Path) -> None:
        spool.write_bytes(b"/en/a/b/\n\xff\xfe\n/en/case/x/\n<script>\n/en/a/b\n")
        counting.tick(NOW)
        assert list(MissingPath.objects.values_list("path", "times")) == [("/en/a/b/", 1)]


@pytest.mark.django_db
class TestReport:
    def rows(self) -> None:
        today = timezone.localdate()
        MissingPath.objects.create(path="/ar/مكتبة/هاتف/", day=today, times=5)
        MissingPath.objects.create(path="/en/a/b/", day=today, times=2)
        MissingPath.objects.create(path="/en/a/b/", day=today - dt.timedelta(days=1), times=2)

    def test_the_most_wanted_come_first_in_few_queries(self, client: Client) -> None:
        self.rows()
        client.force_login(member(PUBLISHER))
        client.get(reverse("publishing_missing"))
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(reverse("publishing_missing"))
        found = [(row["path"], row["many"]) for row in answer.context["rows"]]
        assert found == [("/ar/مكتبة/هاتف/", 5), ("/en/a/b/", 4)]
        assert len(queries) <= 22

    def test_a_redirect_leads_readers_and_ends_the_counting(self, client: Client) -> None:
        self.rows()
        page = published()
        client.force_login(member(PUBLISHER))
        address = reverse("publishing_missing_lead") + "?path=/ar/مكتبة/هاتف/"
        assert "مكتبة" in client.get(address).content.decode()
        assert "required" in client.post(address, {"page": ""}).content.decode()
        client.post(address, {"page": page.pk})
        assert Client().get("/ar/مكتبة/هاتف/")["Location"] == page.url
        assert not MissingPath.objects.filter(path__startswith="/ar/").exists()
        Client().get("/ar/مكتبة/هاتف/")
        counting.tick(NOW)
        assert not MissingPath.objects.filter(path__startswith="/ar/").exists()

    def test_only_addresses_of_the_list_and_public_pages_are_taken(self, client: Client) -> None:
        self.rows()
        page = published()
        page.unpublish()
        client.force_login(member(PUBLISHER))
        client.post(reverse("publishing_missing_lead") + "?path=/en/a/b/", {"page": page.pk})
        client.post(reverse("publishing_missing_lead") + "?path=/en/a/other/", {"page": published(slug="x").pk})
        client.post(reverse("publishing_missing_lead") + "?path=//evil.example/", {"page": page.pk})
        assert not Redirect.objects.exists()

    def test_others_do_not_see_it(self, client: Client) -> None:
        for role in (AUTHOR, REVIEWER):
            client.force_login(member(role))
            assert client.get(reverse("publishing_missing")).status_code in (302, 403)
