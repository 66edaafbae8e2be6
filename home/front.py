"""What the first page of a language shows."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from casework import help_words
from home import chosen
from hub.kept import kept
from hub.querysets import publicly_readable
from resources import rooms, shelves
from trainers.keeping import Keeper
from trainers.store import count_listed

# Things people ask for, in their own words; shown where the site publishes in that language.
EXAMPLES = {
    "en": "police took my phone",
    "es": "contraseña segura",
    "fr": "reconnaître un message piégé",
    "ar": "كلمة مرور قوية",
    "fa": "رمز عبور قوی",
    "ru": "надежный пароль",
    "zh-hant": "強密碼",
}
# Of the directory's state, not of the pages'.
TRAINERS: Final = Keeper(lambda today, _version: count_listed(today))


def context(page: Any) -> dict[str, Any]:
    """The context of a home page (see templates/pages/home/home.html); change nothing within."""
    drawn = kept(("front", page.pk), lambda: _context(page)) if page.for_all else _context(page)
    return {**drawn, "trainers_total": TRAINERS.of(timezone.localdate())}


def _context(page: Any) -> dict[str, Any]:
    code = page.locale.language_code
    return {
        "home": {"title": page.title, "lead": page.summary, "lang": code},
        "help": {"action": reverse("casework:help_now"), "situations": help_words.situations()},
        "examples": [_example(code)] if code in EXAMPLES else [],
        "topics": _topics(page, code),
        "topics_url": rooms.found(code) or reverse("search"),
        "start": (start := _start(page)),
        "reviewed": [] if start else shelves.reviewed_last(page.locale_id, 5),
        "news": kept(("newest", page.locale_id), lambda: _newest(page.locale_id)),
        "news_url": rooms.found(code, "news"),
        "trainers_url": reverse("trainers:directory"),
        "fits_url": reverse("trainers:who_fits"),
    }


def _topics(page: Any, code: str) -> list[dict[str, Any]]:
    """Those that the page names, in its order, as far as there are texts about them; else all."""
    found = shelves.topics(code)
    by_code = {entry["code"]: entry for entry in found}
    return [by_code[row["value"]] for row in page.topics.raw_data if row["value"] in by_code] or found


def _newest(locale_id: int) -> list[dict[str, Any]]:
    return shelves.rows(shelves.specific(list(shelves.latest_news(locale_id)[:3])))


def _start(page: Any) -> list[dict[str, Any]]:
    wanted = chosen.ids(page.start)
    found = chosen.pages(wanted, page.locale_id)
    return shelves.rows(shelves.specific([found[pk].pk for pk in wanted if pk in found]))


def _example(code: str) -> dict[str, str]:
    words = EXAMPLES[code]
    return {"url": f"{reverse('search')}?{urlencode({'q': words})}", "text": words, "lang": code}


def home_of(code: str) -> Page | None:
    """The home page of a language, or None where the site does not publish in it."""
    homes = Page.objects.filter(depth=2, locale__language_code=code)
    return publicly_readable(homes).select_related("locale").first()
