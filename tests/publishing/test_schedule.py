"""What is due is done once, and one page that cannot be published stops no other."""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry, Revision

from home import schedule
from resources import rendering
from resources.models import ResourcePage
from tests.factories.at_once import at_once, shared_database
from tests.factories.resources import published
from tests.publishing.test_conflicts import fields, form_of

SOON = dt.timedelta(hours=1)


def scheduled(slug: str) -> Page:
    """A public page whose next version is due in an hour."""
    page = published(slug=slug)
    page.title, page.go_live_at = f"New {slug}", timezone.now() + SOON
    page.save_revision().publish()
    return page


def plant() -> None:
    """The root that migrations make, which tests with transactions of their own leave no trace of."""
    if Page.get_first_root_node() is None:
        locale = Locale.objects.get_or_create(language_code="en")[0]
        ContentType.objects.clear_cache()
        Page.add_root(title="Root", slug="root", locale=locale, content_type=ContentType.objects.get_for_model(Page))


def later() -> Any:
    """Two hours from now."""
    return mock.patch("django.utils.timezone.now", return_value=timezone.now() + 2 * SOON)


@pytest.mark.django_db
def test_a_page_that_cannot_be_published_stops_no_other_and_keeps_its_schedule() -> None:
    stuck, fine = scheduled("stuck"), scheduled("fine")
    make = rendering.make

    def fails(page: ResourcePage) -> Any:
        if page.pk == stuck.pk:
            raise RuntimeError("cannot be drawn")
        return make(page)

    logging.disable(logging.CRITICAL)
    with later(), mock.patch("resources.rendering.make", fails):
        assert schedule.publish(timezone.now()) == {"published": 1, "failed": 1}
    logging.disable(logging.NOTSET)
    assert Page.objects.get(pk=fine.pk).title == "New fine"
    assert Page.objects.get(pk=stuck.pk).title == "Stuck"
    assert [int(each.object_id) for each in Revision.objects.filter(approved_go_live_at__isnull=False)] == [stuck.pk]
    with later():
        assert schedule.publish(timezone.now()) == {"published": 1, "failed": 0}
    assert Page.objects.get(pk=stuck.pk).title == "New stuck"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_timers_at_once_do_the_work_once(tmp_path: Path) -> None:
    plant()
    page = scheduled("once")
    with shared_database(tmp_path), later():
        now = timezone.now()
        at_once(2, lambda: schedule.publish(now))
    log = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.scheduled")
    assert log.count() == 1


@pytest.mark.django_db
def test_a_date_in_the_past_gets_a_sentence_and_saves_nothing(admin_client: Client) -> None:
    page = published()
    data = {**form_of(admin_client, page), **fields("New"), "action-publish": "1", "go_live_at": "2020-01-01 10:00"}
    answer = admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert "This date is in the past" in answer.content.decode()
    assert Page.objects.get(pk=page.pk).title == "A guide"
