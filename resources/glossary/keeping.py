"""The marks of published texts: set when a text is published, and anew once the glossary of its language changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Iterable
from functools import partial
from typing import Any, Final, NamedTuple

from django.apps import apps
from django.db import transaction
from wagtail.models import Locale, Page

from hub import languages
from hub.querysets import publicly_readable
from hub.retries import Retries
from resources.glossary import marking, units
from resources.glossary.finding import Lexicon, Term
from resources.models.identity import Rendering, TermUse

# Counted up when the same glossary would mark the same text in another way: all texts are marked anew.
MARKED_WITH: Final = 1
# So long one turn of the timer marks texts; what is left waits for the next.
SECONDS: Final = 10.0
AT_ONCE: Final = 50
JOB: Final = "texts-marked"


class Glossary(NamedTuple):
    """The terms of one language that texts are marked with, and what tells them from those of another day."""

    stamp: str
    terms: Lexicon


_kept: dict[str, Glossary] = {}


def glossary(locale_id: int, code: str) -> Glossary:
    """The public terms of a language: one query, and taken apart only where one of them is new."""
    model = apps.get_model("resources", "GlossaryTermPage")
    rows = publicly_readable(model.objects.filter(locale_id=locale_id)).exclude(marking="never").order_by("pk")
    terms = list(rows.values_list("pk", "title", "marking"))
    stamp = hashlib.sha256(f"{MARKED_WITH}/{code}/{terms}".encode()).hexdigest() if terms else ""
    found = _kept.get(code)
    if found is None or found.stamp != stamp:
        analyser = languages.BY_CODE[code].analyser
        listed = [Term(pk, title, as_written=how == "written") for pk, title, how in terms]
        found = _kept[code] = Glossary(stamp, Lexicon(listed, lambda text: units.read(text, analyser)))
    return found


def marks(page: Any, html: str) -> tuple[marking.Marked, str]:
    """The HTML of a page with its marks, and the stamp of the glossary; `page` is specific."""
    # A term waits for the timer: else a glossary brought in at once would be taken apart at each of its terms.
    if not getattr(page, "mark_words", False) or page.kind == "glossary":
        return marking.Marked(html, ()), ""
    found = glossary(page.locale_id, page.locale.language_code)
    return _marked(page, html, found), found.stamp


def _marked(page: Any, html: str, found: Glossary) -> marking.Marked:
    if not (found.terms and page.mark_words):
        return marking.Marked(html, ())
    tag = languages.lang_attribute(page.locale.language_code)
    return marking.marked(html, found.terms.find, tag, own=page.pk)


def note(page_id: int, used: Iterable[int]) -> bool:
    """Keep which terms a text uses; answers whether they are others than before."""
    wanted, kept = set(used), set(TermUse.objects.filter(page=page_id).values_list("term_id", flat=True))
    if wanted == kept:
        return False
    TermUse.objects.filter(page=page_id, term__in=kept - wanted).delete()
    TermUse.objects.bulk_create(
        (TermUse(page_id=page_id, term_id=term) for term in sorted(wanted - kept)), ignore_conflicts=True
    )
    return True


def mark_again(now: dt.datetime, seconds: float = SECONDS) -> list[int]:
    """Mark the texts whose glossary has changed, until so many seconds are over; answers which are others now."""
    ends, retries, changed = time.monotonic() + seconds, Retries(JOB, now), list[int]()
    waiting = _waiting()
    retries.only(pk for _found, ids in waiting for pk in ids)
    for found, ids in waiting:
        due = [pk for pk in ids if retries.is_due(pk, found.stamp)]
        for at in range(0, len(due), AT_ONCE):
            changed += _mark_some(due[at : at + AT_ONCE], found, retries)
            if time.monotonic() > ends:
                return changed
    return changed


def _waiting() -> list[tuple[Glossary, list[int]]]:
    """For each language its glossary and the texts that are marked with another."""
    found = []
    for locale in Locale.objects.order_by("pk"):
        if locale.language_code in languages.BY_CODE:
            terms = glossary(locale.pk, locale.language_code)
            rows = Rendering.objects.filter(page__locale=locale).exclude(marked_with=terms.stamp)
            found.append((terms, list(rows.order_by("page_id").values_list("page_id", flat=True))))
    return found


def _mark_some(ids: list[int], found: Glossary, retries: Retries) -> list[int]:
    pages = Page.objects.filter(pk__in=ids).select_related("locale").specific()
    rows = {row.page_id: row for row in Rendering.objects.filter(page__in=ids)}
    changed: list[int] = []

    def mark(page: Any) -> None:
        if _mark_row(rows[page.pk], page, found):
            changed.append(page.pk)

    tried = [page for page in pages if page.pk in rows]
    failed = {page.pk for page in tried if not retries.attempt(page.pk, partial(mark, page), found.stamp)}
    # A row whose page is of no kind with marks waits for nothing either.
    done = Rendering.objects.filter(page__in=set(ids) - failed).exclude(marked_with=found.stamp)
    done.update(marked_with=found.stamp)
    return changed


@transaction.atomic
def _mark_row(row: Rendering, page: Any, found: Glossary) -> bool:
    """Mark one text, unless it was published while it was read."""
    if not hasattr(page, "mark_words"):
        return False
    made = _marked(page, marking.unmarked(row.html), found)
    if made.html == row.html:
        return False
    now = Rendering.objects.select_for_update().filter(pk=row.pk, html=row.html).first()
    if now is None:
        return False
    now.html, now.marked_with = made.html, found.stamp
    now.save(update_fields=["html", "marked_with"])
    note(page.pk, made.used)
    return True
