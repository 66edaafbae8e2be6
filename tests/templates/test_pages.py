"""Each page template with an example is whole, in languages of both directions."""

from __future__ import annotations

import gzip

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from hub import gallery
from hub.context_processors import languages_of_request
from tests.templates.test_components import faults

pytestmark = pytest.mark.any_database

PAGES = list(gallery.pages())
LIMIT = 40_000
ROUND = {
    "site_name": "Protection Hub",
    "site_logo": None,
    "site_colours": "",
    "site_mark": "",
    "contact": None,
    "home_url": "/en/",
    "nav": [{"url": "/en/resources/", "label": "Library", "current": True}],
    "languages": [
        {"code": "en", "tag": "en", "endonym": "English", "dir": "ltr", "count": 2, "current": True, "url": "/en/"},
        {"code": "ar", "tag": "ar", "endonym": "العربية", "dir": "rtl", "count": 1, "current": False, "url": "/ar/"},
    ],
    "languages_kept": False,
    "after_language": "",
    "switch": None,
    "promise": "Reading here sets no cookie.",
    "foot_links": [{"url": "/en/about/", "label": "About and contact", "lang": "en"}],
    "safer": {"url": "/en/safer-reading/", "label": "How to read this site more safely", "lang": "en"},
    "text_only": "/text/en/",
}


def drawn(example: gallery.Example, language: str) -> str:
    """The page with what stands around every page, drawn without a database."""
    from_request = RequestFactory().get(f"/{language}/")
    with translation.override(language):
        around = {**ROUND, **languages_of_request(from_request)}
        return render_to_string(example.template, {**around, **example.context})


@pytest.mark.usefixtures("strict_templates")
@pytest.mark.parametrize("language", ["en", "ar", "fa"])
@pytest.mark.parametrize("example", PAGES, ids=lambda example: example.name)
def test_page_is_whole(example: gallery.Example, language: str) -> None:
    html = drawn(example, language)
    assert html.lstrip().startswith("<!doctype html>")
    assert "MISSING(" not in html
    assert "{#" not in html
    assert faults(html) == []
    assert html.count("<h1") == 1
    assert html.count('id="main"') == 1


def test_interface_that_is_borrowed_says_so() -> None:
    html = drawn(PAGES[0], "fa")
    assert '<html lang="en" dir="ltr">' in html
    assert '<html lang="ar" dir="rtl">' in drawn(PAGES[0], "ar")


@pytest.mark.parametrize("example", PAGES, ids=lambda example: example.name)
def test_page_and_styles_are_light(example: gallery.Example) -> None:
    styles = b"".join(path.read_bytes() for path in sorted((settings.BASE_DIR / "static/css").glob("*.css")))
    weight = len(gzip.compress(styles)) + len(gzip.compress(drawn(example, "ar").encode()))
    assert weight < LIMIT


def test_ways_out_stand_before_everything_else() -> None:
    html = drawn(PAGES[0], "en")
    links = [html.index(mark) for mark in ('class="skip"', 'class="brand"', 'class="exit"', 'class="nav"')]
    assert links == sorted(links)
