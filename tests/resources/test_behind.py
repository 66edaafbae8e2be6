"""How many changes of its original a page that is translated in the admin has not followed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import TestCase
from django.utils import timezone
from time_machine import travel
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from resources.translations import behind
from tests.factories.resources import published

pytestmark = pytest.mark.django_db


def change(page: Any, summary: str) -> None:
    """The original, edited and published anew."""
    page.summary = summary
    page.save_revision().publish(changed=True)


def in_french(original: Any) -> tuple[TranslationSource, Translation]:
    """The original's French page, every string translated, published."""
    source, _made = TranslationSource.update_or_create_from_instance(original)
    french = Locale.objects.get_or_create(language_code="fr")[0]
    translation = Translation.objects.create(source=source, target_locale=french)
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string, locale=french, context=segment.context, data="Des mots."
        )
    publish(translation)
    return source, translation


def publish(translation: Translation) -> None:
    """“Publish in Français”, which takes effect when the transaction is committed."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)


def lag(translation: Translation) -> int:
    page = translation.get_target_instance()
    return behind([page.specific])[page.pk][1]


def test_a_change_is_followed_once_what_came_with_it_is_published() -> None:
    with travel(timezone.now(), tick=False) as clock:
        original = published(language="en", summary="What to agree on.")
        published(language="fr", slug="une-page")
        clock.shift(60)
        source, translation = in_french(original)
        assert lag(translation) == 0
        clock.shift(60)
        change(original, "What to agree on, and why.")
        assert lag(translation) == 1
        clock.shift(60)
        source.update_from_db()
        assert lag(translation) == 1, "the new rows are there to translate; readers still see the old text"
        clock.shift(60)
        publish(translation)
        assert lag(translation) == 0
