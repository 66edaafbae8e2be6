"""Profiles of the directory as an Atom feed, the last checked first: what the list shows, with days and no hours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hub import atom, languages
from trainers import shelving
from trainers.cards import card
from trainers.listing.question import Asked
from trainers.shelf import Shelved
from trainers.words import Words

ENTRIES = 40
Absolute = Callable[[str], str]


def feed(question: Asked, words: Words, absolute: Absolute) -> str:
    """The feed of a state of the filters.

    Dates are those on which profiles were last checked; none tells when a desk vouched, or when somebody was listed.
    """
    query = question.wanted.as_query()
    directory, here = absolute(reverse("trainers:directory")), absolute(reverse("trainers:feed"))
    newest = _newest(question)
    address = f"{here}?{query}" if query else here
    made = atom.Feed(
        id=address,
        title=_("Trainers and facilitators"),
        updated=max((each.last_review for each in newest), default=atom.NEVER),
        author=_("Trainers and facilitators"),
        language=words.interface.tag,
        links=(
            atom.Link(address, "self", atom.MEDIA_TYPE),
            atom.Link(f"{directory}?{query}" if query else directory, "alternate", "text/html"),
        ),
        entries=tuple(_entry(each, words, absolute) for each in shelving.each_row(newest, question.today)),
    )
    return atom.written(made)


def _newest(question: Asked) -> list[Shelved]:
    """Alike in their day, they stand by their id: an order that does not change from day to day."""
    by_id = sorted(question.fitting, key=lambda each: each.id)
    return sorted(by_id, key=lambda each: each.last_review, reverse=True)[:ENTRIES]


def _entry(pair: Any, words: Words, absolute: Absolute) -> atom.Entry:
    shelved, shown = pair
    made = card(shown, words)
    return atom.Entry(
        id=absolute(made.url),
        title=made.name,
        updated=shelved.last_review,
        links=(atom.Link(absolute(made.url), type="text/html"),),
        summary=made.summary,
        summary_language=languages.lang_attribute(made.summary_lang) if made.summary_lang else "",
        categories=tuple(atom.Category(str(each)) for each in made.topics),
    )
