"""Taking over the words of a translation that exists, so that a translator goes on where it stands."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Locale, Revision
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.segments.extract import quote_path_component

from publishing.translation import following
from publishing.translation.lining import CannotLineUp, LinedUp, Misfit, is_copy, line_up
from publishing.translation.reading import lined_up_copy, text_of, text_of_source
from resources.translations import MADE_FROM_OLDER

ADOPTED = "publishing.adopt_translation"
KEPT = "publishing.keep_translation"


@dataclass(frozen=True)
class _Row:
    segment: StringSegment
    html: str
    tool: str


def has_own_words(source: TranslationSource, target: Any) -> bool:
    """Whether a page says something that wagtail-localize neither wrote nor took over."""
    if target.alias_of_id:
        return False
    seen = TranslationLog.objects.filter(
        source__object_id=source.object_id, locale_id=target.locale_id, revision_id=target.latest_revision_id
    )
    return not seen.exists()


def was_ever_seen(source: TranslationSource, target: Any) -> bool:
    """Whether wagtail-localize has had to do with a page before."""
    return TranslationLog.objects.filter(source__object_id=source.object_id, locale_id=target.locale_id).exists()


@transaction.atomic
def adopt(source: TranslationSource, target: Any, user: Any = None) -> None:
    """Store the existing words as translations made by hand; raises CannotLineUp where some would be lost."""
    _check_standing(source, target)
    original = source.as_instance()
    existing = lined_up_copy(original, target.get_latest_revision_as_object())
    lined = line_up(text_of_source(source), text_of(existing))
    _store_words(source, target, list(_rows(source, target, lined)), user)
    _store_settings(source, target.locale, lined, user)
    TranslationLog.objects.create(source=source, locale=target.locale, revision=target.latest_revision)
    log(instance=target, action=ADOPTED, user=user, content_changed=False)


@transaction.atomic
def keep(source: TranslationSource, target: Any, why: Misfit, user: Any = None) -> None:
    """Leave a page to be edited on its own; its state follows the revision it was made from."""
    Translation.objects.filter(source=source, target_locale_id=target.locale_id).update(enabled=False)
    if why is not Misfit.CIRCLE and not target.translated_from_id:
        following.assume(source.get_source_instance(), target)
    log(instance=target, action=KEPT, user=user, data={"why": str(why)}, content_changed=False)


def _check_standing(source: TranslationSource, target: Any) -> None:
    """Refuse to follow one's own translation, and to open what is closed."""
    source_page = source.get_source_instance()
    back = Translation.objects.filter(
        source__object_id=source.object_id,
        source__locale_id=target.locale_id,
        target_locale_id=source.locale_id,
        enabled=True,
    )
    made_from = getattr(source_page, "translated_from", None)
    if back.exists() or (made_from and made_from.object_id == str(target.pk)):
        raise CannotLineUp(Misfit.CIRCLE)
    if target.view_restrictions.exists() and not source_page.view_restrictions.exists():
        raise CannotLineUp(Misfit.PRIVACY)


def _rows(source: TranslationSource, target: Any, lined: LinedUp) -> Iterator[_Row]:
    """Each sentence that has words, and how they came to be; none for what a copy never translated."""
    segments = list(source.stringsegment_set.select_related("context", "string").order_by("order"))
    older = _older_strings(source, target)
    numbers: dict[str, int] = defaultdict(int)
    found: list[tuple[StringSegment, int, str]] = []
    for segment in segments:
        path = segment.context.path
        if (html := lined.words.get((path, numbers[path]))) is not None:
            found.append((segment, numbers[path], html))
        numbers[path] += 1
    copied = is_copy((segment.string.data, html) for segment, _number, html in found)
    for segment, number, html in found:
        if not (copied and html == segment.string.data):
            was = older.get((segment.context.path, number), segment.string.data) if older is not None else None
            stale = was is not None and was != segment.string.data
            yield _Row(segment, html, MADE_FROM_OLDER if stale else "")


def _older_strings(source: TranslationSource, target: Any) -> dict[tuple[str, int], str] | None:
    """What the original said in the revision that the translation was made from, where that is known."""
    made_from: Revision | None = getattr(target, "translated_from", None)
    source_page = source.get_source_instance()
    if made_from is None or made_from.object_id != str(source_page.pk):
        return None
    found: dict[tuple[str, int], str] = {}
    for path, pieces in text_of(made_from.as_object()).by_path().items():
        found.update({(path, number): piece.html for number, piece in enumerate(pieces)})
    return found


def _store_words(source: TranslationSource, target: Any, rows: list[_Row], user: Any) -> None:
    """Keep what a translator wrote since the page was last saved; take over the rest."""
    moment = target.latest_revision.created_at if target.latest_revision else timezone.now()
    before = {
        (each.translation_of_id, each.context_id): each
        for each in StringTranslation.objects.filter(context__object_id=source.object_id, locale=target.locale)
    }
    new: dict[tuple[int, int], StringTranslation] = {}
    for row in rows:
        place = (row.segment.string_id, row.segment.context_id)
        existing = before.get(place)
        if existing and (existing.data == row.html or existing.updated_at > moment):
            continue
        new[place] = _translation(existing, row, target.locale, user)
    StringTranslation.objects.bulk_create([each for each in new.values() if not each.pk])
    changed = [each for each in new.values() if each.pk]
    StringTranslation.objects.bulk_update(changed, ["data", "tool_name", "last_translated_by", "updated_at"])


def _translation(existing: StringTranslation | None, row: _Row, locale: Locale, user: Any) -> StringTranslation:
    made = existing or StringTranslation(
        translation_of_id=row.segment.string_id, context_id=row.segment.context_id, locale=locale
    )
    made.data, made.tool_name, made.last_translated_by = row.html, row.tool, user
    made.translation_type, made.updated_at = StringTranslation.TRANSLATION_TYPE_MANUAL, timezone.now()
    return made


def _store_settings(source: TranslationSource, locale: Locale, lined: LinedUp, user: Any) -> None:
    """Pictures and addresses of links that the translation has of its own."""
    wanted = dict(lined.settings)
    for (path, ours), theirs in lined.hrefs.items():
        wanted[f"{path}.{quote_path_component(ours)}"] = theirs
    for segment in OverridableSegment.objects.filter(source=source).select_related("context"):
        if segment.context.path in wanted:
            SegmentOverride.objects.update_or_create(
                locale=locale,
                context=segment.context,
                defaults={"data_json": json.dumps(wanted[segment.context.path]), "last_translated_by": user},
            )
