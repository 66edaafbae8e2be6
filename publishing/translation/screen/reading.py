"""The sentences of a translation with their words, in three queries whatever their number."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from wagtail.admin.utils import get_user_display_name
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from publishing.translation.po import UNSURE
from publishing.translation.screen.values import Older, Place, Sentence, Standing
from publishing.translation.words import plain
from resources.translations import MADE_FROM_OLDER

# Below, two sentences have nothing to do with each other.
ALIKE: Final = 0.5
MOST_COMPARED: Final = 40


def sentences(translation: Translation) -> list[Sentence]:
    """Each sentence of the original in each of its places, in the order of the text."""
    segments: dict[Place, StringSegment] = {}
    times: Counter[Place] = Counter()
    found = StringSegment.objects.filter(source_id=translation.source_id).select_related("string", "context")
    for segment in found.order_by("order"):
        place = (segment.string_id, segment.context_id)
        segments.setdefault(place, segment)
        times[place] += 1
    words, older = _words(translation, set(segments))
    return [
        _sentence(segment, words.get(place), _older(segment, older[segment.context_id], place in words), times[place])
        for place, segment in segments.items()
    ]


def _words(
    translation: Translation, there: set[Place]
) -> tuple[dict[Place, StringTranslation], Mapping[int, list[Older]]]:
    """What the sentences are in the language, and by place what older ones were."""
    rows = StringTranslation.objects.filter(
        locale_id=translation.target_locale_id, context__object_id=translation.source.object_id
    )
    words: dict[Place, StringTranslation] = {}
    older: dict[int, list[Older]] = defaultdict(list)
    for row in rows.select_related("last_translated_by", "translation_of", "context").order_by("-updated_at"):
        place = (row.translation_of_id, row.context_id)
        if place in there:
            words[place] = row
        else:
            older[row.context_id].append(Older(row.translation_of.data, row.data))
    return words, older


def _older(segment: StringSegment, older: Sequence[Older], has_words: bool) -> Older | None:
    """Of the sentences that stood in this place, the one that this one was made from."""
    if has_words or not older:
        return None
    best, most = None, ALIKE
    compared = SequenceMatcher(b=plain(segment.string.data), autojunk=False)
    for each in older[:MOST_COMPARED]:
        compared.set_seq1(plain(each.original))
        if compared.real_quick_ratio() > most and compared.quick_ratio() > most and (now := compared.ratio()) > most:
            best, most = each, now
    return best


def _sentence(segment: StringSegment, row: StringTranslation | None, older: Older | None, times: int) -> Sentence:
    by = row.last_translated_by if row else None
    return Sentence(
        (segment.string_id, segment.context_id),
        segment.context.path,
        segment.string.data,
        _standing(row, older),
        row.data if row else "",
        (row.get_error() or "") if row and row.has_error else "",
        get_user_display_name(by),
        row.updated_at if row else None,
        _links(segment.attrs),
        older,
        times,
    )


def _standing(row: StringTranslation | None, older: Older | None) -> Standing:
    if row is None:
        return Standing.CHANGED if older else Standing.MISSING
    if row.has_error:
        return Standing.ERROR
    if row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
        return Standing.MACHINE
    return {UNSURE: Standing.UNSURE, MADE_FROM_OLDER: Standing.OLDER}.get(row.tool_name, Standing.DONE)


def _links(attrs: str) -> dict[str, str]:
    """Where the links of a sentence lead, where that is an address; links to pages follow by themselves."""
    known: Mapping[str, Any] = json.loads(attrs or "{}") or {}
    return {id_: str(each["href"]) for id_, each in known.items() if isinstance(each, dict) and each.get("href")}
