"""A PO file that comes back: what fits is taken, what does not is named, and newer words stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

import polib
from django.contrib import messages as plain_messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue, validate_translation_links
from wagtail_localize.views.edit_translation import user_can_edit_instance

from hub.wording import isolated, worded
from publishing.translation.fidelity import faults

UNSURE = "PO file, unsure"
TOOL = "PO File"
SHOWN = 10  # sentences that are named; more would fill the screen
HEADER = "X-WagtailLocalize-TranslationID"
KEPT_WITH_WORDS = ("translation_type", "tool_name", "last_translated_by", "updated_at", "has_error", "field_error")
LARGEST = 5 * 1024 * 1024
View = Callable[..., HttpResponse]


class Refused(Exception):
    """The file as a whole is not for this text; the message says why."""


@dataclass
class Taken:
    """What came of a file: how many sentences were taken, and a sentence for each that was not."""

    count: int = 0
    not_taken: list[str] = field(default_factory=list)


def read(data: bytes) -> polib.POFile:
    """The file; raises Refused where it is none."""
    if len(data) > LARGEST:
        raise Refused(_("This file is too large to be the translation of one text."))
    try:
        # polib takes a text for the name of a file unless it has a line break.
        return polib.pofile("\n" + data.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, ValueError, IndexError) as error:
        raise Refused(_("This is not a PO file, or it was damaged on the way.")) from error


def check_belongs(po: polib.POFile, translation: Translation) -> None:
    """Raise Refused where the file was made for another text or language."""
    uuid = po.metadata.get(HEADER, "")
    if uuid == str(translation.uuid):
        return
    if not uuid:
        raise Refused(
            _("This PO file does not say which text it belongs to: the line “%(name)s” at its top is missing.")
            % {"name": HEADER}
        )
    other = (
        Translation.objects.filter(uuid=uuid).select_related("source", "target_locale").first()
        if _is_uuid(uuid)
        else None
    )
    if other is None:
        raise Refused(_("This PO file belongs to a text that is not here any more."))
    raise Refused(
        worded(
            _("This PO file is for “%(title)s” in %(language)s."),
            title=other.source.object_repr,
            language=other.target_locale.get_display_name(),
        )
    )


def _is_uuid(text: str) -> bool:
    return len(text) == 36 and all(each in "0123456789abcdef-" for each in text)


@transaction.atomic
def take(po: polib.POFile, translation: Translation, user: Any) -> Taken:
    """Store the sentences that fit; the others are named and nothing of them is stored."""
    segments = StringSegment.objects.filter(source=translation.source).select_related("string", "context")
    places = {(each.string.data, each.context.path): each for each in segments}
    before = {
        (each.translation_of_id, each.context_id): each
        for each in StringTranslation.objects.filter(
            locale=translation.target_locale, context__object_id=translation.source.object_id
        ).select_related("last_translated_by")
    }
    exported, taken, rows = exported_on(po), Taken(), list[StringTranslation]()
    for entry in po:
        if not entry.msgstr or entry.obsolete:
            continue
        segment = places.get((entry.msgid, entry.msgctxt or ""))
        if segment is None:
            taken.not_taken.append(worded(_("“%(text)s” is not in the text as it is now."), text=short(entry.msgid)))
            continue
        existing = before.get((segment.string_id, segment.context_id))
        if found := complaints(entry, existing, exported, user):
            taken.not_taken.append(f"{isolated(short(entry.msgid))}: {' '.join(found)}")
        elif existing is None or existing.data != entry.msgstr:
            rows.append(words_of(segment, translation, entry, user))
    keep(rows)
    taken.count = len(rows)
    return taken


def exported_on(po: polib.POFile) -> dt.datetime | None:
    try:
        return parse_datetime(po.metadata.get("POT-Creation-Date", ""))
    except ValueError:
        return None


def complaints(
    entry: polib.POEntry, existing: StringTranslation | None, exported: dt.datetime | None, user: Any
) -> Sequence[str]:
    if found := faults(entry.msgid, entry.msgstr):
        return found
    mine = user is not None and existing is not None and existing.last_translated_by_id == user.pk
    if existing is None or existing.data == entry.msgstr or mine:
        return ()
    if exported and exported.tzinfo and existing.updated_at > exported:
        words = _("Translated here since the file was made, and kept: “%(words)s”.")
        return (worded(words, words=short(existing.data)),)
    return ()


def words_of(segment: StringSegment, translation: Translation, entry: polib.POEntry, user: Any) -> StringTranslation:
    """What an entry says of a sentence, not yet kept."""
    return StringTranslation(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        data=entry.msgstr,
        last_translated_by=user,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        tool_name=UNSURE if "fuzzy" in entry.flags else TOOL,
    )


def keep(rows: Iterable[StringTranslation]) -> None:
    """Keep the words of many sentences at once, with what wagtail-localize does for each when it is saved alone."""
    # A file may say one sentence twice: the last counts.
    once = {(row.translation_of_id, row.context_id): row for row in rows}
    for row in once.values():
        row.has_error = not _fits(row)
    StringTranslation.objects.bulk_create(
        once.values(),
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data", *KEPT_WITH_WORDS],
    )
    for row in once.values():
        if row.context.path == "title":
            pages = Page.objects.filter(translation_key=row.context.object_id, locale_id=row.locale_id)
            pages.update(draft_title=row.data)


def _fits(row: StringTranslation) -> bool:
    try:
        StringValue.from_translated_html(row.data)
        validate_translation_links(row.translation_of.data, row.data)
    except ValueError:
        return False
    return True


def short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"


def with_sentences(_upload: View) -> View:
    """The upload, each refusal said in words, at the text that it was meant for."""

    @wraps(_upload)
    @require_POST
    def upload_pofile(request: HttpRequest, translation_id: int) -> HttpResponse:
        back = redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
        translation = Translation.objects.select_related("source", "target_locale").filter(pk=translation_id).first()
        if translation is None or not translation.enabled:
            messages.error(
                request,
                _(
                    "The original of this text has been deleted, or it is no longer translated sentence by sentence. "
                    "Nothing of the file was taken; keep it."
                ),
            )
            return back
        if not user_can_edit_instance(request.user, translation.get_target_instance()):
            raise PermissionDenied
        _upload_to(request, translation)
        return back

    return upload_pofile


def _upload_to(request: HttpRequest, translation: Translation) -> None:
    file = request.FILES.get("file")
    try:
        if file is None:
            raise Refused(_("Choose a PO file first."))
        po = read(file.read(LARGEST + 1))
        check_belongs(po, translation)
    except Refused as refused:
        messages.error(request, str(refused))
        return
    taken = take(po, translation, request.user)
    words = ngettext("%(count)s sentence taken from the file.", "%(count)s sentences taken from the file.", taken.count)
    messages.success(request, words % {"count": taken.count})
    if taken.not_taken:
        _tell(request, taken.not_taken)


def _tell(request: HttpRequest, not_taken: Sequence[str]) -> None:
    words = ngettext("%(count)s sentence was not taken:", "%(count)s sentences were not taken:", len(not_taken))
    rows = list(not_taken[:SHOWN]) + (["…"] if len(not_taken) > SHOWN else [])
    listed = format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((row,) for row in rows)))
    plain_messages.warning(request, messages.render(words % {"count": len(not_taken)}, [], detail=listed))
