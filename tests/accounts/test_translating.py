"""A translator works on the languages that an operator chose, and on no other, whatever address is asked."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from accounts.models import TranslatesInto
from accounts.roles import AUTHOR, DESK, TRANSLATOR
from accounts.translating import languages_of, set_languages
from home.trees import ensure_tree
from resources.models import GuidePage
from tests.factories import accounts as staff
from tests.factories.resources import published, shelf
from tests.factories.trainers import a_trainer

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture
def guide(db) -> GuidePage:
    """A published English guide, sent to be translated into French and Arabic."""
    for language in ("en", "fr", "ar"):
        ensure_tree(language)
    page = published(slug="a-guide", summary="A summary.")
    translate_object(page, [locale_of("fr"), locale_of("ar")])
    return page


@pytest.fixture
def french(guide) -> Client:
    """A browser of a translator into French."""
    return browser(translator("fr"))


def locale_of(code: str) -> Locale:
    """A language's row."""
    return Locale.objects.get(language_code=code)


def translator(*codes: str):
    """A translator of these languages."""
    user = staff.member(TRANSLATOR)
    set_languages(user, codes)
    return user


def browser(user) -> Client:
    """A browser of that person."""
    client = Client(raise_request_exception=False, headers={"X-Requested-With": "XMLHttpRequest"})
    client.force_login(user)
    return client


@pytest.mark.parametrize(("code", "edits"), [("fr", True), ("ar", False), ("en", False)])
def test_pages_of_their_languages_open(guide, french, code, edits) -> None:
    page = guide.get_translation(locale_of(code))
    assert (french.get(f"/admin/pages/{page.pk}/edit/").status_code == 200) is edits


@pytest.mark.parametrize(("code", "done"), [("fr", True), ("ar", False)])
def test_sentences_and_po_files_of_their_languages_only(guide, french, code, done) -> None:
    row = Translation.objects.get(source__object_id=guide.translation_key, target_locale=locale_of(code))
    sentence = StringSegment.objects.filter(source=row.source).first()
    base = f"/admin/localize/translate/{row.pk}"
    put = french.put(
        f"{base}/strings/{sentence.pk}/edit/", "value=Mots", content_type="application/x-www-form-urlencoded"
    )
    assert (put.status_code == 201) is done
    assert StringTranslation.objects.filter(locale=locale_of(code)).exists() is done
    assert (french.get(f"{base}/pofile/download/").status_code == 200) is done
    for act in ("pofile/upload", "machine_translate", "disable"):
        assert (french.post(f"{base}/{act}/").status_code != 403) is done, act


@pytest.mark.parametrize(("codes", "made"), [(["fr"], {"fr"}), (["fr", "ar"], set()), (["ar"], set())])
def test_pages_are_submitted_into_their_languages_only(guide, french, codes, made) -> None:
    page = published(slug="another", summary="A summary.")
    data = {"locales": [locale_of(code).pk for code in codes]}
    french.post(f"/admin/localize/submit/page/{page.pk}/", data)
    others = page.get_translations().values_list("locale__language_code", flat=True)
    assert set(others) == made


def test_a_draft_of_others_is_not_submitted_nor_seen(guide, french) -> None:
    page = published(slug="hidden", summary="A summary.")
    page.unpublish()
    assert french.get(f"/admin/localize/submit/page/{page.pk}/").status_code == 403
    assert french.get(f"/admin/api/main/pages/{page.pk}/").status_code == 404
    assert french.get(f"/admin/api/main/pages/{guide.pk}/").status_code == 200


def test_bringing_up_to_date_needs_all_its_languages_and_publishing_needs_more(guide, french) -> None:
    source = Translation.objects.filter(source__object_id=guide.translation_key).first().source
    path = f"/admin/localize/update/{source.pk}/"
    assert french.post(path, {}).status_code == 403
    both = browser(translator("fr", "ar"))
    assert both.post(path, {"publish_translations": "on"}).status_code == 403
    assert both.post(path, {}).status_code == 302


def test_nobody_reads_names_of_the_directory_through_the_translations(french) -> None:
    a_trainer(published=False)
    assert french.get("/admin/localize/api/snippets/trainers/trainer/").status_code == 403
    assert browser(staff.editor()).get("/admin/localize/api/snippets/trainers/trainer/").status_code == 403


def test_rows_count_for_translators_only_and_publishers_need_none(guide) -> None:
    author, publisher = staff.member(AUTHOR), staff.editor()
    set_languages(author, ["fr"])
    assert languages_of(author) == frozenset()
    assert languages_of(publisher) == {"en", "fr", "ar"}
    page = guide.get_translation(locale_of("fr"))
    assert browser(author).get(f"/admin/pages/{page.pk}/edit/").status_code == 403
    assert browser(publisher).get(f"/admin/pages/{page.pk}/edit/").status_code == 200


def test_an_author_changes_own_pages_only_and_publishes_none(guide) -> None:
    author = staff.member(AUTHOR)
    own = GuidePage(title="Own", slug="own", live=False, owner=author, locale=locale_of("en"))
    shelf("en").add_child(instance=own)
    client = browser(author)
    assert client.get(f"/admin/pages/{own.pk}/edit/").status_code == 200
    assert client.get(f"/admin/pages/{guide.pk}/edit/").status_code == 403
    assert not own.permissions_for_user(author).can_publish()
    assert client.get(f"/admin/choose-page/{guide.get_parent().pk}/").status_code == 200


def test_names_of_the_directory_are_for_the_desk(guide) -> None:
    trainer = a_trainer(published=False)
    author, desk = browser(staff.member(AUTHOR)), browser(staff.member(DESK))
    for path in ("choose/trainers/trainer/", f"trainers/trainer/workflow/confirm_cancellation/{trainer.pk}/"):
        assert author.get(f"/admin/snippets/{path}").status_code == 403, path
    assert desk.get("/admin/snippets/choose/trainers/trainer/").status_code == 200


def test_an_operator_chooses_the_languages(client, guide) -> None:
    client.force_login(staff.operator())
    user = translator("fr")
    form = client.get(f"/admin/users/edit/{user.pk}/").content.decode()
    assert 'name="languages" value="fr"' in form
    data = {"username": user.username, "display_name": "", "email": "", "is_active": "on", "languages": ["ar", "en"]}
    client.post(f"/admin/users/edit/{user.pk}/", {**data, "groups": [user.groups.get().pk]})
    assert set(TranslatesInto.objects.filter(user=user).values_list("language", flat=True)) == {"ar", "en"}
