"""What readers see of the marks: what each term means, beside the text on a page and below it in a book."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import Final, NamedTuple

from django.apps import apps
from django.template.loader import get_template
from django.utils.html import strip_tags
from django.utils.translation import override

from hub import languages
from hub.kept import kept
from hub.querysets import publicly_readable
from resources.glossary import marking

LONGEST: Final = 280
# A sentence may end here; of what is longer, whole sentences are kept where that leaves enough.
SENTENCE: Final = re.compile(r".*[.!?。！？؟۔။](?=\s|$)", re.DOTALL)
ENOUGH: Final = 80
BLOCK: Final = re.compile(r"<(p|li|dd)\b[^>]*>(.*?)</\1>", re.DOTALL)
BLANKS: Final = re.compile(r"\s+")


class Meaning(NamedTuple):
    """A term as it is now: its place among those of the text, its title, what it means in short, its page."""

    place: int
    title: str
    text: str
    url: str


def meanings(numbers: Iterable[int]) -> dict[int, Meaning]:
    """The public terms of these, in their order; at most one query."""
    wanted = tuple(numbers)
    found: dict[int, Meaning] = kept(("meanings", *wanted), lambda: _meanings(wanted)) if wanted else {}
    return found


def _meanings(wanted: tuple[int, ...]) -> dict[int, Meaning]:
    pages = publicly_readable(apps.get_model("resources", "GlossaryTermPage").objects.filter(pk__in=wanted))
    found = {page.pk: page for page in pages.select_related("locale", "rendering")}
    told = [(found[pk], text) for pk in wanted if pk in found and (text := meaning(found[pk]))]
    return {page.pk: Meaning(place, page.title, text, page.url or "") for place, (page, text) in enumerate(told, 1)}


def meaning(term: object) -> str:
    """What a term means in a few words: its summary, or the beginning of its text."""
    summary = str(getattr(term, "summary", "")).strip()
    return short(summary or _beginning(str(getattr(getattr(term, "rendering", None), "html", ""))))


def _beginning(html: str) -> str:
    block = BLOCK.search(html)
    return BLANKS.sub(" ", unescape(strip_tags(block[2] if block else html))).strip()


def short(text: str) -> str:
    """A text that fits beside another: whole sentences, else as much as fits."""
    if len(text) <= LONGEST:
        return text
    whole = SENTENCE.match(text[:LONGEST])
    if whole and len(whole[0]) >= ENOUGH:
        return whole[0]
    cut = text[:LONGEST]
    return f"{cut.rpartition(' ')[0] or cut}…"


def _interface(language: languages.Language) -> languages.Language | None:
    """The language of our own words in a text, where it is another."""
    shown = languages.interface(language.code)
    return shown if shown != language else None


def _linked(html: str, known: dict[int, Meaning], note: dict[int, str]) -> str:
    def mark(number: int, words: str) -> str:
        place = known[number].place if number in known else 0
        return f'<a class="term" id="used-{place}" href="#word-{place}">{words}</a>' if place else words

    return marking.shown(html, mark, lambda number: note.get(number, ""))


def beside(html: str, language: languages.Language) -> str:
    """The HTML of a text with what each marked term means in front of the block that uses it."""
    known = meanings(marking.numbers_in(html))
    drawn = get_template("components/side/side.html")
    said = {"back": True, "interface": _interface(language)}
    with override(languages.interface(language.code).code):
        notes = {pk: drawn.render({**each._asdict(), "word": each.title, **said}).strip() for pk, each in known.items()}
    return _linked(html, known, notes)


def below(html: str, language: languages.Language) -> str:
    """The HTML of a text with a list of the terms it uses at its end, for files without a margin."""
    known = meanings(marking.numbers_in(html))
    if not known:
        return marking.unmarked(html)
    context = {"words": [each._asdict() for each in known.values()], "interface": _interface(language)}
    with override(languages.interface(language.code).code):
        listed = get_template("components/words/words.html").render(context)
    return _linked(html, known, {}) + listed
