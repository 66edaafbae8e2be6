"""Searches in vain: what may be counted, that nothing is written below five days, and that it fades."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from search import indexing
from search.engines.protocol import SearchEngine
from search.models import VainSearch
from search.vain import keeping
from search.vain.waiting import DAYS, MOST_WAITING, WINDOW, Asked, Waiting
from search.vain.wording import counted
from tests.factories import accounts
from tests.factories import resources as library

MONDAY = dt.date(2026, 5, 4)
IN_VAIN = Asked("en", "canary zeppelin")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Drone surveillance?", "drone surveillance"),
        ("  what is a   VPN", "what is a vpn"),
        ("l'avocat d’office", "l'avocat d’office"),
        ("حماية الشهود", "حماية الشهود"),
        ("手機被沒收", "手機被沒收"),
        ("как стереть телефон", "как стереть телефон"),
    ],
)
def test_what_may_be_counted(text: str, words: str) -> None:
    assert counted(text, "en") == words


@pytest.mark.parametrize(
    "text",
    [
        "one two three four five six seven",
        "marta@example.org",
        "@marta",
        "call 5551234",
        "اتصل ٠٩١٢",
        "example.org/page",
        "12 Long Street",
        "arrest of Marta Lopez",
        "Marta Lopez",
        "KQXTNVMRWBDF",
        "a" * 30,
        "paSsW ord",
        "she said: yes",
        "手機被沒收後應該怎樣聯絡律師",
        "the",
        "…",
        "",
    ],
)
def test_what_is_never_counted(text: str) -> None:
    assert counted(text, "en") == ""


def days(many: int, first: dt.date = MONDAY) -> Iterator[dt.date]:
    return (first + dt.timedelta(days=at) for at in range(many))


class TestWaiting:
    """What one process remembers."""

    def test_five_days_make_it_due_on_a_later_one(self) -> None:
        waiting, other = Waiting(), Asked("en", "other words")
        assert [waiting.note(IN_VAIN, day) for day in days(DAYS) for _again in range(9)] == [[]] * DAYS * 9
        assert waiting.note(other, MONDAY + dt.timedelta(days=DAYS - 1)) == [], "not on the day itself"
        assert waiting.note(other, MONDAY + dt.timedelta(days=DAYS)) == [IN_VAIN]
        assert waiting.note(other, MONDAY + dt.timedelta(days=DAYS)) == [], "handed over once"

    def test_what_is_due_tells_no_order(self) -> None:
        waiting = Waiting()
        asked = [Asked("en", words) for words in ("pear", "apple", "fig")]
        for day in days(DAYS):
            for each in asked:
                waiting.note(each, day)
        assert waiting.note(IN_VAIN, MONDAY + dt.timedelta(days=DAYS)) == sorted(asked)

    def test_many_times_on_four_days_are_forgotten_with_the_month(self) -> None:
        waiting = Waiting()
        for day in days(DAYS - 1):
            for _again in range(100):
                assert waiting.note(IN_VAIN, day) == []
        later = MONDAY + WINDOW
        assert [waiting.note(IN_VAIN, day) for day in days(DAYS - 1, later)] == [[]] * (DAYS - 1)

    def test_no_words_of_what_waits_are_in_memory(self) -> None:
        waiting = Waiting()
        for day in days(DAYS - 1):
            waiting.note(IN_VAIN, day)
        assert "canary" not in repr(vars(waiting))
        assert len(waiting) == 1

    def test_the_same_words_leave_another_hash_in_each_process(self) -> None:
        first, second = Waiting(), Waiting()
        for each in (first, second):
            each.note(IN_VAIN, MONDAY)
        assert vars(first)["_days"].keys().isdisjoint(vars(second)["_days"].keys())

    def test_a_flood_fills_no_more_than_so_much(self) -> None:
        waiting = Waiting()
        for number in range(MOST_WAITING + 50):
            waiting.note(Asked("en", f"words {number}"), MONDAY)
        assert len(waiting) == MOST_WAITING


class Site:
    """A site with one text, asked on many days."""

    def __init__(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        self.client, self.handed, self.day = client, list[Any](), MONDAY
        monkeypatch.setattr(keeping, "this_day", lambda: self.day)
        monkeypatch.setattr("search.vain.keeping.Thread", self._thread)

    def _thread(self, *, target: Any, args: Any, **_more: Any) -> Any:
        assert target is keeping.write_beside
        self.handed.append(args)
        return self

    def start(self) -> None:
        """What a thread would do on a connection of its own."""
        keeping.write(*self.handed[-1])

    def ask(self, question: str, on: dt.date, **more: str) -> str:
        self.day = on
        return self.client.get(reverse("search"), {"q": question, **more}).content.decode()


@pytest.fixture
def site(
    index: SearchEngine, db: None, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    settings.HUB_COUNT_VAIN_SEARCHES = True
    library.published(slug="a-guide", title="Padlocks", body=library.body(text="Padlocks keep doors shut."))
    indexing.drain()
    keeping.waiting.forget()
    yield Site(client, monkeypatch)
    keeping.waiting.forget()


def rows() -> list[tuple[str, str, int, dt.date]]:
    return list(VainSearch.objects.values_list("language", "words", "days", "month"))


def everything(folder: Path) -> bytes:
    """All that lies in the database and below a folder."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        held = []
        for name in names:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608
            held.append(repr(cursor.fetchall()))
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return "\n".join(held).encode() + b"".join(files)


