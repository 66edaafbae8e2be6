"""Public pages come from memory, never a moment longer than they are true, and never anything that is somebody's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from home import schedule
from home.identity import HubSettings
from home.kept_pages.middleware import PAGES
from home.models import HomePage
from home.trees import ensure_tree
from resources.models import Download
from tests.factories.resources import changed, manual, published, translation
from tests.factories.trainers import a_trainer
from trainers.models import Trainer
from vocabulary import chains
from vocabulary.models import Label

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def nothing_kept(db: None) -> Iterator[None]:
    """Each test begins with an empty shelf, and with the row of settings that the first request ever makes."""
    PAGES.clear()
    HubSettings.for_site(Site.objects.get(is_default_site=True))
    yield
    PAGES.clear()


@pytest.fixture
def guide() -> Page:
    page: Page = published(slug="phones", title="Phones at hand")
    return page


def read(client: Client, address: str, **headers: str) -> tuple[Any, int]:
    """An answer and the number of queries that it took."""
    with CaptureQueriesContext(connection) as log:
        answer = client.get(address, headers=headers)
    return answer, len(log)


def made(client: Client, address: str) -> Any:
    """The answer as it is without anything kept."""
    with override_settings(HUB_PAGE_CACHE=False):
        return client.get(address)


def text(page: Page, words: str) -> None:
    changed(page, text=words)


def fresh(page: Page) -> Any:
    return page.specific_class.objects.get(pk=page.pk)


def linked(page: Page) -> Page:
    """A text that links to the page."""
    link = f'<p><a linktype="page" id="{page.pk}">the other text</a></p>'
    blocks = [{"type": "text", "value": link, "id": "00000000-0000-4000-a000-000000000001"}]
    other: Page = published(slug="leading", title="Leading there", body=blocks)
    return other


def renamed(page: Page) -> None:
    page = fresh(page)
    page.title, page.slug = "Phones, anew", "phones-anew"
    page.save_revision().publish()


def due(page: Page) -> None:
    """A new version whose hour comes, and the timer."""
    page = fresh(page)
    page.title, page.go_live_at = "Phones from today on", timezone.now() + dt.timedelta(hours=1)
    page.save_revision().publish()
    with time_machine.travel(timezone.now() + dt.timedelta(hours=2)):
        schedule.publish(timezone.now())


def menu(page: Page) -> None:
    home = HomePage.objects.get(pk=ensure_tree("en").pk)
    home.menu = [{"type": "page", "value": {"page": page.pk, "label": "In the menu now"}}]
    home.save_revision().publish()


def named(_page: Page) -> None:
    site = Site.objects.get(is_default_site=True)
    HubSettings.objects.update_or_create(site=site, defaults={"name": "Harbour of knowledge"})


def language(_page: Page) -> None:
    published(language="fr", slug="telephones", title="Téléphones")


# What is done, at which address it must show at once, and a word that is new there.
SHOWS: dict[str, tuple[Callable[[Page], Any], str, str]] = {
    "published anew": (lambda page: text(page, "Words of today."), "/en/resources/phones/", "Words of today."),
    "its hour has come": (due, "/en/resources/phones/", "Phones from today on"),
    "a new name": (renamed, "/en/resources/", "Phones, anew"),
    "a translation": (lambda page: translation(page, "fr"), "/en/resources/phones/", 'hreflang="fr"'),
    "a language of the site": (language, "/en/", "/fr/"),
    "the site's name": (named, "/en/resources/phones/", "Harbour of knowledge"),
    "a menu": (menu, "/en/resources/phones/", "In the menu now"),
    "a new text in the library": (lambda _page: published(slug="bags", title="Bags"), "/en/resources/", "Bags"),
    "a term's name": (
        lambda _page: Label.objects.filter(language="en", kind="preferred", concept__code="phishing").update(
            text="Hooked"
        ),
        "/en/trainers/",
        "Hooked",
    ),
    "a trainer": (lambda _page: a_trainer(display_name="Wambui Anew"), "/en/trainers/", "Wambui Anew"),
    "a file to take along": (
        lambda page: Download.objects.filter(page=page, format="epub").update(digest="a" * 64, size=4_800_000),
        "/en/resources/phones/",
        "4.8 MB",
    ),
}


@pytest.mark.parametrize(("act", "address", "word"), SHOWS.values(), ids=SHOWS)
def test_what_changes_shows_at_once(
    client: Client, guide: Page, act: Callable[[Page], Any], address: str, word: str
) -> None:
    if "trainers" in address:
        a_trainer()
    before = client.get(address)
    assert word not in before.content.decode()
    assert read(client, address)[1] == 1
    act(guide)
    after, queries = read(client, address)
    assert word in after.content.decode()
    assert queries > 1
    assert after.content == made(client, address).content


# What is done, and the address that is another one or none from then on.
GONE: dict[str, Callable[[Page], Any]] = {
    "taken back": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
    "moved": lambda page: fresh(page).move(published("manual", slug="book"), pos="last-child"),
    "renamed": renamed,
    "for some only": lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
    "behind a password": lambda page: PageViewRestriction.objects.create(
        page=page.get_parent(), restriction_type="password", password="x"
    ),
    "expired, in one statement": lambda page: Page.objects.filter(pk=page.pk).update(expire_at=timezone.now()),
}


@pytest.mark.parametrize("act", GONE.values(), ids=GONE)
def test_what_is_gone_is_gone_at_once_and_so_is_what_leads_there(
    client: Client, guide: Page, act: Callable[[Page], Any]
) -> None:
    leading, address = linked(guide), guide.url
    for each in (leading.url, address):
        client.get(each)
        assert read(client, each)[1] == 1
    act(guide)
    for _twice in range(2):
        answer = client.get(address)
        assert "Some words to read." not in answer.content.decode()
        assert f'href="{address}"' not in client.get(leading.url).content.decode()


def test_a_hidden_trainer_is_in_no_kept_page(client: Client) -> None:
    trainer = a_trainer(display_name="Wambui Gone")
    addresses = ("/en/trainers/", f"/en/trainers/{trainer.public_id}/")
    for address in addresses:
        assert "Wambui Gone" in client.get(address).content.decode()
        assert read(client, address)[1] == 1
    Trainer.objects.filter(pk=trainer.pk).update(live=False)
    assert all("Wambui Gone" not in client.get(address).content.decode() for address in addresses)


def test_the_clock_alone_ends_a_page_and_a_day(client: Client, guide: Page) -> None:
    now = timezone.now().replace(hour=12)
    fields = {"expire_at": now + dt.timedelta(minutes=5)}
    type(guide).objects.filter(pk=guide.pk).update(review_by=now.date(), **fields)
    other = published(slug="kept", review_by=now.date(), reviewed_on=now.date() - dt.timedelta(days=30))
    with time_machine.travel(now, tick=False):
        assert "Phones at hand" in client.get("/en/resources/").content.decode()
        assert client.get(guide.url).status_code == 200
        first = client.get(other.url).content
    with time_machine.travel(now + dt.timedelta(minutes=6), tick=False):
        assert client.get(guide.url).status_code == 404
        assert "Phones at hand" not in client.get("/en/resources/").content.decode()
        assert client.get(other.url).content == first
    with time_machine.travel(now + dt.timedelta(days=1), tick=False):
        # The day after its review was due readers are told.
        assert client.get(other.url).content != first


def test_chains_of_languages_that_are_handed_to_this_process_are_of_the_state(client: Client, guide: Page) -> None:
    client.get(guide.url)
    chains.handed.hand_out({"en": ("fr",)})
    try:
        assert read(client, guide.url)[1] > 1
    finally:
        chains.handed.path.unlink()


@pytest.mark.parametrize("kind", ["home", "manual", "chapter", "guide", "library", "news", "directory", "profile"])
def test_an_answer_from_memory_is_the_answer(client: Client, kind: str) -> None:
    language = "ar" if kind in {"home", "guide", "library"} else "en"
    address = one(kind, language)
    without = made(client, address)
    first, (again, queries), head = client.get(address), read(client, address), client.head(address)
    assert queries == 1
    assert without.status_code == 200
    for each in (first, again):
        assert (each.status_code, each.content) == (without.status_code, without.content)
        assert _headers(each) == _headers(without)
    assert (head.content, _headers(head)) == (b"", _headers(without))


def one(kind: str, language: str) -> str:
    if kind == "directory":
        a_trainer()
    places: dict[str, Callable[[], str]] = {
        "home": lambda: f"/{language}/",
        "manual": lambda: manual("First", "Second", language=language).url,
        "chapter": lambda: f"{manual('First', 'Second', language=language).url}second/",
        "guide": lambda: published(language=language, slug="one").url,
        "library": lambda: published(language=language, slug="one").get_parent().url,
        "news": lambda: published("news", language=language, slug="one").get_parent().url,
        "directory": lambda: f"/{language}/trainers/?sort=name",
        "profile": lambda: f"/{language}/trainers/{a_trainer().public_id}/",
    }
    ensure_tree(language)
    return places[kind]()


def _headers(answer: Any) -> dict[str, Any]:
    """Those of an answer; the policy's parts stand in no order."""
    found = dict(answer.headers)
    found["Content-Security-Policy"] = set(found["Content-Security-Policy"].split("; "))
    return found


