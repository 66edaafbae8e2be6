"""The table of languages, and which language an interface is drawn in."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.template import engines
from django.utils import translation

from hub import languages
from hub.interface import preferred
from hub.templatetags import hub as filters

AT_LEAST = {"en", "es", "fr", "ar", "fa", "ru", "zh-hant", "zh-hans", "pt-br", "de", "it", "ca", "id", "my", "tr"}


def test_the_table_has_the_languages_of_the_first_release():
    assert set(languages.BY_CODE) >= AT_LEAST
    assert {each.code for each in languages.TABLE if each.catalogue} == {"en", "es", "fr", "ar"}


@pytest.mark.parametrize("tag", ["zh-Hant", "ZH-HANT", "zh_hant", " zh-hant "])
def test_tags_are_found_in_any_case_and_written_as_bcp_47(tag):
    assert languages.find(tag).tag == "zh-Hant"


def test_an_unknown_tag_is_nothing():
    assert languages.find("tlh") is None
    assert languages.find("") is None


def test_every_chain_ends_in_a_language_with_a_catalogue():
    for language in languages.TABLE:
        steps = languages.chain(language.code)
        assert steps[0] == language
        assert steps[-1].catalogue
        assert languages.interface(language.code) in steps


@pytest.mark.parametrize(
    ("code", "interface"), [("fa", "en"), ("ckb", "ar"), ("ca", "es"), ("pt-br", "es"), ("fr", "fr")]
)
def test_the_whole_interface_is_lent_never_string_by_string(code, interface):
    """Django ships Persian words for form errors: none of them may appear beside a borrowed interface."""
    texts = ("This field is required.", "Search", "Leave this page", "November")
    with translation.override(interface):
        lent = [translation.gettext(text) for text in texts]
    with translation.override(code):
        assert [translation.gettext(text) for text in texts] == lent
        assert translation.get_language() == code


def test_dates_numbers_and_sizes_are_written_as_the_interface_writes():
    date = dt.date(2026, 11, 18)
    with translation.override("ar"):
        assert filters.day(date) == "١٨ نوفمبر ٢٠٢٦"
        assert (filters.number(1234), filters.number(2.5, 2)) == ("١٬٢٣٤", "٢٫٥٠")
    with translation.override("fr"):
        assert filters.day(date) == "18 novembre 2026"
        assert filters.month_year(date) == "novembre 2026"
    with translation.override("fa"):
        assert filters.day(date) == "18 November 2026"
    with translation.override("en"):
        assert filters.weight(120) == "1 KB"
        assert filters.weight(2_400_000) == "2.4 MB"


def test_every_language_of_the_directory_has_a_name_in_every_interface(shared_data):
    codes = json.loads((shared_data / "directory" / "codes.json").read_text("utf-8"))["languages"]
    own_names = {"luo"}
    for reader in ("en", "es", "fr", "ar"):
        bare = [each["code"] for each in codes if languages.display_name(each["code"], reader) == each["code"]]
        assert set(bare) <= own_names, reader


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("ar-EG,en;q=0.5", "ar"),
        ("zh-TW", "zh-hant"),
        ("zh-CN,zh;q=0.9", "zh-hans"),
        ("pt", "pt-br"),
        ("de,fr;q=0.3", "fr"),
        ("tlh", None),
        ("", None),
        ("*" * 5000, None),
        (";;;q=nonsense,\x00", None),
    ],
)
def test_the_browser_s_first_language_that_the_site_publishes(header, found):
    assert preferred(header, ["en", "fr", "ar", "zh-hant", "zh-hans", "pt-br"]) == found


def test_a_language_s_words_keep_their_direction_inside_another():
    template = engines["django"].from_string("{% load hub %}{{ tag|lang }} {{ tag|dir }}")
    assert template.render({"tag": "prs"}) == "prs rtl"
    assert template.render({"tag": "zh-hant"}) == "zh-Hant ltr"
