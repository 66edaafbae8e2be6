"""A language's file taken in, part by part: what a request has no time for, the next click or `manage.py tick` does."""

from __future__ import annotations

import datetime as dt
import logging
import time
import zlib
from collections.abc import Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from accounts.translating import may_publish_everywhere, may_translate_into
from hub.languages import BY_CODE, DEFAULT
from publishing.catalogue.reading import File, Outcome, Part, check_language, parsed
from publishing.models import LanguageUpload
from publishing.translation.po import Refused

AT_ONCE: Final = 4.0  # seconds of a request
AT_A_TICK: Final = 120.0
NAMED: Final = 100  # sentences not taken that are named; the rest is counted
KEPT: Final = dt.timedelta(days=30)
logger = logging.getLogger(__name__)


def begin(data: bytes, code: str, user: Any) -> LanguageUpload:
    """Put a file in hand. Raises Refused where it is none of this language, or another is in hand."""
    po = parsed(data)
    check_language(po, code)
    sentences = sum(map(len, File(po, code, user, drafts=False).said.values()))
    try:
        with transaction.atomic():
            return LanguageUpload.objects.create(
                user=user, language=code, data=zlib.compress(data), sentences=sentences
            )
    except IntegrityError as error:
        raise Refused(_("Another file of this language is being taken in. Wait until it is done.")) from error


def shown(code: str, user: Any) -> LanguageUpload | None:
    """The file of a language that is in hand, whoever sent it; else the last that this person sent."""
    rows = LanguageUpload.objects.filter(language=code).defer("data", "done")
    return rows.filter(ended_on=None).first() or rows.filter(user=user).first()


def go_on(upload: LanguageUpload, seconds: float = AT_ONCE) -> LanguageUpload:
    """Take in what is left for so many seconds, at least one page or row; gives the row as it is then."""
    until = time.monotonic() + seconds
    if upload.ended_on:
        return upload
    if not may_translate_into(upload.user, upload.language):
        return _end(upload.pk, was_stopped=True)
    drafts = may_publish_everywhere(upload.user)
    file = File(parsed(zlib.decompress(upload.data)), upload.language, upload.user, drafts)
    for part in file.parts(frozenset(upload.done)):
        _take(upload.pk, part)
        if time.monotonic() >= until:
            break
    else:
        return _end(upload.pk)
    return LanguageUpload.objects.get(pk=upload.pk)


def _take(number: int, part: Part) -> None:
    """One page or row and the note that it is done, both or neither; two at work on one file do it once."""
    with transaction.atomic():
        upload = LanguageUpload.objects.select_for_update().defer("data").get(pk=number)
        if upload.ended_on or part.name in upload.done:
            return
        outcome = _outcome(part)
        upload.done.append(part.name)
        upload.taken += len(outcome.changes)
        upload.same += outcome.same
        upload.not_taken += len(outcome.refused)
        room = NAMED - len(upload.named)
        upload.named += [[each.where, each.original, each.why] for each in outcome.refused[:room]]
        upload.save(update_fields=["done", "taken", "same", "not_taken", "named"])


def _outcome(part: Part) -> Outcome:
    """What became of a part; one that fails is named like one that does not fit, and does not stop the rest."""
    try:
        return part.read(act=True)
    except Exception:
        logger.exception("A part of a PO file could not be kept: %s", part.name)
        outcome = Outcome()
        for entry in part.entries:
            outcome.refuse(
                part.name, entry, _("It could not be kept here. Whoever runs this site finds why in the log.")
            )
        return outcome


def _end(number: int, *, was_stopped: bool = False) -> LanguageUpload:
    LanguageUpload.objects.filter(pk=number, ended_on=None).update(
        ended_on=timezone.now(), was_stopped=was_stopped, data=b"", done=[]
    )
    return LanguageUpload.objects.get(pk=number)


def tick(now: dt.datetime) -> Mapping[str, int]:
    """What `manage.py tick` does: go on with files in hand, and forget what came of those of a month ago."""
    LanguageUpload.objects.filter(ended_on__lte=now - KEPT).delete()
    done = {"PO files taken in": 0, "failed": 0}
    for upload in LanguageUpload.objects.filter(ended_on=None).select_related("user"):
        try:
            with translation.override(_language_of(upload.user)):
                done["PO files taken in"] += go_on(upload, AT_A_TICK).ended_on is not None
        except Exception:
            logger.exception("A PO file could not be taken in: %s", upload.pk)
            done["failed"] += 1
    return done


def _language_of(user: Any) -> str:
    code: str = UserProfile.get_for_user(user).get_preferred_language()
    return code if code in BY_CODE else DEFAULT.code