def test_below_five_days_nothing_is_written_anywhere(site: Site, settings: Any, tmp_path: Path) -> None:
    settings.HUB_DATA_DIR = tmp_path
    said = "Words that find nothing are written down once"
    site.ask("padlocks", MONDAY)  # What a site makes of itself at its first page.
    with CaptureQueriesContext(connection) as captured:
        for day in days(DAYS - 1):
            for _again in range(2):
                assert said in site.ask("Canary zeppelin", day)
        assert said in site.ask("canary marta@example.org", MONDAY)
    written = [query["sql"] for query in captured if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == []
    assert len(keeping.waiting) == 1
    assert b"canary" not in everything(tmp_path).lower()


def test_words_are_stored_once_five_days_have_asked_them_and_fade(site: Site) -> None:
    for day in days(DAYS):
        site.ask("Canary  zeppelin?", day)
    assert rows() == []
    site.ask("something else entirely", MONDAY + dt.timedelta(days=DAYS))
    assert rows() == [("en", "canary zeppelin", DAYS, MONDAY.replace(day=1))]
    for day in days(DAYS + 1, MONDAY + dt.timedelta(days=DAYS + 1)):
        site.ask("canary zeppelin", day)
    assert rows() == [("en", "canary zeppelin", 2 * DAYS, MONDAY.replace(day=1))]
    at = dt.datetime(2026, 7, 29, tzinfo=dt.UTC)
    keeping.tick(at)
    assert len(rows()) == 1
    assert keeping.tick(at + dt.timedelta(days=1)) == {"searches in vain forgotten": 1}
    assert rows() == []


def test_what_is_found_filtered_or_asked_exactly_is_not_counted(site: Site) -> None:
    for words, more in (
        ("padlock", {}),
        ("padlocs", {}),
        ("canary zeppelin", {"kind": "guide"}),
        ("canary zeppelin", {"words": "only"}),
        ("", {}),
    ):
        site.ask(words, MONDAY, **more)
        assert len(keeping.waiting) == 0, (words, more)


def test_nothing_is_remembered_with_the_switch_off(site: Site, settings: Any) -> None:
    VainSearch.objects.create(language="en", words="from before", days=5, month=MONDAY)
    settings.HUB_COUNT_VAIN_SEARCHES = False
    for day in days(DAYS + 2):
        assert "find nothing are written down" not in site.ask("canary zeppelin", day)
    assert len(keeping.waiting) == 0
    assert site.handed == []
    keeping.tick(dt.datetime(2026, 5, 20, tzinfo=dt.UTC))
    assert rows() == [], "what was counted before goes as well"


def test_names_that_the_site_knows_are_not_stored(db: None) -> None:
    accounts.editor(username="zebedee")
    keeping.write([Asked("en", "where is zebedee"), Asked("en", "where is water")], MONDAY)
    assert [words for _language, words, _days, _month in rows()] == ["where is water"]


def test_an_editor_sees_classes_and_chooses_or_takes_off(db: None, client: Client, settings: Any) -> None:
    settings.HUB_COUNT_VAIN_SEARCHES = True
    for words, many in (("water", 5), ("fire", 35), ("air", 50)):
        VainSearch.objects.create(language="en", words=words, days=many, month=MONDAY.replace(day=1))
    client.force_login(accounts.operator())
    assert client.get(reverse("search_vain")).status_code in {302, 403}
    client.force_login(accounts.editor())
    text = client.get(reverse("search_vain")).content.decode()
    for said in ("on 5 to 9 days", "on 10 to 49 days", "on 50 days or more"):
        assert said in text
    # What is read: each row's form has a token drawn by lot, with any two digits in it.
    listed = BeautifulSoup(text, "html.parser").select_one("ul.desk-matches")
    assert listed is not None
    assert "35" not in listed.get_text()
    add = reverse("wagtailsnippets_search_editorialchoice:add")
    form = client.get(add, {"question": "water", "language": "en"}).content.decode()
    assert 'value="water"' in form
    client.post(reverse("search_vain_dismiss"), {"language": "en", "words": "water"})
    assert [row[1] for row in rows()] == ["air", "fire"]
