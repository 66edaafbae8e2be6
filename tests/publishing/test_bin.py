"""A deleted page lies in the bin for 30 days: nobody finds it there, and it comes back as it was."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from accounts.models import User
from publishing.bin import acts, places
from publishing.models import BinEntry, BinnedPage, BinPage
from resources.importing.report import Outcome
from resources.importing.run import import_folder
from resources.models import Rendering, ResourceIdentity
from search.models import PendingUpdate
from tests.factories.folders import folder, text
from tests.factories.resources import manual, published, shelf, translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(admin_user: User) -> User:
    """Somebody who may do everything in Wagtail."""
    return admin_user


def state(page: Page) -> dict[str, Any]:
    """All that must be the same after the bin."""
    rows = Page.objects.filter(path__startswith=Page.objects.get(pk=page.pk).path).order_by("path")
    fields = ("pk", "title", "slug", "url_path", "depth", "live", "has_unpublished_changes", "live_revision")
    more = ("latest_revision", "translation_key", "locale", "draft_title", "expire_at", "first_published_at")
    due = Revision.objects.filter(object_id__in=[str(each.pk) for each in rows]).order_by("pk")
    return {
        "pages": list(rows.values(*fields, *more)),
        "revisions": list(due.values("pk", "approved_go_live_at", "content")),
        "drawn": list(Rendering.objects.filter(page__in=rows).order_by("page").values("page", "revision_id", "html")),
    }


def test_what_is_deleted_comes_back_as_it_was(boss: User, client: Client) -> None:
    book = manual("First", "Second", "Third")
    second = Page.objects.child_of(book).get(slug="second").specific
    second.title = "Second, a draft"
    second.save_revision()
    third = Page.objects.child_of(book).get(slug="third").specific
    third.go_live_at = timezone.now() + dt.timedelta(days=3)
    third.save_revision().publish()
    after = published(slug="after")
    before = state(book)
    address = book.url

    entry = acts.put(book, boss)

    assert client.get(address).status_code == 404
    assert not Page.objects.filter(pk__in=[each["pk"] for each in before["pages"]], live=True).exists()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    assert set(PendingUpdate.objects.values_list("page", flat=True)) >= {each["pk"] for each in before["pages"]}
    acts.restore(entry, boss)
    assert state(book) == before
    assert client.get(address).status_code == 200
    assert list(shelf("en").get_children().values_list("pk", flat=True)) == [book.pk, after.pk]
    assert not BinEntry.objects.exists()
    assert not BinnedPage.objects.exists()


def test_two_deleted_pages_of_one_address_both_come_back(boss: User) -> None:
    first = acts.put(published(slug="same"), boss)
    second = acts.put(published(slug="same"), boss)
    assert acts.restore(first, boss).slug == "same"
    again = acts.restore(second, boss)
    assert again.slug == "same-2"
    again.get_latest_revision().publish()
    assert Page.objects.get(pk=again.pk).url_path.endswith("/same-2/")


def test_a_language_is_free_while_its_translation_is_in_the_bin(boss: User) -> None:
    guide = published()
    french = translation(guide, "fr")
    entry = acts.put(french, boss)
    assert not guide.get_translations().exists()
    assert places.deleted_translations([guide.translation_key]) == {(guide.translation_key, "fr")}
    new = translation(guide, "fr", slug="new")
    back = acts.restore(entry, boss)
    assert [each.pk for each in guide.get_translations()] == [new.pk]
    assert back.translation_key != guide.translation_key
    acts.delete_for_good(acts.put(new, boss), boss)
    tied = acts.restore(acts.put(published(slug="other"), boss), boss)
    assert tied.live


def test_after_30_days_it_is_gone_and_one_that_cannot_go_stops_no_other(
    boss: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    kept = acts.put(published(slug="kept"), boss, now - dt.timedelta(days=29))
    stuck = acts.put(published(slug="stuck"), boss, now - dt.timedelta(days=31))
    due = acts.put(manual("One"), boss, now - dt.timedelta(days=30, minutes=1))
    real = acts.delete_for_good

    def fails(entry: BinEntry, user: Any) -> None:
        if entry.pk == stuck.pk:
            raise RuntimeError("cannot")
        real(entry, user)

    monkeypatch.setattr(acts, "delete_for_good", fails)
    assert acts.purge_due(now) == {"pages of the bin deleted": 1, "failed": 1}
    assert set(BinEntry.objects.values_list("pk", flat=True)) == {kept.pk, stuck.pk}
    assert not Page.objects.filter(pk=due.page_id).exists()


def test_a_page_that_a_site_begins_with_is_not_deleted(boss: User) -> None:
    home = shelf("en").get_parent()
    with pytest.raises(acts.HomeOfASiteError):
        acts.put(home, boss)
    assert not BinEntry.objects.exists()


# Wagtail's history and usage only read.
ADDRESSES = ("edit", "delete", "copy", "unpublish", "view_draft", "add_subpage", "lock")


def test_nobody_reaches_it_in_the_admin(admin_client: Client, boss: User) -> None:
    guide = published(slug="gone", title="Zebra crossing")
    other = published(slug="there", title="Zebra there")
    acts.put(guide, boss)
    bin_page = BinPage.objects.get()
    for page in (guide, bin_page):
        for name in ADDRESSES:
            answer = admin_client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
            assert answer.status_code in (302, 403, 404, 405), (page, name, answer.status_code)
    admin_client.get(reverse("publishing_bin"))  # the notices of what was asked for are read here
    shown = {
        "root": reverse("wagtailadmin_explore_root"),
        "explorer": reverse("wagtailadmin_explore", args=[shelf("en").pk]),
        "search": reverse("wagtailadmin_pages:search") + "?q=zebra",
        "chooser": reverse("wagtailadmin_choose_page_search") + "?q=zebra",
        "chosen below": reverse("wagtailadmin_choose_page_child", args=[Page.get_first_root_node().pk]),
        "aging": reverse("wagtailadmin_reports:aging_pages"),
        "types": reverse("wagtailadmin_pages:type_use", args=["resources", "guidepage"]),
        "kinds": reverse("wagtailadmin_reports:page_types_usage"),
    }
    for where, address in shown.items():
        text = admin_client.get(address).content.decode()
        assert "Zebra crossing" not in text, where
        assert f"/pages/{bin_page.pk}/" not in text, where
    assert other.title in admin_client.get(shown["search"]).content.decode()


def test_the_address_of_a_deleted_page_leads_to_the_way_back(
    admin_client: Client, boss: User, client: Client, django_user_model: type[User]
) -> None:
    book = manual("Inside")
    chapter = book.get_children().get()
    entry = acts.put(book, boss)
    for page, said in ((book, "is in the bin. Restore it"), (chapter, "above it. Restore that")):
        answer = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]), follow=True)
        assert answer.redirect_chain == [(reverse("publishing_bin_restore", args=[entry.pk]), 302)]
        text = answer.content.decode()
        assert said in text
        assert "do not have permission" not in text
    assert admin_client.post(reverse("wagtailadmin_pages:edit", args=[book.pk]), {"title": "x"}).status_code == 302
    assert Page.objects.get(pk=book.pk).title == book.title
    author = django_user_model.objects.create_user("author", "author@example.org", "x" * 20)
    author.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(author)
    text = client.get(reverse("wagtailadmin_pages:edit", args=[book.pk]), follow=True).content.decode()
    assert "This page is in the bin." in text
    assert book.title not in text
    elsewhere = client.get(reverse("wagtailadmin_pages:edit", args=[shelf("en").pk]), follow=True).content.decode()
    assert "in the bin" not in elsewhere, "any other refusal is said as ever"


def test_deleting_asks_says_what_leads_there_and_moves_to_the_bin(admin_client: Client) -> None:
    guide = published(slug="target", title="Target")
    french = translation(guide, "fr")
    link = f'<p><a linktype="page" id="{guide.pk}">there</a></p>'
    published(slug="source", title="The source", body=[{"type": "text", "value": link}])
    address = reverse("wagtailadmin_pages:delete", args=[guide.pk])
    asked = admin_client.get(address).content.decode()
    assert "The source" in asked
    assert "30 days" in asked
    answer = admin_client.post(address, {"also": [french.pk]}, follow=True)
    assert "is in the bin" in answer.content.decode()
    assert set(BinEntry.objects.values_list("page", flat=True)) == {guide.pk, french.pk}
    listed = admin_client.get(reverse("publishing_bin")).content.decode()
    assert "Target" in listed
    entry = BinEntry.objects.get(page=guide)
    admin_client.post(reverse("publishing_bin_restore", args=[entry.pk]), {"parent": shelf("en").pk})
    admin_client.post(reverse("publishing_bin_restore", args=[BinEntry.objects.get().pk]), {"parent": shelf("fr").pk})
    assert list(guide.get_translations().values_list("pk", flat=True)) == [french.pk]


def test_many_at_once_go_to_the_bin_a_child_with_its_parent(admin_client: Client) -> None:
    book = manual("Inside")
    guide = published()
    chapter = book.get_children().get()
    ids = "&".join(f"id={each.pk}" for each in (book, guide, chapter))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?{ids}"
    assert admin_client.post(address).status_code == 302
    assert set(BinEntry.objects.values_list("page", flat=True)) == {book.pk, guide.pk}


def test_deleting_many_asks_with_the_words_of_the_bin(admin_client: Client) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    text = admin_client.get(address, {"id": published().pk}).content.decode()
    assert "They stay in the bin for 30 days" in text
    assert "Move to the bin" in text
    assert "Yes, delete" not in text


def test_a_chapter_whose_manual_is_in_the_bin_asks_for_another_place(admin_client: Client, boss: User) -> None:
    book, other = manual("Inside"), manual(slug="other")
    entry = acts.put(book.get_children().get(), boss)
    acts.put(book, boss)
    with pytest.raises(acts.NoPlaceError):
        acts.restore(entry, boss)
    address = reverse("publishing_bin_restore", args=[entry.pk])
    assert "Choose another place" in admin_client.get(address).content.decode()
    answer = admin_client.post(address, {"parent": other.pk})
    assert answer.status_code == 302, answer.content.decode()
    other = Page.objects.get(pk=other.pk)
    assert other.get_children().get().pk == entry.page_id


def test_only_operators_delete_for_good(client: Client, boss: User) -> None:
    entry = acts.put(published(), boss)
    editor = User.objects.create_user("editor@example.org", "editor@example.org", "a long password it is")
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    assert client.get(reverse("publishing_bin_delete", args=[entry.pk])).status_code in (302, 403)
    assert BinEntry.objects.exists()
    assert ResourceIdentity.objects.exists()
    client.force_login(boss)
    client.post(reverse("publishing_bin_delete", args=[entry.pk]))
    assert not BinEntry.objects.exists()


def test_a_deleted_page_has_no_address(boss: User) -> None:
    guide = published()
    acts.put(guide, boss)
    assert Page.objects.get(pk=guide.pk).url is None


def test_an_import_leaves_what_was_deleted_in_the_bin(boss: User, tmp_path: Path) -> None:
    files = {
        "locks/en.md": text("Locks", "See [doors](../doors/en.md).", kind="guide"),
        "doors/en.md": text("Doors", "Words.", kind="guide"),
    }
    import_folder(folder(tmp_path, files))
    page = Page.objects.get(title="Doors")
    entry = acts.put(page, boss)
    report = import_folder(tmp_path)
    lines = {line.path: (line.outcome, line.reason) for line in report.lines}
    assert lines["doors/en.md"][0] is Outcome.CONFLICT
    assert "in the bin" in lines["doors/en.md"][1]
    assert lines["locks/en.md"][0] is not Outcome.FAILED
    assert Page.objects.filter(title="Doors").count() == 1
    acts.restore(entry, boss)
    outcomes = {line.path: line.outcome for line in import_folder(tmp_path).lines}
    assert outcomes["doors/en.md"] is Outcome.UNCHANGED
