"""Keeping the words of one sentence: never over words that the writer has not seen, never with something lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.utils import get_user_display_name
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue

from hub.wording import listed, worded
from publishing.translation.fidelity import faults
from publishing.translation.screen.keeping import lost_numbers, shown, typed
from publishing.translation.screen.values import DOUBTFUL, Sentence, stamp

LONGEST: Final = 20_000  # signs of one sentence, with its marks


@dataclass
class Sent:
    """What somebody sent for a sentence: the words, and the stamp of those that stood there when they began."""

    words: str
    seen: str
    fits: bool = False  # doubtful words are right as they are
    other_numbers: bool = False  # the numbers are said in another way


@dataclass
class Result:
    """What became of it: saved, or why not, with somebody's words that came in between."""

    saved: bool = False
    faults: list[str] = field(default_factory=list)
    theirs: str = ""
    stored: str | None = None  # the words that stand there, where the writer has not seen them
    numbers: bool = False  # nothing but numbers is missing: the writer decides


def save(sentence: Sentence, translation: Translation, sent: Sent, user: Any, form_field: Any = None) -> Result:
    """Keep the words of a sentence, or say why not."""
    words = typed(sent.words)
    settled = sent.fits and sentence.standing in DOUBTFUL
    if words == sentence.words and not settled:
        return Result()
    if stamp(words) == sent.seen and not settled:
        # Somebody else has written here, and this person has not.
        return Result()
    if not words:
        return Result(
            faults=[_("An empty box removes nothing: the words before are kept.")], theirs=shown(sentence.words)
        )
    if found := too_long(form_field, words):
        return Result(faults=found)
    found = faults(sentence.original, words)
    if lost := lost_numbers(sentence.original, words) if sentence.path != "slug" and not sent.other_numbers else []:
        said = ngettext("A number is missing: %(what)s.", "Numbers are missing: %(what)s.", len(lost))
        found.append(said % {"what": listed(str(each) for each in lost)})
    if found:
        return Result(faults=found, numbers=bool(lost) and len(found) == 1)
    return _write(sentence, translation, words, sent.seen, user)


def too_long(form_field: Any, words: str) -> list[str]:
    """Why a field of the page cannot hold words; texts made of blocks have the limit of any sentence."""
    own = form_field.max_length if isinstance(form_field, models.CharField | models.TextField) else None
    if own is None or len(words) > LONGEST:
        count, most = len(words), LONGEST
    else:
        count, most = len(StringValue(words).render_text()), own
    if count <= most:
        return []
    return [_("This has %(count)s characters; there is room for %(most)s.") % {"count": count, "most": most}]


def _write(sentence: Sentence, translation: Translation, words: str, seen: str, user: Any) -> Result:
    string, context = sentence.place
    place = {"translation_of_id": string, "context_id": context, "locale_id": translation.target_locale_id}
    try:
        with transaction.atomic():
            row = StringTranslation.objects.select_for_update().filter(**place).first()
            now = row.data if row else ""
            if stamp(now) != seen and now != words:
                return Result(faults=[conflict(row, now)], theirs=shown(now), stored=now)
            row = row or StringTranslation(**place)
            row.data, row.last_translated_by = words, user
            row.translation_type, row.tool_name = StringTranslation.TRANSLATION_TYPE_MANUAL, ""
            row.has_error, row.field_error = False, ""
            row.save()
    except IntegrityError:
        # Two people wrote the first words of a sentence in the same moment.
        other = StringTranslation.objects.get(**place)
        return Result(faults=[conflict(other, other.data)], theirs=shown(other.data), stored=other.data)
    return Result(saved=True)


def conflict(row: StringTranslation | None, now: str) -> str:
    """For whoever saves second: whose words stand there, and what to do."""
    if not now:
        return _("Somebody has taken back the words that stood here. Save again to keep yours.")
    by = row.last_translated_by if row else None
    name = get_user_display_name(by) or _("Somebody")
    words = _(
        "%(name)s has written other words here meanwhile, perhaps in another window. "
        "Save again to put yours in their place."
    )
    return worded(words, name=name)
