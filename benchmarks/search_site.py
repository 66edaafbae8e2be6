"""The running site asked the same: its own API, and Wagtail's stock search on the same pages."""

from __future__ import annotations

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from modelsearch.backends.database import SearchBackend  # noqa: E402
from wagtail.models import Locale, Page  # noqa: E402

from hub.languages import BY_CODE  # noqa: E402
from resources.models import ResourceIdentity  # noqa: E402

from .search_needs import Query, Search  # noqa: E402

DEEP = 50


def ask_the_site(query: Query) -> list[str]:
    """What `GET /api/v1/search` answers a reader of the language, other languages after their own."""
    answer = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0].replace("*", "localhost")).get(
        "/api/v1/search", {"q": query.text, "size": DEEP}, headers={"accept-language": BY_CODE[query.reader].tag}
    )
    found: list[dict[str, Any]] = answer.json()["results"]
    for other in answer.json()["other_languages"]:
        found += other["results"]
    return [each["id"] for each in found]


class Stock:
    """Wagtail's search as it comes, over the live pages of the query's language."""

    def __init__(self, operator: str) -> None:
        self.operator = operator
        self.backend = SearchBackend({})
        self.names = dict(ResourceIdentity.objects.values_list("translation_key", "resource_id"))
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}

    def __call__(self, query: Query) -> list[str]:
        """The ids that it finds, in its order."""
        pages = Page.objects.live().filter(locale=self.locales[query.language])
        found = list(self.backend.search(query.text, pages, operator=self.operator)[:DEEP])
        return [self.names[page.translation_key] for page in found if page.translation_key in self.names]


def ways() -> dict[str, Search]:
    """The site's search and the stock one, any word and all words."""
    return {
        "our site, through its API": ask_the_site,
        "stock Wagtail, any word": Stock("or"),
        "stock Wagtail, all words": Stock("and"),
    }
