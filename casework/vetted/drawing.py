"""What the pages for a vetted organisation say."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.vetted import reading
from hub import languages
from hub.pagination import paginate
from trainers import cards
from trainers.cards import Pages
from trainers.channels import facts
from trainers.facet_options import available_words, facets, picked, place_facet
from trainers.filters import WORDS
from trainers.words import Words
from vocabulary import store
from vocabulary.models import Scheme

ROWS: Final = 20
PAGE: Final = "casework:vetted"
PAGES: Final = Pages(profile="casework:vetted_trainer", organisation="casework:vetted_organisation")
Context = dict[str, Any]


def directory(query: QueryDict) -> Context:
    """The list for one state of the filters."""
    question = reading.asked(query, _reader())
    wanted, words = question.wanted, Words(question.reader, question.terms.interface_labels(question.reader))
    label, again = _("Pages of trainers"), QueryDict(wanted.as_query())
    page = paginate(question.fitting, query.get("page"), ROWS, label=label, query=again)
    return {
        "total": page.total,
        "all_total": len(question.shelf),
        "rows": [
            {"trainer": cards.card(shown, words, PAGES), "when": _when(shelved, words)}
            for shelved, shown in reading.rows(page.items, question.today)
        ],
        "pager": page.pager,
        "picked": picked(wanted, words, PAGE),
        "clear_url": reverse(PAGE) if wanted else "",
        "field": _field(wanted.words),
        "place_facet": place_facet(wanted, question.counts, words),
        "facets": facets(wanted, question.counts, question.terms.broader(Scheme.TOPIC), words),
        "organisations": [
            {"name": name, "url": reverse(PAGES.organisation, args=[public_id])}
            for public_id, name in (reading.organisations() if not wanted else ())
        ],
    }


def _when(shelved: Any, words: Words) -> str:
    known = shelved.available
    names = available_words()
    return words.apart(names[code] for code in known) if known else ""


def _field(written: str) -> Context:
    return {"kind": "search", "id": "f-q", "name": WORDS, "label": _("Name, topic or place"), "value": written}


def trainer(public_id: str, today: dt.date) -> Context | None:
    """One profile; nothing where they may not be known of."""
    found = reading.trainer(public_id, today)
    if found is None:
        return None
    shown, more = found
    words = _words()
    reach = facts.drawn(more, words, today)
    text, tag = words.summary(shown.summary or {})
    return {
        "trainer": {
            "name": shown.name,
            **_summary(text, tag, words),
            "organisation": shown.organisation.name if shown.organisation else "",
            "organisation_url": cards.organisation_url(shown.organisation, PAGES),
            "topics": cards.topic_rows(shown, words),
            "facts": [*cards.trainer_facts(shown, words), *reach.facts],
            "reach": reach,
            "vouched": cards.vouching_facts(shown),
        }
    }


def organisation(public_id: str, today: dt.date) -> Context | None:
    """One organisation; nothing where it may not be known of."""
    found = reading.organisation(public_id, today)
    if found is None:
        return None
    row, shown, more = found
    words = _words()
    text, tag = words.summary(shown.summary)
    return {
        "organisation": {
            "name": shown.name,
            "lang": next(iter(shown.summary), ""),
            **_summary(text, tag, words),
            "facts": cards.organisation_facts(shown, words),
            "reach": facts.drawn(more, words, today),
        },
        "trainers": [cards.card(each, words, PAGES) for each in reading.of_organisation(row, today)],
    }


def _summary(text: str, tag: str, words: Words) -> Context:
    return {"summary": text, "summary_lang": tag, "summary_language": words.foreign(tag)}


def _words() -> Words:
    return Words(_reader(), store.interface_labels(_reader()))


def _reader() -> str:
    return get_language() or languages.DEFAULT.code
