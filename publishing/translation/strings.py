"""Two translators on one sentence: the second sees the first's words, and none are lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.multipartparser import MultiPartParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.views.edit_translation import StringTranslationSerializer

from publishing.translation.fidelity import faults

SEEN = "sentences_seen"
SEEN_WORDS = "seen"  # what stood in the box before, sent by static/js/translating-editor.js
KEPT = 20  # translations whose opening is remembered; the oldest go first
View = Callable[..., HttpResponse]


def remember_opening(request: HttpRequest, translation: Translation) -> None:
    """Note when somebody loaded the sentences that they are about to translate."""
    seen = dict(request.session.get(SEEN, {}))
    seen.pop(str(translation.pk), None)
    seen[str(translation.pk)] = timezone.now().isoformat()
    request.session[SEEN] = dict(list(seen.items())[-KEPT:])


def _seen(request: HttpRequest, *keys: str) -> dt.datetime | None:
    moments = [parse_datetime(request.session.get(SEEN, {}).get(key, "")) for key in keys]
    return max((each for each in moments if each), default=None)


def without_overwriting(edit: View) -> View:
    """Save a sentence unless somebody else has changed it since it was loaded."""

    @wraps(edit)
    def edit_string(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
        if not Translation.objects.filter(pk=translation_id).exists():
            return _nowhere_to_keep(request, string_segment_id)
        if request.method == "PUT" and (answer := _others_words(request, translation_id, string_segment_id)):
            return answer
        answer = edit(request, translation_id, string_segment_id)
        _remember(request, translation_id, string_segment_id)
        return _with_what_is_lost(answer, translation_id, string_segment_id) if request.method == "PUT" else answer

    return edit_string


def _nowhere_to_keep(request: HttpRequest, segment_id: int) -> HttpResponse:
    """The words stay at their place on the screen, with a sentence; the editor says “Server error” of any failure."""
    typed = _sent(request).get("value") if request.method == "PUT" else None
    if typed is None:
        return JsonResponse({}, status=404)
    words = _(
        "The original of this text has been deleted, so these words could not be saved. Copy them before you leave; "
        "what was saved earlier is kept: open the page again to see it."
    )
    answer = {"segment_id": segment_id, "string_id": None, "data": typed, "error": words, "comment": words}
    return JsonResponse({**answer, "last_translated_by": None})


def _remember(request: HttpRequest, translation_id: int, segment_id: int) -> None:
    seen = {**request.session.get(SEEN, {}), f"{translation_id}:{segment_id}": timezone.now().isoformat()}
    request.session[SEEN] = dict(list(seen.items())[-KEPT * 10 :])


def _others_words(request: HttpRequest, translation_id: int, segment_id: int) -> HttpResponse | None:
    segment = StringSegment.objects.filter(pk=segment_id).first()
    translation = Translation.objects.select_related("source").get(pk=translation_id)
    if segment is None:
        return None
    sent = _sent(request)
    theirs = StringTranslation.objects.filter(
        translation_of_id=segment.string_id, context_id=segment.context_id, locale_id=translation.target_locale_id
    )
    if SEEN_WORDS in sent:
        # What the writer had on the screen tells two windows of one person apart, too.
        theirs = theirs.exclude(data=sent[SEEN_WORDS])
    elif (seen := _seen(request, str(translation_id), f"{translation_id}:{segment_id}")) is not None:
        theirs = theirs.filter(updated_at__gt=seen).exclude(last_translated_by_id=request.user.pk)
    else:
        return None
    other = theirs.select_related("last_translated_by").first()
    mine = sent.get("value")
    if other is None or mine is None or other.data == mine:
        return None
    _remember(request, translation_id, segment_id)
    shown: dict[str, Any] = dict(
        StringTranslationSerializer(other, context={"translation_source": translation.source}).data
    )
    shown["error"] = _conflict(other, mine)
    return JsonResponse(shown)


def _with_what_is_lost(answer: HttpResponse, translation_id: int, segment_id: int) -> HttpResponse:
    """The words are kept with an error at their place, and no page is published with them."""
    segment = StringSegment.objects.select_related("string").get(pk=segment_id)
    translation = Translation.objects.select_related("source").get(pk=translation_id)
    row = StringTranslation.objects.filter(
        translation_of_id=segment.string_id, context_id=segment.context_id, locale_id=translation.target_locale_id
    ).first()
    if row is None or not (found := faults(segment.string.data, row.data)):
        return answer
    row.has_error, row.field_error = True, " ".join(found)
    row.save(update_fields=["has_error", "field_error"])
    shown = StringTranslationSerializer(row, context={"translation_source": translation.source}).data
    return JsonResponse({**shown, "error": row.field_error})


def _sent(request: HttpRequest) -> QueryDict:
    """The words of a PUT, which Django reads for POST alone; the body stays for the view to read."""
    if request.content_type == "multipart/form-data":
        # Its own parser: whoever asked for request.POST before has closed the request's.
        handlers = [MemoryFileUploadHandler(request)]
        return MultiPartParser(request.META, BytesIO(request.body), handlers, request.encoding).parse()[0]
    return QueryDict(request.body)


def _conflict(other: StringTranslation, mine: str) -> str:
    by = other.last_translated_by
    name = get_user_display_name(by)
    return _(
        "%(name)s has translated this sentence meanwhile; those words are kept. You wrote: “%(words)s”. "
        "Edit and save again to replace them."
    ) % {"name": name or _("Somebody"), "words": mine}