def test_whoever_has_a_page_is_told_that_it_is_the_same_until_it_is_not(client: Client, guide: Page) -> None:
    tag = client.get(guide.url).headers["ETag"]
    for known in (tag, f"W/{tag}", f'"another", {tag}'):
        answer, queries = read(client, guide.url, if_none_match=known)
        assert (answer.status_code, answer.content, queries) == (304, b"", 1)
        assert answer.headers["ETag"] == tag
        assert "Content-Security-Policy" in answer.headers
    assert client.get(guide.url, headers={"if-none-match": '"another"'}).status_code == 200
    published(slug="something-else")
    # All is made anew, and what a reader has is still the same.
    assert client.get(guide.url, headers={"if-none-match": tag}).status_code == 304
    text(guide, "Words of today.")
    assert client.get(guide.url, headers={"if-none-match": tag}).status_code == 200


def test_who_sends_a_cookie_gets_and_leaves_nothing_there(client: Client, admin_client: Client, guide: Page) -> None:
    client.get(guide.url)
    PageViewRestriction.objects.create(page=guide, restriction_type="login")
    assert admin_client.get(guide.url).status_code == 200
    assert "ETag" not in admin_client.get(guide.url).headers
    assert client.get(guide.url).status_code == 302


def test_a_preview_is_no_public_page(client: Client, guide: Page) -> None:
    draft = fresh(guide)
    draft.title = "Words of a draft"
    draft.save_revision()
    client.get(guide.url)
    preview = draft.get_latest_revision_as_object().make_preview_request()
    assert "Words of a draft" in preview.render().content.decode()
    assert "Words of a draft" not in client.get(guide.url).content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/en/?utm_source=letter",
        "/en/?page=two words",
        "/en/?page=" + "1" * 400,
        "/en/search/?q=police",
        "/en/trainers/?q=police",
        "/en/who-fits/",
        "/en/help/",
        "/-/health/",
        "/en/nothing-here/",
    ],
)
def test_what_nobody_else_asks_is_not_kept(client: Client, address: str) -> None:
    ensure_tree("en")
    client.get(address)
    assert not len(PAGES)


