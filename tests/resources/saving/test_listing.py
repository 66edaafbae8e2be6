"""What may be saved of a text: the whole of its pages with all that they show, of public texts, and nothing else."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from files.models import HubDocument, HubImage
from resources.saving import playing, shown
from tests.factories.documents import mp3, pdf
from tests.factories.resources import changed, manual, published, translation

LOADS = re.compile(r"<(?:link rel=\"(?:stylesheet|icon)\" href|script [^>]*src|img src)=\"([^\"]+)\"")


def listed(client: Client, address: str = "/en/offline/texts/a-manual.json") -> dict[str, Any]:
    answer = client.get(address)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def asked(client: Client, address: str) -> int:
    """How many queries an answer takes when nothing around it has changed since the last."""
    for _time in range(2):
        client.get(address)
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    return len(found)


def with_picture() -> list[dict[str, Any]]:
    """A body that shows a picture."""
    image = HubImage.objects.create(title="A lock", description="A lock", file=get_test_image_file())
    return [{"type": "image", "value": {"image": image.pk, "decorative": False, "alt_text": "A lock"}}]


def with_talk() -> tuple[HubDocument, list[dict[str, Any]]]:
    """A body with sound to play, and a file to download."""
    talk = HubDocument.objects.create(title="Talk", file=ContentFile(mp3(), name="a.mp3"))
    form = HubDocument.objects.create(title="Form", file=ContentFile(pdf(), name="a.pdf"))
    return talk, [
        {"type": "media", "value": {"document": talk.pk, "title": "A talk", "transcript": "<p>Words.</p>"}},
        {"type": "file", "value": {"document": form.pk, "title": "A form", "text": ""}},
    ]


@pytest.mark.any_database
@pytest.mark.django_db
class TestList:
    """One text's list, as a device asks for it."""

    def test_holds_every_page_of_a_manual_and_all_that_they_show(self, client: Client) -> None:
        book = manual("First steps", "Second steps", body=with_picture())
        found = listed(client)
        assert found["pages"][:-1] == [book.url, *(each.url for each in book.get_children())]
        assert found["pages"][-1] == found["offline"] == "/en/offline/saved/"
        shows = {address for page in found["pages"] for address in LOADS.findall(client.get(page).content.decode())}
        assert any(address.startswith("/media/images/") for address in shows)
        assert any(address.endswith(".css") for address in shows)
        assert shows <= {*found["parts"], *found["instead"]}

    @pytest.mark.parametrize("kind", ["guide", "checklist", "tool", "template", "glossary", "news"])
    def test_holds_all_that_a_text_of_any_kind_shows(self, client: Client, kind: str) -> None:
        page = published(kind, slug="one", body=with_picture())
        found = listed(client, "/en/offline/texts/one.json")
        html = client.get(page.url).content.decode()
        assert set(LOADS.findall(html)) <= {*found["parts"], *found["instead"]}
        assert 'data-save="/en/offline/texts/one.json" hidden' in html

    def test_names_nothing_but_the_text_the_page_without_network_and_files_that_anybody_gets(
        self, client: Client
    ) -> None:
        book = manual("First steps")
        published(slug="another")
        found = listed(client)
        assert all(page.startswith(book.url) for page in found["pages"][:-1])
        assert {part.split("/")[1] for part in [*found["parts"], *found["instead"]]} <= {"static", "media", "-"}
        assert not any(part.startswith("/-/leave") for part in found["parts"])

    def test_asks_the_same_few_questions_for_many_chapters(self, client: Client) -> None:
        manual(*[f"Chapter {number}" for number in range(1, 5)])
        manual("One chapter", slug="short")
        published(slug="one")
        many, few, one = (asked(client, f"/en/offline/texts/{name}.json") for name in ("a-manual", "short", "one"))
        assert many == few <= 6
        assert one <= few

    def test_has_another_version_when_a_chapter_changes_moves_or_goes(self, client: Client) -> None:
        book = manual("First steps", "Second steps")
        seen = [listed(client)["version"]]
        seen.append(listed(client)["version"])
        assert len(set(seen)) == 1
        first = changed(book.get_children().first())
        seen.append(listed(client)["version"])
        first.slug = "renamed"
        first.save_revision().publish()
        seen.append(listed(client)["version"])
        book.get_children().last().unpublish()
        seen.append(listed(client)["version"])
        assert len(set(seen)) == 4

    def test_is_sent_once_for_one_state(self, client: Client) -> None:
        manual("First steps")
        address = "/en/offline/texts/a-manual.json"
        first = client.get(address)
        assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
        assert first["Cache-Control"] == "no-cache"
        assert not first.cookies

    def test_is_there_for_public_texts_only(self, client: Client) -> None:
        hidden, shut, late, draft = (published(slug=name) for name in ("hidden", "shut", "late", "draft"))
        hidden.unpublish()
        PageViewRestriction.objects.create(page=shut, restriction_type="login")
        late.expire_at = timezone.now() - dt.timedelta(minutes=1)
        late.save()
        book = manual("First steps", slug="book")
        draft.title = "CANARY"
        draft.save_revision()
        for name in ("hidden", "shut", "late", "nothing", "book/first-steps", "first-steps"):
            assert client.get(f"/en/offline/texts/{name}.json").status_code == 404, name
        assert client.get("/fr/offline/texts/draft.json").status_code == 404
        assert b"CANARY" not in client.get("/en/offline/texts/draft.json").content
        book.get_children().first().unpublish()
        assert len(listed(client, "/en/offline/texts/book.json")["pages"]) == 2

    def test_speaks_of_the_text_in_the_language_of_the_address(self, client: Client) -> None:
        arabic = translation(published(slug="phones"), "ar", title="الهواتف")
        found = listed(client, "/ar/offline/texts/phones.json")
        assert (found["title"], found["tag"], found["dir"]) == ("الهواتف", "ar", "rtl")
        assert found["pages"] == [arabic.url, "/ar/offline/saved/"]


