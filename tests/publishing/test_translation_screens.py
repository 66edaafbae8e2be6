"""Reports, changes to follow, PO files and sentences, as translators meet them."""

from __future__ import annotations

import re
from typing import Any

import polib
import pytest
from django.core.checks import run_checks
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.models import Locale, PageLogEntry
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object
from wagtail_localize.views import edit_translation

from accounts.models import User
from accounts.roles import TRANSLATOR
from accounts.translating import set_languages
from publishing.translation.library import rows, state_of
from resources.translation_states import Standing
from tests.factories.accounts import member
from tests.factories.resources import body, changed, published, shelf, translation
from tests.factories.vocabulary import a_term

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def html(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def french() -> Locale:
    return Locale.objects.get(pk=shelf("fr").locale_id)


@pytest.fixture
def own(french: Locale) -> Any:
    """A French page of its own, one change behind."""
    original = published(slug="phones", summary="Call the bank.", body=body(text="Old words."))
    other = translation(original, "fr", summary="Appelez la banque.", body=body(text="Vieux mots."))
    original.summary = "Call your bank."
    original.save_revision().publish()
    return other


@pytest.fixture
def managed(french: Locale) -> Translation:
    """A French page that is translated sentence by sentence, all from an existing page."""
    original = published(slug="phones", summary="Call {name}.")
    translation(
        original, "fr", slug="telephones", title="Téléphones", summary="Appelez {name}.", body=body(text="Mots.")
    )
    translate_object(original, [french])
    return Translation.objects.get()


class TestChanges:
    def test_they_are_shown_word_by_word_beside_the_translation(self, own: Any, admin_client: Client) -> None:
        page = html(admin_client.get(reverse("publishing_changes", args=[own.pk])))
        assert "1 change behind" in page
        assert re.search(
            r"<del><span[^>]*>removed: </span>the</del><ins><span[^>]*>added: </span>your</ins> bank", page
        )
        assert "Appelez la banque." in page
        assert 'lang="fr"' in page

    def test_a_page_of_its_own_says_that_it_followed(self, own: Any, admin_client: Client) -> None:
        own.title = "Un brouillon"
        draft = own.save_revision()
        admin_client.post(reverse("publishing_changes", args=[own.pk]))
        assert state_of(type(own).objects.get(pk=own.pk)).standing is Standing.CURRENT
        assert PageLogEntry.objects.filter(page=own.pk, action="publishing.followed").exists()
        draft.refresh_from_db()
        draft.publish()
        assert state_of(type(own).objects.get(pk=own.pk)).standing is Standing.CURRENT

    def test_the_editor_says_how_far_a_page_is_behind(self, own: Any, admin_client: Client) -> None:
        page = html(admin_client.get(reverse("wagtailadmin_pages:edit", args=[own.pk])))
        assert "1 change behind" in page
        assert reverse("publishing_changes", args=[own.pk]) in page

    def test_sentences_follow_by_being_translated(self, managed: Translation, admin_client: Client) -> None:
        original = changed(managed.source.get_source_instance())
        target = managed.get_target_instance()
        address = reverse("publishing_changes", args=[target.pk])
        assert "1 change behind" in html(admin_client.get(address))
        assert admin_client.post(address).status_code == 302, "nothing is noted by a button"
        assert state_of(target).standing is Standing.BEHIND
        admin_client.post(reverse("wagtail_localize:update_translations", args=[managed.source_id]))
        assert "1 change behind" in html(admin_client.get(address))
        for segment in StringSegment.objects.filter(source=managed.source):
            StringTranslation.objects.get_or_create(
                translation_of=segment.string, context=segment.context, locale=target.locale, defaults={"data": "Mots."}
            )
        with TestCase.captureOnCommitCallbacks(execute=True):
            Translation.objects.get().save_target(publish=True)
        assert state_of(target.__class__.objects.get(pk=target.pk)).standing is Standing.CURRENT
        assert state_of(original).standing is Standing.ORIGINAL

    def test_only_who_may_edit_sees_them(self, own: Any, client: Client) -> None:
        client.force_login(User.objects.create_user(username="outsider@example.org", email="outsider@example.org"))
        assert client.get(reverse("publishing_changes", args=[own.pk])).status_code in (302, 403)


class TestReport:
    def test_it_lists_both_ways_and_what_is_missing_by_risk(self, own: Any, french: Locale) -> None:
        published(slug="alone")
        news = published("news", slug="meeting")
        translation(news, "fr", slug="rencontre")
        changed(news, times=2)
        found = [(row.original.title, row.state.standing) for row in rows([french.pk])]
        assert found == [
            ("Phones", Standing.BEHIND),
            ("Meeting", Standing.BEHIND),
            ("Alone", Standing.MISSING),
        ]

    def test_what_is_translated_sentence_by_sentence_counts_them(self, managed: Translation) -> None:
        StringTranslation.objects.filter(data="Mots.").update(translation_type="machine")
        (row,) = rows([managed.target_locale_id])
        assert row.state.standing is Standing.REVIEW
        assert row.state.facts.doubtful == 1
        StringTranslation.objects.filter(data="Mots.").delete()
        (row,) = rows([managed.target_locale_id])
        assert row.state.standing is Standing.STARTED
        assert row.state.facts.strings - row.state.facts.done == 1
        assert row.state == state_of(managed.get_target_instance())

    def test_it_filters_exports_and_costs_the_same_for_many(
        self, own: Any, french: Locale, admin_client: Client, django_assert_max_num_queries: Any
    ) -> None:
        address = reverse("publishing_translations")
        with django_assert_max_num_queries(30) as few:
            page = html(admin_client.get(address))
        assert "1 change behind" in page
        topic = a_term("phones")
        for number in range(3):
            page = published(slug=f"more-{number}")
            page.topics.add(topic)
            page.save()
        with django_assert_max_num_queries(len(few.captured_queries)):
            admin_client.get(address)
        assert "More 2" in html(admin_client.get(address, {"topic": topic.pk, "language": french.pk}))
        assert "Phones" not in html(admin_client.get(address, {"topic": topic.pk, "language": french.pk}))
        assert "No text is in this state" in html(admin_client.get(address, {"state": "review"}))
        answer: Any = admin_client.get(address, {"export": "csv", "state": "behind"})
        lines = b"".join(answer.streaming_content).decode()
        assert "1 change behind" in lines
        assert len(lines.splitlines()) == 2
        assert admin_client.get(address, {"export": "xlsx"}).status_code == 200

    def test_a_translator_sees_the_languages_that_are_theirs(self, own: Any, client: Client) -> None:
        shelf("es")
        published(slug="draft-plans").unpublish()
        translator = member(TRANSLATOR)
        client.force_login(translator)
        address = reverse("publishing_translations")
        assert client.get(address).status_code in (302, 403)
        set_languages(translator, ["fr"])
        page = html(client.get(address))
        assert "<td>Français</td>" in page
        assert "<td>Español</td>" not in page
        assert "Draft plans" not in page


class TestPoFiles:
    def upload(self, client: Client, translation: Translation, data: bytes | str) -> str:
        data = data.encode() if isinstance(data, str) else data
        back = reverse("wagtailadmin_home")
        answer = client.post(
            reverse("wagtail_localize:upload_pofile", args=[translation.pk]) + f"?next={back}",
            {"file": SimpleUploadedFile("x.po", data), "next": back},
        )
        assert answer.status_code == 302
        return " ".join(re.sub(r"\s+", " ", str(each)) for each in client.get(back).context["messages"])

    def test_it_takes_what_fits_and_names_the_rest(self, managed: Translation, admin_client: Client) -> None:
        StringTranslation.objects.filter(data="Mots.").delete()
        po = managed.export_po()
        for entry in po:
            entry.msgstr = {"Call {name}.": "Appelez.", "Some words to read.": "Des mots."}.get(
                entry.msgid, entry.msgstr
            )
        po[-1].flags.append("fuzzy")
        gone = po[0].__class__(msgid="Not here.", msgctxt="title", msgstr="Pas ici.")
        po.append(gone)
        said = self.upload(admin_client, managed, str(po))
        assert "“{name}” is missing." in said
        assert "“Not here.” is not in the text as it is now." in said
        assert "2 sentences were not taken" in said
        assert StringTranslation.objects.filter(data="Des mots.").exists()
        assert StringTranslation.objects.filter(data="Appelez {name}.").exists()

    def test_words_that_came_meanwhile_stay(self, managed: Translation, admin_client: Client) -> None:
        po = managed.export_po()
        theirs = StringTranslation.objects.get(data="Téléphones")
        theirs.data, theirs.last_translated_by = (
            "Portables",
            User.objects.create(username="ana", email="ana@example.org"),
        )
        theirs.save()
        said = self.upload(admin_client, managed, str(po))
        assert "kept: “Portables”" in said
        assert StringTranslation.objects.filter(data="Portables").exists()

    def test_a_file_for_another_text_language_or_nothing_is_refused(
        self, managed: Translation, admin_client: Client
    ) -> None:
        shelf("es")
        translate_object(managed.source.get_source_instance(), [Locale.objects.get(language_code="es")])
        spanish = Translation.objects.exclude(pk=managed.pk).get()
        assert "is for “Phones” in Español" in self.upload(admin_client, managed, str(spanish.export_po()))
        assert "does not say which text" in self.upload(admin_client, managed, 'msgid "a"\nmsgstr "b"\n')
        assert "not a PO file" in self.upload(admin_client, managed, b"\xff\xfe\x00")
        unknown = str(managed.export_po()).replace(str(managed.uuid), "0" * 8 + str(managed.uuid)[8:])
        assert "not here any more" in self.upload(admin_client, managed, unknown)
        Translation.objects.filter(pk=managed.pk).update(enabled=False)
        assert "Nothing of the file was taken" in self.upload(admin_client, managed, str(managed.export_po()))


class TestSentences:
    def put(self, client: Client, translation: Translation, words: str) -> Any:
        segment = StringSegment.objects.get(source=translation.source, context__path="title")
        return self.put_at(client, translation.pk, segment.pk, words)

    def put_at(self, client: Client, translation: int, segment: int, words: str) -> Any:
        return client.put(
            reverse("wagtail_localize:edit_string_translation", args=[translation, segment]),
            encode_multipart(BOUNDARY, {"value": words}),
            content_type=MULTIPART_CONTENT,
        )

    def test_the_second_translator_sees_the_firsts_words(self, managed: Translation, admin_client: Client) -> None:
        ana = User.objects.create_superuser("ana@example.org", "ana@example.org", "x")
        other = Client()
        other.force_login(ana)
        address = reverse("wagtailadmin_pages:edit", args=[managed.get_target_instance().pk])
        for each in (admin_client, other):
            assert each.get(address).status_code == 200
        assert self.put(other, managed, "Les portables").status_code == 200
        answer = self.put(admin_client, managed, "Vos mobiles").json()
        assert answer["data"] == "Les portables"
        assert "Vos mobiles" in answer["error"]
        assert self.put(admin_client, managed, "Vos mobiles").json()["data"] == "Vos mobiles"

    def test_after_the_original_went_nothing_is_lost(self, managed: Translation, admin_client: Client) -> None:
        target = managed.get_target_instance()
        Translation.objects.filter(pk=managed.pk).update(enabled=False)
        answer = admin_client.post(
            reverse("wagtailadmin_pages:edit", args=[target.pk]), {"action": "publish"}, follow=True
        )
        assert "Nothing was published" in html(answer)
        segment = StringSegment.objects.first()
        Translation.objects.all().delete()
        said = self.put_at(admin_client, managed.pk, segment.pk, "Vos mobiles").json()
        assert (said["data"], "could not be saved" in said["error"]) == ("Vos mobiles", True)

    def test_what_was_translated_before_the_original_went_is_shown_and_taken_along(
        self, managed: Translation, admin_client: Client
    ) -> None:
        self.put(admin_client, managed, "Vos mobiles")
        target = managed.get_target_instance()
        edit = reverse("wagtailadmin_pages:edit", args=[target.pk])
        kept = reverse("publishing_left", args=[target.pk])
        assert kept not in html(admin_client.get(edit))
        managed.source.get_source_instance().delete()
        answer = admin_client.get(edit, follow=True)
        assert kept in html(answer)
        assert "Vos mobiles" in html(admin_client.get(kept))
        file = polib.pofile(admin_client.get(kept, {"po": ""}).content.decode())
        assert "Vos mobiles" in {entry.msgstr for entry in file}


class TestMachine:
    def test_none_is_accepted_without_a_word_from_the_operator(self, settings: Any) -> None:
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "x.Y"}
        assert "publishing.E001" in {each.id for each in run_checks(tags=["hub"])}
        settings.HUB_MACHINE_TRANSLATION = "public texts only"
        assert "publishing.E001" not in {each.id for each in run_checks(tags=["hub"])}

    def test_a_draft_is_never_sent(self, settings: Any, admin_user: User) -> None:
        shelf("fr")
        original = published(slug="secret")
        original.unpublish()
        source, _made = TranslationSource.get_or_create_from_instance(original)
        row = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="fr"))
        settings.HUB_MACHINE_TRANSLATION = "public texts only"
        with pytest.raises(PermissionDenied):
            edit_translation.apply_machine_translation(row.pk, admin_user, None)
