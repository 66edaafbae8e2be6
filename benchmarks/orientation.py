"""What a view, a template and an empty page of Wagtail's cost in this project: what the figures of pages stand beside.

All three are asked through the whole middleware chain, with what every template of this project is given, at
addresses that only this process knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import clear_url_caches, path
from wagtail.models import Page
from wagtail.views import serve

from hub import urls

# Every row says three values and asks once: 28 kB drawn, as much as a chapter of the library has.
ROWS: Final = 205
TEMPLATE: Final = """<!doctype html><title>{{ title }}</title><table>{% for row in rows %}
<tr{% if row.odd %} class="odd"{% endif %}><th scope="row"><a href="/en/texts/{{ row.number }}/">{{ row.title }}</a>\
</th><td>{{ row.words }}</td></tr>{% endfor %}</table>"""
SLUG: Final = "empty-page-of-a-benchmark"


def nothing(_request: HttpRequest) -> HttpResponse:
    """What a view is at least."""
    return HttpResponse("")


def drawn(request: HttpRequest) -> HttpResponse:
    """A template of 28 kB and no query of its own."""
    rows = [
        {"number": at, "odd": at % 2, "title": f"A text of the library, number {at}", "words": "Some words of it. " * 2}
        for at in range(ROWS)
    ]
    return HttpResponse(engines["django"].from_string(TEMPLATE).render({"title": "Texts", "rows": rows}, request))


@contextmanager
def addresses() -> Iterator[dict[str, str]]:
    """Where the view and the template are meanwhile, by name."""
    before = list(urls.urlpatterns)
    urls.urlpatterns[:0] = [path("-/nothing/", nothing), path("-/drawn/", drawn), path("-/empty/<path:path>", serve)]
    clear_url_caches()
    try:
        yield {"nothing": "/-/nothing/", "28 kB template": "/-/drawn/"}
    finally:
        urls.urlpatterns[:] = before
        clear_url_caches()


@contextmanager
def empty_page() -> Iterator[dict[str, str]]:
    """Where an empty page is meanwhile: it is taken back, and no other connection ever sees it."""
    with transaction.atomic():
        yield {"empty Wagtail page": f"/-/empty/{_page().slug}/"}
        transaction.set_rollback(True)


def _page() -> Any:
    """A page of no kind of ours: Wagtail's own class and template."""
    home = Page.objects.get(depth=2, locale__language_code="en")
    return home.add_child(instance=Page(title="Empty", slug=SLUG, locale=home.locale))
