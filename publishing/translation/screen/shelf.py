"""What helps with the sentences of one page of the screen: terms of the field, and words used elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from hub import languages
from hub.pages import BIN_PATH
from hub.querysets import publicly_readable
from publishing.translation.screen.terms import Glossary, Term, spellings
from publishing.translation.screen.values import Place, stamp
from resources.models import GlossaryTermPage
from vocabulary.models import Label, LabelKind, Scheme, Status

# “Basic” and “advanced” are everyday words first.
NO_TERMS: Final = (Scheme.LEVEL,)
OFFERS: Final = 3
OLDER: Final = "older"
LONGEST_DEFINITION: Final = 240


@dataclass(frozen=True)
class Offer:
    """Words that the same sentence has in another place."""

    words: str
    where: str = ""
    is_older: bool = False  # they belong to what the original said here before

    @property
    def name(self) -> str:
        """How a form asks for it: by what it says, as other translations may come in between."""
        return OLDER if self.is_older else stamp(self.words)


def glossary(source: Locale, target: Locale) -> Glossary:
    """The terms of the vocabulary and of the glossary, as they are said in both languages."""
    tongue = languages.BY_CODE.get(source.language_code, languages.DEFAULT)
    terms = [*_pages(source, target), *_vocabulary(source.language_code, target.language_code)]
    return Glossary(terms, tongue.analyser)


def _vocabulary(source: str, target: str) -> Iterator[tuple[Sequence[str], Term]]:
    rows = Label.objects.filter(language__in=(source, target), concept__status=Status.ACTIVE)
    words: dict[int, list[str]] = defaultdict(list)
    names: dict[tuple[int, str], str] = {}
    lists: dict[int, str] = {}
    fields = ("concept", "concept__scheme", "language", "kind", "text")
    for concept, scheme, language, kind, text in rows.exclude(concept__scheme__in=NO_TERMS).values_list(*fields):
        lists[concept] = scheme
        if kind == LabelKind.PREFERRED:
            names[concept, language] = text
        if language == source:
            words[concept].append(text)
    for concept, known in words.items():
        name = names.get((concept, source), known[0])
        yield known, Term(name, names.get((concept, target), ""), str(Scheme(lists[concept]).label))


def _pages(source: Locale, target: Locale) -> Iterator[tuple[Sequence[str], Term]]:
    pages: Any = GlossaryTermPage.objects.filter(alias_of=None).exclude(url_path__startswith=BIN_PATH)
    fields = ("translation_key", "title", "summary")
    there = {key: (title, summary) for key, title, summary in pages.filter(locale=target).values_list(*fields)}
    for key, title, summary in publicly_readable(pages.filter(locale=source)).values_list(*fields):
        into, explained = there.get(key, ("", ""))
        language = target if explained else source
        definition = (explained or summary)[:LONGEST_DEFINITION]
        yield spellings(title), Term(title, into, _("Glossary"), definition, language.language_code)


def offers(translation: Translation, places: Collection[Place]) -> Mapping[Place, list[Offer]]:
    """What the same sentences are called elsewhere in this language; what people wrote comes first."""
    rows = (
        StringTranslation.objects.filter(
            locale_id=translation.target_locale_id, translation_of__in={string for string, _context in places}
        )
        .exclude(has_error=True)
        .order_by("-translation_type", "-updated_at")
        .values_list("translation_of", "context", "data", "context__object_id")[: len(places) * 20]
    )
    by_string: dict[int, list[tuple[int, str, Any]]] = defaultdict(list)
    for string, context, words, text in rows:
        by_string[string].append((context, words, text))
    titles = _titles(translation, {text for found in by_string.values() for _context, _words, text in found})
    found: dict[Place, list[Offer]] = {}
    for string, context in places:
        known: dict[str, Offer] = {}
        for other, words, text in by_string[string]:
            if other != context:
                known.setdefault(words, Offer(words, titles.get(text, "")))
        found[string, context] = list(known.values())[:OFFERS]
    return found


def _titles(translation: Translation, texts: set[Any]) -> dict[Any, str]:
    pages = Page.objects.filter(translation_key__in=texts - {None}, locale_id=translation.target_locale_id)
    return dict(pages.exclude(url_path__startswith=BIN_PATH).values_list("translation_key", "draft_title"))
