"""Keeping the words of one text: wholly or not at all, and never over somebody else's."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hub import languages
from publishing.models import MadeFrom
from publishing.texts.reading import same
from publishing.texts.values import ORGANISATIONS, TRAINERS, RefusedText, Text, mark
from trainers.models import Organisation, Trainer
from trainers.models.base import plain_text
from vocabulary.models import Concept, Label, LabelKind

LONGEST_WORD = 200
LONGEST_TEXT = 2000
MOST_OF_A_TRAINER = 3  # as in the file of the directory


def check(text: Text, words: str) -> str:
    """The words as they would be kept; raises RefusedText with a sentence for who wrote them."""
    words = " ".join(words.split())
    longest = LONGEST_TEXT if text.list in (ORGANISATIONS, TRAINERS) else LONGEST_WORD
    if not words:
        raise RefusedText(_("Nothing was removed: take a text away on its own screen."))
    if len(words) > longest:
        raise RefusedText(
            _("This has %(count)s characters; there is room for %(most)s.") % {"count": len(words), "most": longest}
        )
    try:
        plain_text(words)
    except ValidationError as error:
        raise RefusedText(" ".join(error.messages)) from error
    return words


def save(text: Text, code: str, words: str, user: Any, *, made_from: str = "") -> bool:
    """Keep the words of a text; whether readers have them at once. Raises RefusedText.

    `made_from` is the mark of the original as the writer saw it.
    """
    words = check(text, words)
    with transaction.atomic():
        at_once = _entry(text, code, words, user) if text.list in (ORGANISATIONS, TRAINERS) else True
        if text.list not in (ORGANISATIONS, TRAINERS):
            _label(text, code, words, user)
        still_right(text, code, made_from)
    return at_once


def still_right(text: Text, code: str, made_from: str = "") -> None:
    """Note that the words of a text say what its original says."""
    seen = made_from or mark(text.original)
    MadeFrom.objects.update_or_create(key=text.key, language=code, defaults={"mark": seen})


def _label(text: Text, code: str, words: str, user: Any) -> None:
    scheme, _colon, term = text.key.partition(":")
    concept = Concept.objects.get(scheme=scheme, code=term)
    # A word that was another name for the term becomes its name.
    Label.objects.filter(concept=concept, language=code, text=words).exclude(kind=LabelKind.PREFERRED).delete()
    row = Label.objects.filter(concept=concept, language=code, kind=LabelKind.PREFERRED).first()
    row = row or Label(concept=concept, language=code, kind=LabelKind.PREFERRED)
    row.text = words
    row.save()
    log(instance=concept, action="wagtail.edit", user=user)


def _entry(text: Text, code: str, words: str, user: Any) -> bool:
    """Into the newest version; published where nothing else waits in it and the writer may publish."""
    model: Any = Trainer if text.list == TRAINERS else Organisation
    entry = model.objects.select_for_update().get(public_id=text.key.partition(":")[2])
    newest = entry.get_latest_revision_as_object()
    row = next((each for each in newest.summaries.all() if same(each.language, code)), None)
    if row is None:
        if text.list == TRAINERS and newest.summaries.count() >= MOST_OF_A_TRAINER:
            raise RefusedText(_("A trainer has a summary in three languages at most."))
        row = newest.summaries.model(language=languages.BY_CODE[code].tag)
    row.text = words
    newest.summaries.add(row)
    had_draft = entry.has_unpublished_changes
    revision = newest.save_revision(user=user, clean=False, log_action=True)
    right = f"trainers.publish_{entry._meta.model_name}"
    if had_draft or not (user is None or user.has_perm(right)):
        return False
    revision.publish(user=user)
    return True
