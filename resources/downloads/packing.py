"""Packs of many texts: which there can be, what they hold today, and making them."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import partial
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from hub import languages, minisign
from hub.querysets import as_read, publicly_readable
from hub.retries import Retries
from hub.templatetags.hub import day
from resources import counts
from resources.downloads import gathering, packs, shelf
from resources.downloads.packs import Entry, Pack, Words
from resources.kinds import KINDS_LABELS
from resources.models import OfflinePack, ResourceIdentity, Wanted
from vocabulary.store import interface_labels

# Counted up when the same texts would make another pack.
MADE_WITH: Final = 1
KEY: Final = "packs"
JOB: Final = "packs"
LONGEST_FAULT: Final = 200


class Set(NamedTuple):
    """What a pack is of: a language, and a topic or nothing for all of them."""

    language: str
    topic: str = ""

    @property
    def name(self) -> str:
        """The name of its file, without the ending."""
        return "-".join(["library", languages.BY_CODE[self.language].tag, *([self.topic] if self.topic else [])])


def texts(wanted: Set) -> list[int]:
    """The ids of its texts: one query, or one for each kind where a topic is asked for."""
    if not wanted.topic:
        found = counts.texts(counts.LIBRARY_KINDS).filter(locale__language_code=wanted.language)
        return list(found.values_list("pk", flat=True))
    own: list[int] = []
    for kind in counts.LIBRARY_KINDS:
        of_kind = publicly_readable(counts.model(kind).objects.filter(locale__language_code=wanted.language))
        own += of_kind.filter(topics__code=wanted.topic, topics__status="active").values_list("pk", flat=True)
    return own


def present_key(ids: list[int]) -> str:
    """The key that a pack must have to hold what is published now: two queries."""
    rows = Page.objects.filter(pk__in=ids).order_by("path").values_list("pk", "path", "live_revision_id")
    inside = {path for _pk, path, _revision in rows}
    below = publicly_readable(Page.objects.filter(depth=max(map(len, inside), default=0) // Page.steplen + 1))
    chapters = [row for row in below.values_list("pk", "path", "live_revision_id") if row[1][: -Page.steplen] in inside]
    told = f"{MADE_WITH}/{gathering.MADE_WITH}/{settings.HUB_URL}/{list(rows)}/{chapters}"
    return hashlib.sha256(told.encode()).hexdigest()


def present(wanted: Set) -> OfflinePack | None:
    """The pack of what is published now, if it is there."""
    found = OfflinePack.objects.filter(language=wanted.language, topic=wanted.topic).exclude(digest="").first()
    if found is None or found.made_of != present_key(texts(wanted)):
        return None
    return found if shelf.path(found.digest, "zip").is_file() else None


def want(wanted: Set) -> None:
    """Note that a reader waits for a pack."""
    OfflinePack.objects.update_or_create(
        language=wanted.language, topic=wanted.topic, defaults={"wanted": Wanted.ASKED, "fault": ""}
    )


def note_published(language: str) -> None:
    """The packs of a language hold another state, or may be made now: they are made anew, once a day at most."""
    rows = OfflinePack.objects.filter(language=language, wanted=Wanted.NO).exclude(digest="", fault="")
    rows.update(wanted=Wanted.PUBLISHED)


def make_wanted(now: dt.datetime) -> int:
    """Make each pack that is waited for, and once a day those whose texts have changed; answers how many."""
    today, made, retries = timezone.localdate(now), 0, Retries(JOB, now)
    rows = list(OfflinePack.objects.exclude(wanted=Wanted.NO).order_by("-wanted", "pk"))
    retries.only(_name(row) for row in rows)
    for row in rows:
        if row.wanted == Wanted.ASKED or row.made_on != today:
            made += _tried(row, retries, today)
    return made


def _tried(row: OfflinePack, retries: Retries, today: dt.date) -> bool:
    """Make a pack, unless the same state of its texts has failed too often; whether it is there now."""
    ids = texts(Set(row.language, row.topic))
    if not ids:
        row.delete()
        return False
    name, state = _name(row), present_key(ids)
    return retries.is_due(name, state) and retries.attempt(name, partial(_make, row, ids, state, today), state)


def _name(row: OfflinePack) -> str:
    return Set(row.language, row.topic).name


def is_hopeless(row: OfflinePack | None) -> bool:
    """Whether a pack could not be made, and nobody should wait for it."""
    if row is None:
        return False
    return bool(row.fault) if row.wanted == Wanted.NO else Retries(JOB, timezone.now()).is_hopeless(_name(row))


def _make(row: OfflinePack, ids: list[int], key: str, today: dt.date) -> None:
    wanted = Set(row.language, row.topic)
    try:
        content = packs.packed(pack(wanted, ids), lambda sums: minisign.signature(KEY, sums, wanted.name))
        row.digest, row.size, row.made_of = shelf.put(content, "zip"), len(content), key
        row.made_on, row.fault, row.wanted = today, "", Wanted.NO
    except Exception as fault:
        row.fault = f"{type(fault).__name__}: {fault}"[:LONGEST_FAULT]
        row.wanted = Wanted.PUBLISHED if isinstance(fault, OSError) else Wanted.NO
        raise
    finally:
        row.save()


def pack(wanted: Set, ids: list[int]) -> Pack:
    """The texts of these ids as one pack: their books, kind by kind."""
    language = languages.BY_CODE[wanted.language]
    shown = languages.interface(language.code)
    pages = as_read(Page.objects.filter(pk__in=ids).order_by("title", "pk"))
    names = dict(
        ResourceIdentity.objects.filter(translation_key__in=[page.translation_key for page in pages]).values_list(
            "translation_key", "resource_id"
        )
    )
    with override(shown.code):
        entries = [_entry(page, names) for page in _by_kind(pages) if page.translation_key in names]
        modified = max((entry.book.modified for entry in entries), default=dt.date.min)
        title = _title(wanted, shown.code, language.endonym)
        words = _words(shown, modified)
    return Pack(wanted.name, title, language.tag, language.dir, settings.HUB_URL, entries, words)


def _by_kind(pages: list[Any]) -> list[Any]:
    order = {kind: place for place, kind in enumerate(counts.LIBRARY_KINDS)}
    return sorted(pages, key=lambda page: order[page.kind])


def _entry(page: Any, names: dict[Any, str]) -> Entry:
    return Entry(names[page.translation_key], str(KINDS_LABELS[page.kind]), gathering.book(page))


def _title(wanted: Set, reader: str, endonym: str) -> str:
    if not wanted.topic:
        # Isolated, or a line that begins in Latin letters turns round between words that run from the right.
        return f"\u2068{settings.WAGTAIL_SITE_NAME}\u2069 – \u2068{endonym}\u2069"
    return f"{interface_labels(reader).get(('topic', wanted.topic), wanted.topic)} – {endonym}"


def _words(shown: languages.Language, modified: dt.date) -> Words:
    return Words(
        tag=shown.tag,
        dir=shown.dir,
        state=_("Texts as published on %(date)s. Look for newer ones at this address:") % {"date": day(modified)},
        check=_("SHA256SUMS lists the checksum of each file; SHA256SUMS.minisig is its signature by the site."),
        contents=_("Contents"),
        back=_("Back to"),
        next=_("Next:"),
    )
