"""From the library to the lists of a catalogue, in a few queries whatever its size."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from api.opds.values import A_PAGE, NEW, Book, Door, File, Hall, Shelf
from hub import languages
from hub.atom import NEVER
from hub.languages import Language
from hub.templatetags.hub import number, weight
from resources import counts, listed
from resources.downloads.links import LABELS
from resources.downloads.views import MEDIA_TYPES
from resources.listed import Listed, Place
from search import answers
from search.request import parse
from vocabulary.kept import kept
from vocabulary.store import Labels

KINDS: Final = counts.LIBRARY_KINDS
# How many texts a list of the newest has, on all of its pages.
NEWEST: Final = 100


def root(name: str, words: Language) -> Hall | None:
    """The languages that have texts, those with the most first."""
    rows = counts.texts(KINDS).order_by().values_list("locale__language_code")
    found = [
        (languages.BY_CODE[code], many, latest.date() if latest else NEVER)
        for code, many, latest in rows.annotate(many=Count("pk"), latest=Max("last_published_at"))
        if code in languages.BY_CODE
    ]
    doors = [
        Door(spoken.endonym, f"{spoken.code}/", many, _texts(many, spoken), latest, is_shelf=False)
        for spoken, many, latest in sorted(found, key=lambda row: (-row[1], row[0].endonym))
    ]
    return Hall(name, "", words, words, tuple(doors)) if doors else None


def language(name: str, spoken: Language, words: Language) -> Hall | None:
    """The lists of one language: the newest, all, and its topics."""
    places = listed.newest(spoken.code, KINDS)
    if not places:
        return None
    here, latest = f"{spoken.code}/", places[0].updated
    new, whole = min(len(places), NEWEST), len(places)
    topics = [
        Door(label, f"{here}topics/{code}/", many, _texts(many, spoken), latest)
        for label, code, many in _topics(spoken)
    ]
    doors = (
        Door(_("New and changed"), f"{here}new/", new, _texts(new, spoken), latest, NEW),
        Door(_("All texts"), f"{here}all/", whole, _texts(whole, spoken), latest),
        *topics,
    )
    return Hall(f"{name} – {spoken.endonym}", here, spoken, words, doors, up="", search=f"{here}search/")


def _topics(spoken: Language) -> list[tuple[str, str, int]]:
    names = kept().interface_labels(spoken.code)
    rows = [
        (names.get(("topic", code), code), code, many[spoken.code])
        for code, many in counts.by_topic(KINDS).items()
        if many[spoken.code]
    ]
    return sorted(rows, key=lambda row: (row[0].casefold(), row[1]))


def _texts(many: int, spoken: Language) -> str:
    with override(spoken.code):
        return ngettext("%(shown)s text", "%(shown)s texts", many) % {"shown": number(many)}


def newest(spoken: Language, words: Language, page: int) -> Shelf | None:
    """What was changed last."""
    return shelf(listed.newest(spoken.code, KINDS)[:NEWEST], _("New and changed"), "new/", spoken, words, page)


def every(spoken: Language, words: Language, page: int) -> Shelf | None:
    """All texts by title."""
    return shelf(listed.by_title(spoken.code, KINDS), _("All texts"), "all/", spoken, words, page)


def of_topic(spoken: Language, words: Language, page: int, topic: str) -> Shelf | None:
    """The texts of a topic by title."""
    title = kept().interface_labels(spoken.code).get(("topic", topic), topic)
    return shelf(listed.by_title(spoken.code, KINDS, topic), title, f"topics/{topic}/", spoken, words, page)


def found(spoken: Language, words: Language, text: str) -> Shelf:
    """The texts that answer a question best, on one page; nothing of the question is kept."""
    kinds, asked = list(KINDS), {"q": [text], "language": [spoken.code], "size": [str(A_PAGE)]}
    answer = answers.answer(parse({**asked, "kind": kinds}, answers.known_values(), sized=True), spoken.code)
    places = listed.named(spoken.code, list(dict.fromkeys(row.resource for row in answer.rows)))
    return _shelf(places, _("Search"), "search/", spoken, words, 1, urlencode({"query": text}))


def shelf(
    places: Sequence[Place], title: str, below: str, spoken: Language, words: Language, page: int
) -> Shelf | None:
    """A page of a list; nothing where there are no texts or no such page."""
    return _shelf(places, title, below, spoken, words, page) if (page - 1) * A_PAGE < len(places) else None


def _shelf(
    places: Sequence[Place], title: str, below: str, spoken: Language, words: Language, page: int, query: str = ""
) -> Shelf:
    first = (page - 1) * A_PAGE
    names = kept().interface_labels(spoken.code)
    texts = listed.whole(spoken.code, places[first : first + A_PAGE])
    return Shelf(
        title=title,
        place=f"{spoken.code}/{below}",
        language=spoken,
        words=words,
        books=tuple(_book(each, names) for each in texts if each.resource_id),
        total=len(places),
        page=page,
        updated=_latest(places),
        up=f"{spoken.code}/",
        search=f"{spoken.code}/search/",
        query=query,
    )


def _latest(places: Sequence[Place]) -> dt.date:
    return max((each.updated for each in places), default=NEVER)


def _book(text: Listed, names: Labels) -> Book:
    files = tuple(_file(text, extension) for extension in LABELS)
    return Book(text, files, {code: names.get(("topic", code), code) for code in text.topics})


def _file(text: Listed, extension: str) -> File:
    """The same address as on the text's page: the file is made when somebody asks for it first."""
    size = text.sizes.get(extension, 0)
    label = f"{LABELS[extension]}, {weight(size)}" if size else str(LABELS[extension])
    with override(text.language.code):
        url = reverse("resources:download", args=[text.resource_id, extension])
    return File(url, MEDIA_TYPES[extension], label, size)
