"""The page at the end of “I need help now”: first steps of the library, then who answers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from casework import desks, first_texts, help_words, who_answers
from casework.first_help import NOT_SAID, Asked, Situation
from casework.routing import NoDesk
from hub import languages
from resources import shelves
from trainers.words import Words
from vocabulary import places


def context(asked: Asked, reader: str, now: dt.datetime) -> dict[str, Any]:
    """Everything the page says (see templates/pages/casework/help_steps.html)."""
    words, situation = Words(reader, {}), Situation(asked.what)
    said = help_words.SITUATIONS[situation]
    return {
        "title": said.title,
        "first": said.first,
        "said": [
            {"question": "what", "label": said.answer},
            {"question": "where", "label": _place(asked.where, words)},
            {"question": "speaks", "label": _language(asked.speaks, words)},
        ],
        **_library(situation, asked, reader, words),
        "desks": _desks(asked, words, now),
        "ask_url": reverse("casework:ask"),
        "trainers_url": reverse("trainers:directory"),
        "library_url": reverse("search"),
    }


def _library(situation: Situation, asked: Asked, reader: str, words: Words) -> dict[str, Any]:
    own = languages.BY_CODE.get(reader, languages.DEFAULT)
    tag = asked.speaks if asked.speaks != NOT_SAID else own.tag
    wanted = _row(tag)
    chain = [*([wanted] if wanted else []), own, *languages.chain(own.code)]
    pages = first_texts.pages(situation, [row.code for row in chain], asked.where)
    rows, found = shelves.rows(pages), list(dict.fromkeys(page.locale.language_code for page in pages))
    steps = first_texts.steps(pages[0]) if pages else None
    missing = bool(pages) and (wanted is None or wanted.code not in found)
    return {
        "texts": rows[1:] if steps else rows,
        "steps": {"heading": steps.heading, "items": steps.items, "text": rows[0]} if steps else None,
        "missing_language": words.language(tag) if missing else "",
        "found_languages": words.listed(words.language(code) for code in found),
    }


def _row(tag: str) -> languages.Language | None:
    """The site's language for a tag, in whatever form."""
    near = (row for row in languages.TABLE if row.tag.split("-")[0] == tag.split("-")[0])
    return languages.find(tag) or next(near, None)


def _desks(asked: Asked, words: Words, now: dt.datetime) -> list[dict[str, Any]]:
    try:
        return who_answers.rows(desks.route_for(asked.where), asked, words, now)
    except NoDesk:
        return []


def _place(code: str, words: Words) -> str:
    return words.place(code) if places.is_country(code) else ""


def _language(tag: str, words: Words) -> str:
    return words.language(tag) if tag not in ("", NOT_SAID) else ""
