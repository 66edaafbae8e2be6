"""What readers get of each block, and what an editor is told who left one unfinished."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from hub.blocks.lists import moment
from hub.blocks.tags import spelt
from resources import rendering
from search.texts import WORDS
from tests.factories.resources import published, translation
from tests.resources.blocks import BODY, EVIL, document, drawn, every_block, stored

pytestmark = pytest.mark.any_database


def told(kind: str, value: Any, *, draft: bool = False) -> str:
    """What an editor is told about a block: nothing, or sentences."""
    body = BODY.to_python([{"type": kind, "value": value}])
    try:
        (BODY.clean_deferred if draft else BODY.clean)(body)
    except ValidationError as refused:
        return str(refused.as_json_data())  # type: ignore[attr-defined]
    return ""


WAY = {"page": None, "url": "", "label": ""}
COMPARED = {"caption": "Two", "criteria": ["A", "B"], "items": [{"name": "X", "url": "", "cells": ["<p>1</p>"]}]}


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        ("comparison", COMPARED, "There are 2 points of comparison"),
        ("passage", {"language": "arabic!", "text": "<p>x</p>"}, "no language tag"),
        ("next", {"items": [WAY]}, "Choose a page, or write an address"),
        ("next", {"items": [{**WAY, "url": "https://example.org/"}]}, "Say where the address leads"),
        ("next", {"items": [{**WAY, "url": "ftp://example.org/", "label": "x"}]}, "https://"),
        ("partners", {"title": "", "items": [{"name": "X", "role": "", "url": "ftp://x.org/"}]}, "https://"),
        ("media", {"document": None, "title": "Film", "transcript": ""}, "required"),
        ("definition", {"term": "x" * 121, "text": "<p>x</p>"}, "120"),
        ("image", {"image": None, "alt_text": "", "decorative": False}, "required"),
    ],
)
def test_what_is_wrong_is_said_at_the_block(kind: str, value: Any, sentence: str) -> None:
    assert sentence in told(kind, value)


@pytest.mark.parametrize(("kind", "value"), [("comparison", COMPARED), ("next", {"items": [WAY]})])
def test_a_draft_may_be_unfinished(kind: str, value: Any) -> None:
    assert told(kind, value, draft=True) == ""


@pytest.mark.parametrize(
    ("typed", "tag"), [("zh-hant", "zh-Hant"), ("AR", "ar"), ("qu", "qu"), ("quc-gt", "quc-GT"), ("pt_br", "pt-BR")]
)
def test_tags_are_spelt_as_browsers_know_them(typed: str, tag: str) -> None:
    assert spelt(typed) == tag


@pytest.mark.parametrize("typed", ["", "a", "arabic script", '"><script>', "en-", "english"])
def test_what_is_no_tag_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        spelt(typed)


@pytest.mark.parametrize(
    ("words", "exact"), [("2019", "year"), ("2019-05", "month"), ("2019-05-01", "day"), ("2019-13", ""), ("spring", "")]
)
def test_dates_are_told_from_words(words: str, exact: str) -> None:
    assert moment(words)["exact"] == exact


@pytest.mark.parametrize(
    ("kind", "value", "language", "wanted"),
    [
        ("passage", {"language": "ar", "text": "<p>x</p>"}, "en", '<div class="passage" lang="ar" dir="rtl">'),
        ("passage", {"language": "fr", "text": "<p>x</p>"}, "ar", '<div class="passage" lang="fr" dir="ltr">'),
        ("quote", {"text": "<p>x</p>", "source": "M.", "role": "trainer"}, "en", "<cite>M.</cite>"),
        ("definition", {"term": "Threat", "text": "<p>x</p>"}, "en", "<dt><dfn>Threat</dfn></dt>"),
        ("timeline", {"items": [{"when": "2019-05-01", "text": "<p>x</p>"}]}, "ar", ">١ مايو ٢٠١٩</time>"),
        ("timeline", {"items": [{"when": "Later", "text": "<p>x</p>"}]}, "en", "<b>Later</b>"),
        ("checks", {"items": [{"text": "<p>Lock</p>", "note": ""}]}, "en", "<span>Lock</span></label></li>"),
        ("comparison", COMPARED, "en", '<th scope="row">B</th><td>'),
        ("objectives", {"lead": "", "items": [{"text": "<p>x</p>"}]}, "en", '<ol class="objectives"><li><p>x</p></li>'),
        ("partners", {"title": "", "items": [{"name": "A", "role": "", "url": "https://a.org/"}]}, "en", 'noreferrer"'),
    ],
)
def test_a_block_is_drawn_with_its_meaning(kind: str, value: Any, language: str, wanted: str) -> None:
    assert wanted in drawn(kind, value, language)


@pytest.mark.django_db
class TestWholeBody:
    """A page on which each block stands."""

    def test_everything_is_drawn_and_nothing_typed_is_code(self, client: Client) -> None:
        target = published(slug="the-target")
        page = published(slug="all", body=every_block(document().pk, target.pk))
        html = client.get(page.url).content.decode()
        assert EVIL not in html
        assert html.count("&lt;script&gt;") == 4
        for wanted in ('<figure class="said">', 'class="steps"', '<time datetime="2019-05-01">1 May 2019', "12 KB"):
            assert wanted in html
        assert "wagtail" not in html
        assert 60 < page.rendering.words < 160

    def test_a_way_on_follows_the_language_and_goes_with_its_page(self, client: Client) -> None:
        target = published(slug="the-target", title="Phones & cases")
        value = {"items": [{"page": target.pk, "url": "", "label": ""}]}
        page = published(slug="linking", language="es", body=[{"type": "next", "value": value}])
        english = f'<a href="{target.url}" hreflang="en"><span lang="en" dir="ltr">Phones &amp; cases</span></a>'
        assert english in client.get(page.url).content.decode()
        spanish = translation(target, "es", title="Teléfonos")
        assert f'<li><a href="{spanish.url}">Teléfonos</a></li>' in client.get(page.url).content.decode()
        target.unpublish()
        spanish.unpublish()
        assert 'class="next"' not in client.get(page.url).content.decode()

    def test_a_file_that_is_replaced_or_deleted_leaves_no_stale_address(self, client: Client) -> None:
        report = document()
        value = {"document": report.pk, "title": "", "text": ""}
        page = published(slug="with-file", body=[{"type": "file", "value": value}])
        assert "12 KB" in client.get(page.url).content.decode()
        report.file, report.file_size = stored("second.pdf", 50_000), 50_000
        report.save()
        again = client.get(page.url).content.decode()
        assert "50 KB" in again
        assert report.url in again
        report.delete()
        assert 'class="file"' not in client.get(page.url).content.decode()

    @pytest.mark.parametrize(("name", "tag"), [("a.webm", "video"), ("a.ogg", "audio")])
    def test_sound_and_film_wait_to_be_asked_for(self, name: str, tag: str) -> None:
        value = {"document": document(name).pk, "title": "How", "transcript": "<p>A hand.</p>"}
        html = drawn("media", value)
        assert f'<{tag} controls preload="none"' in html
        assert "A hand." in html

    def test_a_template_is_its_document_with_type_and_size(self, client: Client) -> None:
        page = published("template", slug="report", document=document("report.odt", 8_000))
        html = client.get(page.url).content.decode()
        assert f'<a class="go" href="{page.document.url}" download>' in html
        assert "<span>ODT</span><span>8 KB</span>" in html
        assert "Templates" in client.get("/en/resources/").content.decode()
        assert rendering.text(page).words


def test_search_reads_the_words_of_every_block() -> None:
    blocks = every_block(1, 1)
    read = {block["type"]: WORDS[block["type"]](block["value"]) for block in blocks if block["type"] != "heading"}
    assert set(WORDS) == {*BODY.child_blocks} - {"heading"}
    assert [kind for kind, words in read.items() if not words or "<p>" in words] == []
    assert read["steps"] == "Stop\nPut it down.\nCall."
    assert read["comparison"].splitlines()[3] == "Messenger · Yes · Both"
