"""What the editors' screens may ask the database, whatever stands on them; and that asking once hides no change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail import hooks
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object
from wagtail_localize.wagtail_hooks import page_listing_more_buttons

from accounts.backends import StaffBackend
from accounts.models import User
from accounts.roles import EDITOR
from hub.linked import numbers
from hub.once import begin, forget, once
from publishing.editing import instead, known
from publishing.editing.hooks import buttons
from resources.models import ChapterPage
from tests.factories.accounts import member
from tests.factories.resources import manual, published, shelf, translation
from tests.resources.blocks import document, every_block

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
# What remains: benchmarks/RESULTS.md says whose. One more than counted, for another database's ways.
EDITOR_OF_PAGES = 40
EDITOR_OF_SENTENCES = 49
EXPLORER = 37
TURNS = ("BEGIN", "SAVEPOINT", "RELEASE")


@pytest.fixture
def editor() -> User:
    return member(EDITOR)


@pytest.fixture
def room(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def asked(client: Client, address: str) -> int:
    """How many questions a screen asks when it was open before, without the words around a transaction."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as log:
        client.get(address)
    return sum(not each["sql"].startswith(TURNS) for each in log.captured_queries)


@pytest.fixture
def full() -> Any:
    """A page with every block, in three languages."""
    other = published(slug="other")
    page = published(slug="all", body=every_block(document().pk, other.pk))
    for language in ("fr", "es"):
        translation(page, language)
    return page


class TestBudgets:
    def test_the_editor_of_a_page_with_every_block(self, room: Client, full: Any) -> None:
        address = f"/admin/pages/{full.pk}/edit/"
        count = asked(room, address)
        assert count <= EDITOR_OF_PAGES
        links = "".join(f'<p><a linktype="page" id="{published(slug=f"l{n}").pk}">x</a></p>' for n in range(3))
        full.body = [*full.body.raw_data, {"type": "text", "value": links}]
        full.save_revision().publish()
        translation(full, "ar")
        assert asked(room, address) == count, "neither links nor languages cost one more"

    def test_the_explorer_asks_the_same_for_many_as_for_few(self, room: Client, editor: User) -> None:
        book = manual("One", "Two")
        count = asked(room, f"/admin/pages/{book.pk}/")
        assert count <= EXPLORER
        for number in range(6):
            book.add_child(instance=ChapterPage(title=f"N {number}", slug=f"n-{number}", locale=book.locale))
        assert asked(room, f"/admin/pages/{book.pk}/") == count

    def test_the_editor_of_sentences_asks_the_same_for_many_as_for_few(self, room: Client) -> None:
        shelf("fr")
        french = Locale.objects.get(language_code="fr")
        counts = []
        for slug, many in (("few", 1), ("many", 12)):
            text = "".join(f"<p>Sentence {number} of {slug}.</p>" for number in range(many))
            page = published(slug=slug, body=[{"type": "text", "value": text}])
            translate_object(page, [french])
            row = Translation.objects.get(source__object_id=page.translation_key)
            for segment in row.source.stringsegment_set.all():
                StringTranslation.objects.create(
                    translation_of=segment.string, context=segment.context, locale=french, data="Mots."
                )
            counts.append(asked(room, f"/admin/pages/{row.get_target_instance().pk}/edit/"))
        assert counts[0] == counts[1] <= EDITOR_OF_SENTENCES


class TestInTheirPlace:
    def test_none_of_the_replaced_hooks_is_asked(self) -> None:
        for name, functions in instead.REPLACED.items():
            assert not {*hooks.get_hooks(name)} & {*functions}, name

    def test_the_buttons_are_those_of_wagtail_localize(self, editor: User) -> None:
        page = published(slug="one")
        shelf("fr")
        translate_object(page, [Locale.objects.get(language_code="fr")])
        shelf("es")
        target = Translation.objects.get().get_target_instance()
        theirs = page_listing_more_buttons
        rows = {row.pk: row for row in known.with_translating(Page.objects.all())}
        for each in (Page.objects.get(pk=page.pk), Page.objects.get(pk=target.pk), Page.get_first_root_node()):
            wanted = [(str(one.label), one.url, one.priority) for one in theirs(each, editor, next_url="/x/")]
            for row in (each, rows[each.pk]):
                assert [(str(one.label), one.url, one.priority) for one in buttons(row, editor, None, "/x/")] == wanted
        assert not list(buttons(page, member()))


class TestOnce:
    @pytest.fixture(autouse=True)
    def after(self) -> Iterator[None]:
        yield
        forget()

    def test_a_request_that_reads_asks_once_and_one_that_may_write_anew(self) -> None:
        counted = iter(range(100))
        for method, answers in (("GET", [0, 0]), ("POST", [1, 2]), ("HEAD", [3, 3])):
            begin({"REQUEST_METHOD": method})
            assert [once("x", lambda: next(counted)) for _turn in range(2)] == answers
        forget()
        assert [once("x", lambda: next(counted)) for _turn in range(2)] == [4, 5]

    def test_rights_are_those_of_the_account_and_its_groups(self, editor: User) -> None:
        editor.user_permissions.add(Permission.objects.get(codename="add_user"))
        kept = StaffBackend().get_all_permissions(User.objects.get(pk=editor.pk))
        assert kept == ModelBackend().get_all_permissions(User.objects.get(pk=editor.pk))
        assert "accounts.add_user" in kept
        assert StaffBackend().get_all_permissions(User.objects.get(pk=editor.pk), editor) == set()
        User.objects.filter(pk=editor.pk).update(is_active=False)
        assert StaffBackend().get_all_permissions(User.objects.get(pk=editor.pk)) == set()
        assert StaffBackend().get_user(editor.pk) is None

    def test_the_workflow_is_that_of_the_nearest_page_above(self) -> None:
        page = published(slug="one")
        plain = Page.objects.get(pk=page.pk)
        assert page.get_workflow() == plain.get_workflow()
        assert page.has_workflow == plain.has_workflow
        assert page.get_workflow() is not None

    def test_numbers_of_linked_pages_are_found_in_any_block(self) -> None:
        body = [{"value": {"items": [{"text": '<a id="3" linktype="page">x</a><a linktype="document" id="4">y</a>'}]}}]
        assert numbers([*body, {"value": '<p><a linktype="page" id="5" anchor="s">z</a></p>'}]) == {3, 5}