@pytest.mark.parametrize(
    "sent",
    [
        {"host": "other.example"},
        {"x-forwarded-host": "other.example"},
        {"x-forwarded-proto": "https"},
        {"range": "bytes=0-10"},
        {"accept-language": "ar"},
        {"accept-encoding": "br"},
        {"accept": "application/json"},
    ],
    ids=lambda sent: next(iter(sent)),
)
def test_nothing_that_one_reader_sends_is_in_another_readers_page(
    client: Client, guide: Page, sent: dict[str, str]
) -> None:
    poisoned = client.get(guide.url, headers=sent)
    answer = client.get(guide.url)
    assert answer.content == made(client, guide.url).content
    assert b"other.example" not in answer.content
    assert poisoned.status_code == 200


def test_what_is_written_while_a_page_is_made_is_not_missed(
    client: Client, guide: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page that was being made at that moment is of a state that is over."""
    serve = type(guide).serve

    def meanwhile(page: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
        answer = serve(page, request, *args, **kwargs).render()
        monkeypatch.undo()
        text(guide, "Words of today.")
        return answer

    monkeypatch.setattr(type(guide), "serve", meanwhile)
    assert "Words of today." not in client.get(guide.url).content.decode()
    assert "Words of today." in client.get(guide.url).content.decode()


def test_switched_off_nothing_is_kept_and_the_tag_is_the_same(client: Client, guide: Page) -> None:
    without = made(client, guide.url)
    assert not len(PAGES)
    assert client.get(guide.url).headers["ETag"] == without.headers["ETag"]
