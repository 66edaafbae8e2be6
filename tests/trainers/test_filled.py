"""What is drawn with gaps and filled in is what the template would have drawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from trainers import drawn
from trainers.cards import Card
from trainers.templatetags.choices import choices, fold, regions

FULL = Card(
    url="/en/trainers/zoe/",
    name="Zoë {0} <b>&</b> {name}",
    summary="“{} 100 %” <script>",
    summary_lang="ar",
    summary_language="Arabic",
    topics=["Passwords & {keys}", "Phishing"],
    places="Kenya",
    languages="English",
    formats="Online",
    vouched_until=dt.date(2027, 3, 31),
    organisation="Casa {Ceiba}",
    organisation_url="/en/organisations/casa/",
)
CARDS = (
    FULL,
    replace(FULL, summary_language="", summary_lang="en", topics=[]),
    replace(FULL, summary="", places="", languages="", formats="", organisation="", organisation_url=""),
    replace(FULL, organisation_url="", vouched_until=dt.date(2028, 1, 1), topics=["One"]),
)


@pytest.mark.parametrize("reader", ["en", "ar"])
def test_a_row_filled_in_is_the_row_that_the_template_draws(reader: str) -> None:
    with translation.override(reader):
        for each in (*CARDS, *reversed(CARDS)):
            plain = render_to_string(drawn.ROW, {"trainer": each, "when": "Free within 4 weeks"})
            assert drawn._row(each, "Free within 4 weeks") == plain


def test_choices_are_escaped_and_their_numbers_are_of_the_language() -> None:
    some = [{"value": "<x>", "label": "A “<b>”", "count": 1234, "checked": True}]
    with translation.override("en"):
        english = choices(some, "topic")
    with translation.override("ar"):
        arabic = choices(some, "topic")
    assert "&lt;x&gt;" in english
    assert "<b>" not in english
    assert " checked" in english
    assert ">1,234<" in english
    assert "١" in arabic
    assert "1,234" not in arabic


def test_a_fold_opens_where_one_of_its_further_choices_is_made() -> None:
    def drawn_fold(checked: bool) -> str:
        further = [{"value": "a", "label": "A", "count": 1, "checked": checked}]
        facet = {"name": "topic", "label": "Topic", "open": False, "note": "", "options": [], "more": further}
        with translation.override("en"):
            return fold(facet)

    assert "<details open>" in drawn_fold(True)
    assert "<details>" in drawn_fold(False)
    nothing = {"name": "topic", "label": "Topic", "open": True, "note": "", "options": [], "more": []}
    assert fold(nothing) == ""


def test_countries_stand_folded_below_their_region_and_are_counted_in_words() -> None:
    def place(code: str, name: str) -> dict[str, object]:
        return {"name": name, "value": code, "label": code, "count": 2, "checked": False}

    two = {"itself": [place("013", "region")], "label": "Central <i>", "open": False}
    with translation.override("en"):
        one = regions([{**two, "below": [place("GT", "country")]}])
        both = regions([{**two, "below": [place("GT", "country"), place("HN", "country")]}])
        none = regions([{**two, "below": []}])
    assert "1 country<" in one
    assert "2 countries<" in both
    assert "Central &lt;i&gt;" in both
    assert "<details" not in none