@pytest.mark.any_database
@pytest.mark.django_db
class TestSoundAndFilm:
    """What plays in a text, and what can only be downloaded."""

    def test_are_listed_with_their_size_apart_from_what_is_always_saved(self, client: Client) -> None:
        talk, blocks = with_talk()
        manual("First steps", body=blocks)
        found = listed(client)
        (played,) = found["media"]
        assert (played["address"], played["size"]) == (talk.url, talk.file.size)
        assert found["files"] == 1
        assert not [each for each in found["parts"] if each.startswith("/documents/")]
        assert len(client.get(played["address"]).getvalue()) == played["size"]

    def test_another_recording_at_the_same_address_is_another_version(self, client: Client) -> None:
        talk, blocks = with_talk()
        published(slug="one", body=blocks)
        before = listed(client, "/en/offline/texts/one.json")["version"]
        HubDocument.objects.filter(pk=talk.pk).update(file_hash="0" * 40)
        assert listed(client, "/en/offline/texts/one.json")["version"] != before

    def test_cost_one_query_however_many_there_are(self, client: Client) -> None:
        published(slug="none")
        published(slug="one", body=with_talk()[1])
        published(slug="two", body=[*with_talk()[1], *with_talk()[1]])
        none, one, two = (asked(client, f"/en/offline/texts/{name}.json") for name in ("none", "one", "two"))
        assert two == one == none + 1

    def test_what_is_no_document_of_this_site_is_not_listed(self) -> None:
        assert playing.recordings(["/documents/999/gone.mp3", "/documents/x/y.mp3", "/media/a.mp3", "/en/1/a"]) == ()


