"""What is in each language: pages, short texts, translated sentences, and who translates into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count
from wagtail.models import Locale, Page, get_translatable_models
from wagtail_localize.models import StringTranslation

from accounts.models import TranslatesInto
from hub.pages import BIN_PATH, HOME_DEPTH
from publishing.texts.reading import shelf


@dataclass(frozen=True)
class Content:
    """What a language holds; `first_page` is the number of the page at its top, if it has one."""

    public: int = 0
    drafts: int = 0
    binned: int = 0
    rows: int = 0
    sentences: int = 0
    short_texts: int = 0
    translators: int = 0
    first_page: int | None = None
    is_first: bool = False

    @property
    def pages(self) -> int:
        """All pages, those in the bin too."""
        return self.public + self.drafts + self.binned

    @property
    def can_go(self) -> bool:
        """Whether nothing would be lost: short texts and the languages of translators are kept by name."""
        return not (self.is_first or self.pages or self.rows or self.sentences)


def contents(locales: Sequence[Locale]) -> dict[int, Content]:
    """What is in these languages, by their numbers; as many questions for twenty as for one."""
    pages = Page.objects.filter(depth__gt=1).order_by()
    binned = pages.filter(url_path__startswith=BIN_PATH)
    standing = pages.exclude(url_path__startswith=BIN_PATH)
    public, drafts, lying = (
        _counted(each) for each in (standing.filter(live=True), standing.filter(live=False), binned)
    )
    others = [model for model in get_translatable_models() if not issubclass(model, Page)]
    rows = _added(_counted(model._default_manager.order_by()) for model in others)
    sentences = _counted(StringTranslation.objects.order_by())
    first = dict(standing.filter(depth=HOME_DEPTH).values_list("locale", "pk"))
    people = _counted(TranslatesInto.objects.filter(user__is_active=True).order_by(), "language")
    short = shelf()
    return {
        each.pk: Content(
            public=public.get(each.pk, 0),
            drafts=drafts.get(each.pk, 0),
            binned=lying.get(each.pk, 0),
            rows=rows.get(each.pk, 0),
            sentences=sentences.get(each.pk, 0),
            short_texts=sum(bool(text.words) for text in short.texts(each.language_code)),
            translators=people.get(each.language_code, 0),
            first_page=first.get(each.pk),
            is_first=each.language_code == settings.LANGUAGE_CODE,
        )
        for each in locales
    }


def content_of(locale: Locale) -> Content:
    """What is in one language."""
    return contents([locale])[locale.pk]


def _counted(rows: Any, by: str = "locale") -> dict[Any, int]:
    return dict(rows.values_list(by).annotate(many=Count("pk")))


def _added(each: Iterable[Mapping[Any, int]]) -> Mapping[Any, int]:
    total: Counter[Any] = Counter()
    for counts in each:
        total.update(counts)
    return total
