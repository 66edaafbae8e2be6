"""A translation that exists is never overwritten, whichever way it is submitted."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, PageLogEntry
from wagtail_localize.models import (
    LocaleSynchronization,
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.operations import TranslationCreator, translate_object, translate_page_subtree

from accounts.models import User
from publishing.translation.guard import told
from resources.models import ChapterPage
from resources.translations import MADE_FROM_OLDER, behind
from tests.factories.resources import body, manual, published, shelf, translation

pytestmark = pytest.mark.django_db
BLOCK = "00000000-0000-4000-a000-000000000000"


def french() -> Locale:
    return Locale.objects.get_or_create(language_code="fr")[0]


def text(html: str, id_: str = BLOCK) -> dict[str, Any]:
    return {"type": "text", "value": html, "id": id_}


def pair(ours: list[Any] | None = None, theirs: list[Any] | None = None, **fields: Any) -> tuple[Any, Any]:
    """A guide in English and its French translation, both published."""
    shelf("fr")
    original = published(slug="phones", summary="Before you go.", body=ours or body("At home"))
    other = translation(
        original,
        "fr",
        title="Téléphones",
        slug="telephones",
        **{"summary": "Avant de partir.", "body": theirs or body("Chez vous", text="Des mots à lire."), **fields},
    )
    return original, other


def words(page: Any) -> tuple[Any, ...]:
    page = type(page).objects.get(pk=page.pk)
    return (
        page.title,
        page.slug,
        page.summary,
        page.live,
        page.has_unpublished_changes,
        page.latest_revision_id,
        str(page.body),
    )


def managed(page: Any) -> bool:
    return Translation.objects.filter(source__object_id=page.translation_key, enabled=True).exists()


def strings(page: Any) -> set[str]:
    found = StringTranslation.objects.filter(context__object_id=page.translation_key, locale=page.locale)
    return set(found.values_list("data", flat=True))


def publish(translation: Translation) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)


def by_view(client: Client, original: Any) -> None:
    client.post(reverse("wagtail_localize:submit_page_translation", args=[original.pk]), {"locales": [french().pk]})


def by_operation(_client: Client, original: Any) -> None:
    translate_object(original, [french()])


def by_creator(_client: Client, original: Any) -> None:
    TranslationCreator(None, [french()]).create_translations(original)


def by_source(_client: Client, original: Any) -> None:
    source, _made = TranslationSource.get_or_create_from_instance(original)
    source.create_or_update_translation(french(), publish=True, fallback=True)


def by_subtree(_client: Client, original: Any) -> None:
    translate_page_subtree(original.get_parent().pk, [french()], None, None)


def by_publishing(_client: Client, original: Any) -> None:
    source, _made = TranslationSource.update_or_create_from_instance(original)
    publish(Translation.objects.create(source=source, target_locale=french()))


@pytest.mark.parametrize("road", [by_view, by_operation, by_creator, by_source, by_subtree, by_publishing])
def test_submitting_changes_nothing_and_offers_the_existing_words(road: Any, admin_client: Client) -> None:
    original, other = pair()
    before = words(other)
    road(admin_client, original)
    assert words(other) == before
    assert strings(other) >= {"Téléphones", "telephones", "Avant de partir.", "Chez vous", "Des mots à lire."}
    assert StringTranslation.objects.exclude(translation_type="manual").count() == 0


def test_submitting_a_second_time_changes_nothing_either() -> None:
    original, other = pair()
    before = words(other)
    translate_object(original, [french()])
    TranslationCreator(None, [french()]).create_translations(type(original).objects.get(pk=original.pk))
    assert words(other) == before


def test_what_is_published_from_the_sentences_says_the_same() -> None:
    original, other = pair()
    translate_object(original, [french()])
    publish(Translation.objects.get())
    other = type(other).objects.get(pk=other.pk)
    assert (other.title, other.slug, other.summary) == ("Téléphones", "telephones", "Avant de partir.")
    assert "Chez vous" in str(other.body)
    assert "Des mots à lire." in str(other.body)


def test_blocks_with_other_ids_are_lined_up_by_their_order() -> None:
    original, other = pair([text("<p>One.</p>")], [text("<p>Un.</p>", "11111111-0000-4000-a000-000000000000")])
    translate_object(original, [french()])
    assert managed(other)
    assert "Un." in strings(other)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("<p>One.</p>", [text("<p>Un.</p>"), text("<p>Deux.</p>", "2" + BLOCK[1:])]),
        ("<p>One.</p><p>Two.</p>", "<p>Un et deux.</p>"),
        ("<p>One.</p><p>Two.</p>", "<ul><li>Un.</li><li>Deux.</li></ul>"),
        ("<p>Yes.</p><p>Yes.</p>", "<p>Oui.</p><p>Si.</p>"),
        ("<p>Ask.</p>", '<p>Demandez <a href="https://example.org">ici</a>.</p>'),
    ],
)
def test_what_cannot_be_lined_up_stays_a_page_of_its_own(ours: str, theirs: Any) -> None:
    original, other = pair([text(ours)], theirs if isinstance(theirs, list) else [text(theirs)])
    before = words(other)
    with told() as outcomes:
        translate_object(original, [french()])
    assert words(other) == before
    assert not managed(other)
    assert "stays as it is" in outcomes[0].sentence
    assert behind([type(other).objects.get(pk=other.pk)])[other.pk] == (original.pk, 0)
    source = TranslationSource.objects.get()
    with pytest.raises(ValidationError):
        source.create_or_update_translation(french(), publish=True, fallback=True)
    assert words(other) == before


def test_marks_and_links_stay_those_of_the_translation() -> None:
    original, other = pair(
        [text('<p>Read <a href="/en/a/">this</a> and <a href="https://b.org">that</a>.</p><p><b>Now.</b></p>')],
        [text('<p>Lisez <a href="https://b.org"><i>ceci</i></a>, puis <a href="/fr/un/">cela</a>.</p><p>Ici.</p>')],
    )
    translate_object(original, [french()])
    assert 'Lisez <a id="a2"><i>ceci</i></a>, puis <a id="a1">cela</a>.' in strings(other)
    publish(Translation.objects.get())
    drawn = str(type(other).objects.get(pk=other.pk).body)
    assert 'href="https://b.org"><i>ceci' in drawn
    assert 'href="/fr/un/">cela' in drawn


def test_a_link_to_the_same_page_in_another_language_is_the_same_link() -> None:
    here = published(slug="here")
    there = translation(here, "fr", slug="la")
    original, other = pair(
        [text(f'<p>See <a linktype="page" id="{here.pk}">here</a>.</p>')],
        [text(f'<p>Voyez <a linktype="page" id="{there.pk}">là</a>.</p>')],
    )
    translate_object(original, [french()])
    assert managed(other)
    assert 'Voyez <a id="a1">là</a>.' in strings(other)


def test_the_same_words_in_two_places_may_be_translated_in_two_ways() -> None:
    second = "2" + BLOCK[1:]
    original, other = pair(
        [text("<p>Right.</p>"), text("<p>Right.</p>", second)],
        [text("<p>Juste.</p>"), text("<p>À droite.</p>", second)],
    )
    translate_object(original, [french()])
    assert {"Juste.", "À droite."} <= strings(other)


def test_a_picture_of_its_own_stays() -> None:
    pictures = [
        get_image_model().objects.create(title=name, file=get_test_image_file(f"{name}.png")) for name in ("en", "fr")
    ]
    ours, theirs = (
        [{"type": "image", "id": BLOCK, "value": {"image": each.pk, "alt_text": each.title, "decorative": False}}]
        for each in pictures
    )
    original, other = pair(ours, theirs)
    translate_object(original, [french()])
    assert SegmentOverride.objects.get().data_json == str(pictures[1].pk)
    publish(Translation.objects.get())
    assert type(other).objects.get(pk=other.pk).body[0].value.pk == pictures[1].pk


def test_a_sentence_made_from_an_older_text_is_marked_and_readers_are_told() -> None:
    original, other = pair()
    original.summary = "Long before you go."
    original.save_revision().publish()
    translate_object(type(original).objects.get(pk=original.pk), [french()])
    marked = StringTranslation.objects.get(tool_name=MADE_FROM_OLDER)
    assert marked.data == "Avant de partir."
    publish(Translation.objects.get())
    other = type(other).objects.get(pk=other.pk)
    assert behind([other])[other.pk] == (original.pk, 1)
    marked.tool_name = ""
    marked.save()
    publish(Translation.objects.get())
    assert behind([type(other).objects.get(pk=other.pk)])[other.pk] == (original.pk, 0)


def test_a_fresh_copy_counts_as_nothing_translated() -> None:
    shelf("fr")
    original = published(slug="phones", summary="Before you go.")
    copy = original.copy_for_translation(french())
    copy.title = "Téléphones"
    copy.save_revision()
    translate_object(original, [french()])
    assert "Téléphones" in strings(copy)
    assert "Before you go." not in strings(copy)


def test_an_alias_is_translated_as_before() -> None:
    shelf("fr")
    original = published(slug="phones")
    alias = original.copy_for_translation(french(), alias=True)
    translate_object(original, [french()])
    assert Page.objects.get(pk=alias.pk).alias_of_id is None
    assert managed(original)


def test_of_a_tree_only_what_is_missing_is_made() -> None:
    shelf("fr")
    book = manual("One", "Two")
    first, second = ChapterPage.objects.child_of(book).order_by("path")
    other = translation(book, "fr", title="Un livre")
    chapter = ChapterPage(
        title="Un", slug="un", locale=french(), translation_key=first.translation_key, body=body("Un")
    )
    other.add_child(instance=chapter)
    chapter.save_revision().publish()
    before = words(other), words(chapter)
    translate_object(book, [french()])
    translate_page_subtree(book.pk, [french()], None, None)
    assert (words(other), words(chapter)) == before
    made = ChapterPage.objects.get(translation_key=second.translation_key, locale=french())
    assert not made.live
    assert made.get_parent().pk == other.pk


def test_words_brought_in_by_hand_later_come_before_older_sentences_and_after_newer_ones() -> None:
    original, other = pair()
    translate_object(original, [french()])
    fresh = type(other).objects.get(pk=other.pk)
    fresh.title, fresh.summary = "Portables", "Avant le départ."
    fresh.save_revision().publish()
    newer = StringTranslation.objects.get(data="Téléphones", context__path="title")
    newer.data = "Vos téléphones"
    newer.save()
    publish(Translation.objects.get())
    fresh = type(other).objects.get(pk=other.pk)
    assert (fresh.title, fresh.summary) == ("Vos téléphones", "Avant le départ.")


def test_a_page_does_not_follow_its_own_translation() -> None:
    original, other = pair()
    before = words(original)
    translate_object(other, [original.locale])
    assert words(original) == before
    assert not managed(original)
    assert type(original).objects.get(pk=original.pk).translated_from is None


def test_an_address_in_arabic_stays() -> None:
    shelf("ar")
    original = published(slug="phones")
    other = translation(original, "ar", title="الهواتف", slug="الهواتف")
    translate_object(original, [other.locale])
    publish(Translation.objects.get())
    assert Page.objects.get(pk=other.pk).slug == "الهواتف"


def test_bringing_translations_up_to_date_at_once_keeps_the_words(admin_client: Client) -> None:
    original, other = pair()
    translate_object(original, [french()])
    original.summary = "Long before you go."
    original.save_revision().publish()
    with TestCase.captureOnCommitCallbacks(execute=True):
        address = reverse("wagtail_localize:update_translations", args=[TranslationSource.objects.get().pk])
        admin_client.post(address, {"publish_translations": "on"})
    other = type(other).objects.get(pk=other.pk)
    assert other.title == "Téléphones"
    assert "Chez vous" in str(other.body)


def test_keeping_trees_alike_and_copying_leave_what_exists() -> None:
    original, other = pair()
    before = words(other)
    LocaleSynchronization.objects.create(locale=french(), sync_from=original.locale)
    call_command("sync_locale_trees")
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        original.copy_for_translation(french())
    assert words(other) == before


def test_whoever_submits_is_told_what_became_of_a_page(admin_client: Client) -> None:
    original, _other = pair([text("<p>One.</p>")], [text("<ul><li>Un.</li></ul>")])
    address = reverse("wagtail_localize:submit_page_translation", args=[original.pk])
    answer = admin_client.post(address, {"locales": [french().pk], "next": address})
    assert "stays as it is" in str(list(get_messages(answer.wsgi_request))[1])
    assert "exists and stays as it is" in admin_client.get(address).content.decode()


def test_sentences_outlive_their_original() -> None:
    original, other = pair()
    translate_object(original, [french()])
    original.delete()
    assert not managed(other)
    assert "Téléphones" in strings(other)


def test_a_published_page_does_not_become_a_mirror(admin_client: Client) -> None:
    original, other = pair()
    translate_object(original, [french()])
    before = words(other)
    admin_client.post(reverse("wagtail_localize:convert_to_alias", args=[other.pk]))
    assert words(other) == before


def test_the_history_says_what_was_done(admin_user: User) -> None:
    original, other = pair()
    translate_object(original, [french()], user=admin_user)
    assert PageLogEntry.objects.filter(page=other.pk, action="publishing.adopt_translation", user=admin_user).exists()
