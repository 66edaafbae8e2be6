"""A crash at any statement of publish, schedule, translate or import leaves the page wholly old or wholly new."""

from __future__ import annotations

import datetime as dt
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry, Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from accounts.models import User
from home import schedule
from publishing.bin import acts
from publishing.conflicts.whole import whole
from publishing.models import BinEntry
from resources.importing.run import import_folder
from resources.models import Rendering
from search.models import PendingUpdate
from tests.factories.crashing import Crash, at_every_statement
from tests.factories.folders import folder, text
from tests.factories.resources import body, manual, published, shelf
from tests.publishing.test_conflicts import fields, form_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Report = Callable[[str, int], None]


@pytest.fixture(autouse=True)
def _undrained() -> Iterator[None]:
    """The index is told later, from its outbox: what it is told is looked at here, and drained elsewhere."""
    logging.disable(logging.CRITICAL)
    with mock.patch("search.indexing.drain_quietly"):
        yield
    logging.disable(logging.NOTSET)


def seen(*pages: Page) -> Any:
    """What people see of pages: the text, versions, schedule, log, rendering, and that the index will hear of it."""
    ids = [page.pk for page in pages]
    told = set(PendingUpdate.objects.filter(page__in=ids).values_list("page", flat=True))
    return [
        (
            page.title,
            page.live,
            page.expired,
            page.has_unpublished_changes,
            page.live_revision and page.live_revision.content["title"],
            page.latest_revision and page.latest_revision.content["title"],
            list(Revision.objects.for_instance(page).order_by("pk").values_list("approved_go_live_at", flat=True)),
            list(PageLogEntry.objects.filter(page=page.pk).order_by("pk").values_list("action", flat=True)),
            list(Rendering.objects.filter(page=page.pk).values_list("html", flat=True)),
            page.pk in told,
        )
        for page in Page.objects.filter(pk__in=ids).order_by("pk")
    ]


def forget() -> None:
    """As if the index had heard of everything so far."""
    PendingUpdate.objects.all().delete()


def count(action: str, many: int) -> None:
    """Said with `-s`."""
    sys.stdout.write(f"\n{action}: a crash at each of {many} statements, 0 half pages\n")
    assert many > 20


def test_publish() -> None:
    page = published()
    page.title, page.body = "New", body(text="New words.")
    forget()

    def act() -> None:
        fresh = page.specific_class.objects.get(pk=page.pk)
        fresh.title, fresh.body = "New", body(text="New words.")
        with whole():
            fresh.save_revision().publish()

    count("publish", at_every_statement(act, lambda: seen(page)))


def test_publish_a_draft() -> None:
    page = published()
    page.title = "New"
    revision = page.save_revision()
    forget()
    count("publish a draft", at_every_statement(lambda: revision.publish(), lambda: seen(page)))


def test_scheduled_publishing() -> None:
    page = published()
    page.title, page.go_live_at = "New", timezone.now() + dt.timedelta(hours=1)
    page.save_revision().publish()
    forget()
    now = timezone.now() + dt.timedelta(hours=2)
    with mock.patch("django.utils.timezone.now", return_value=now):
        many = at_every_statement(lambda: schedule.publish(now), lambda: seen(page), swallows=True)
    count("schedule: publish", many)


def test_expiry() -> None:
    page = published(expire_at=timezone.now() + dt.timedelta(hours=1))
    forget()
    now = timezone.now() + dt.timedelta(hours=2)
    count("schedule: expire", at_every_statement(lambda: schedule.expire(now), lambda: seen(page), swallows=True))


def test_translate() -> None:
    page = published(title="Locks", body=body(text="Lock the door."))
    shelf("fr")
    source, _made = TranslationSource.get_or_create_from_instance(page)
    french = Locale.objects.get(language_code="fr")
    translation = Translation.objects.create(source=source, target_locale=french)
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=french,
            context=segment.context,
            data=f"fr {segment.string.data}",
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
    forget()

    def act() -> None:
        with whole():
            Translation.objects.get(pk=translation.pk).save_target(publish=True)

    def there() -> Any:
        return seen(*Page.objects.filter(translation_key=page.translation_key))

    count("translate", at_every_statement(act, there))


def test_import(tmp_path: Path) -> None:
    files = {"locks/en.md": text("Locks", "Lock the door.", kind="guide")}
    import_folder(folder(tmp_path, files))
    page = Page.objects.get(title="Locks")
    folder(tmp_path, {"locks/en.md": text("New locks", "Lock the window.", kind="guide")})
    forget()
    count("import", at_every_statement(lambda: import_folder(tmp_path), lambda: seen(page), swallows=True))


def test_bin_and_back(admin_user: User) -> None:
    book = manual("Inside")
    pages = [book, *book.get_children()]
    forget()

    def there() -> Any:
        return seen(*pages), BinEntry.objects.count()

    fresh = Page.objects.get(pk=book.pk)
    count("delete into the bin", at_every_statement(lambda: acts.put(fresh, admin_user), there))
    entry = acts.put(fresh, admin_user)
    forget()
    count("restore", at_every_statement(lambda: acts.restore(entry, admin_user), there))


def test_what_an_editor_sends_is_one_transaction(admin_client: Client) -> None:
    page = published()
    before = seen(page)
    data = {**form_of(admin_client, page), **fields("New", "New words."), "action-publish": "1"}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    with mock.patch("resources.rendering.make", side_effect=Crash), pytest.raises(Crash):
        admin_client.post(address, data)
    assert seen(page) == before
    assert admin_client.post(address, data).status_code == 302
    assert seen(page)[0][0] == "New"