@pytest.mark.any_database
@pytest.mark.django_db
class TestListOfTextAlone:
    """The same text as its pages below /text/ show it."""

    ADDRESS = "/en/offline/texts/a-manual.text.json"

    def test_holds_the_pages_below_text_and_all_that_they_load(self, client: Client) -> None:
        manual("First steps", "Second steps", body=with_picture())
        full, found = listed(client), listed(client, self.ADDRESS)
        assert found["plain"] is True
        assert found["pages"] == [f"/text{page}" for page in full["pages"]]
        assert (found["url"], found["offline"]) == (f"/text{full['url']}", f"/text{full['offline']}")
        shows = {address for page in found["pages"] for address in LOADS.findall(client.get(page).content.decode())}
        assert shows == set(found["parts"])
        assert len([each for each in shows if each.endswith(".css")]) == 1
        assert (found["instead"], found["media"]) == ({}, [])

    def test_is_what_such_a_page_asks_for_and_the_full_page_is_not(self, client: Client) -> None:
        book = manual("First steps")
        for page in (book, book.get_children().first()):
            assert f'data-save="{self.ADDRESS}" hidden' in client.get(f"/text{page.url}").content.decode()
            assert 'data-save="/en/offline/texts/a-manual.json" hidden' in client.get(page.url).content.decode()

    def test_what_plays_is_there_to_download_only(self, client: Client) -> None:
        published(slug="one", body=with_talk()[1])
        found = listed(client, "/en/offline/texts/one.text.json")
        assert (found["media"], found["files"]) == ([], 2)

    def test_goes_and_changes_with_its_text(self, client: Client) -> None:
        page = published(slug="one")
        address = "/en/offline/texts/one.text.json"
        before = listed(client, address)
        assert before["version"] != listed(client, "/en/offline/texts/one.json")["version"]
        changed(page)
        assert listed(client, address)["version"] != before["version"]
        page.unpublish()
        assert client.get(address).status_code == 404


@pytest.mark.django_db
class TestWorker:
    """The script at the root, and the page it falls back to."""

    def test_is_a_script_that_is_asked_for_again_each_time(self, client: Client) -> None:
        answer = client.get("/sw.js")
        assert answer["Content-Type"].startswith("text/javascript")
        assert answer["Cache-Control"] == "no-cache"
        assert client.get("/sw.js", headers={"If-None-Match": answer["ETag"]}).status_code == 304

    def test_may_ask_this_site_only_and_does_nothing_behind_the_readers_back(self, client: Client) -> None:
        answer = client.get("/sw.js")
        assert "connect-src 'self'" in answer["Content-Security-Policy"]
        text = re.sub(r"/\*.*?\*/|//.*", "", answer.content.decode())
        # Storing, pushing and syncing would each need one of these.
        for word in (".put(", ".add(", ".addAll(", "caches.open", '"push"', '"sync"', "periodicsync", "http"):
            assert word not in text, word

    def test_page_without_network_is_for_no_search_engine_and_loads_what_lists_name(self, client: Client) -> None:
        html = client.get("/en/offline/saved/").content.decode()
        assert '<meta name="robots" content="noindex">' in html
        assert "data-saved hidden" in html


def test_of_one_picture_one_size_is_saved_and_stands_for_the_others() -> None:
    found = shown.parts(
        '<picture><source srcset="/media/images/a.400.avif 400w, /media/images/a.800.avif 800w" type="image/avif">'
        '<source srcset="/media/images/a.400.webp 400w, /media/images/a.800.webp 800w" type="image/webp">'
        '<img src="/media/images/a.800.jpg" alt=""></picture><img src="/media/images/b.png" alt="">'
        '<a href="/en/x/">x</a><video src="/documents/1/film.mp4"></video><img src="https://elsewhere.example/c.png">'
    )
    assert found.addresses == ["/media/images/a.800.webp", "/media/images/b.png"]
    assert (found.media, found.files) == (["/documents/1/film.mp4"], [])
    assert set(found.instead.values()) == {"/media/images/a.800.webp"}
    assert {urlsplit(each).path for each in found.instead} == {
        "/media/images/a.400.avif",
        "/media/images/a.800.avif",
        "/media/images/a.400.webp",
        "/media/images/a.800.jpg",
    }


def test_style_sheets_load_nothing_more(settings: Any) -> None:
    for path in (settings.BASE_DIR / "static" / "css").glob("*.css"):
        assert not re.search(r"url\(|@import", path.read_text("utf-8")), path
