"""The tree of a language: its home, library and news, made when the language gets its first text."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from hub import languages
from hub.pages import HOME_DEPTH
from resources.models import NewsIndexPage, ResourceIndexPage

TEXTS = Path(__file__).parent / "texts" / "homes.json"


@lru_cache(maxsize=1)
def _titles() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(TEXTS.read_text("utf-8"))
    return found


@transaction.atomic
def ensure_tree(code: str) -> HomePage:
    """The home page of a language of the table, with a library and news below it.

    What exists is left as it is. Raises KeyError for a language that the table does not have.
    """
    language = languages.BY_CODE[code]
    locale, _made = Locale.objects.get_or_create(language_code=language.code)
    home = HomePage.objects.filter(locale=locale, depth=HOME_DEPTH).first() or _make_home(locale)
    for model, slug, title in (
        (ResourceIndexPage, "resources", _titles()[code]["library"]),
        (NewsIndexPage, "news", _titles()[code]["news"]),
    ):
        if not model.objects.child_of(home).exists():
            key = _key_of(model)
            page = model(title=title, slug=slug, locale=locale, **({"translation_key": key} if key else {}))
            home.add_child(instance=page)
            page.save_revision().publish()
    return home


def _make_home(locale: Locale) -> HomePage:
    own = locale.language_code == settings.LANGUAGE_CODE
    if not own and not HomePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).exists():
        ensure_tree(settings.LANGUAGE_CODE)
    welcome = Page.objects.filter(depth=HOME_DEPTH, content_type__model="page").first() if own else None
    if welcome is not None:
        Page.objects.filter(pk=welcome.pk).update(slug="welcome", url_path="/welcome/")
    key = _key_of(HomePage)
    home = HomePage(
        title=_titles()[locale.language_code]["home"],
        slug="home" if own else f"home-{locale.language_code}",
        locale=locale,
        **({"translation_key": key} if key else {}),
    )
    Page.get_first_root_node().add_child(instance=home)
    home.save_revision().publish()
    if own:
        _lead_to(home)
    if welcome is not None:
        welcome.delete()
    return home


def _lead_to(home: HomePage) -> None:
    """The site begins at the home of its own language."""
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="localhost", port=80, is_default_site=True
    )
    site.root_page, site.site_name = home, settings.WAGTAIL_SITE_NAME
    site.save()


def _key_of(model: type[Page]) -> object | None:
    """The translation key that this page has in the languages that came before."""
    return model.objects.order_by("pk").values_list("translation_key", flat=True).first()
