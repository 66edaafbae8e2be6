"""Snippets: the right words marked, nothing that a browser would run, no character cut in two."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.highlight import LENGTH, snippet, snippets
from search.terms import question

LONG = "Nothing to see here, only words that fill a line. " * 20


def marked(text: str, words: str, analyser: str = "english") -> list[str]:
    html, _found = snippet(text, question(words, "en", analyser), analyser)
    return [unescape(each) for each in re.findall("<mark>(.*?)</mark>", html)]


@pytest.mark.parametrize(
    ("analyser", "words", "text", "found"),
    [
        ("english", "strong passwords", "Choose a Strong password, not a weak one.", ["Strong", "password"]),
        ("spanish", "contrasena", "Una contraseña segura", ["contraseña"]),
        ("french", "urgence", "Le sac d’urgence", ["urgence"]),
        ("arabic", "الاحتجاج", "السلامة في الاحتجاجات", ["الاحتجاجات"]),
        ("persian", "پیامها", "ارسال پیام‌ها", ["پیام‌ها"]),
        ("chinese", "釣魚郵件", "辨識釣魚郵件的方法", ["釣魚郵件"]),
        ("english", "email", "Send an e-mail now", ["e-mail"]),
    ],
)
def test_what_was_found_is_marked_as_it_was_written(analyser: str, words: str, text: str, found: list[str]) -> None:
    assert marked(text, words, analyser) == found


def test_stop_words_are_not_marked() -> None:
    assert marked("How to make a password", "how to make a password") == ["make", "password"]


def test_a_text_is_escaped_before_it_is_marked() -> None:
    html, _found = snippet(
        '<script>alert("phishing")</script> & more', question("phishing", "en", "english"), "english"
    )
    assert html == "&lt;script&gt;alert(&quot;<mark>phishing</mark>&quot;)&lt;/script&gt; &amp; more"


def test_the_stretch_with_most_of_the_words_is_shown() -> None:
    text = LONG + "A password. " + LONG + "A strong password for your phone. " + LONG
    html, _found = snippet(text, question("strong password phone", "en", "english"), "english")
    assert html.count("<mark>") == 3
    assert html.startswith("…")
    assert html.endswith("…")


def test_items_of_a_list_do_not_run_into_one_another() -> None:
    html, _found = snippet("Make it long\nKeep it secret.\nChange it", question("secret", "en", "english"), "english")
    assert html == "Make it long · Keep it <mark>secret</mark>. Change it"


def test_at_most_two_snippets_and_none_without_a_mark_beside_one_with() -> None:
    asked = question("password", "en", "english")
    assert len(snippets(["a password", "one password", "no password"], asked, "english")) == 2
    assert snippets(["nothing", "a password"], asked, "english") == ["a <mark>password</mark>"]
    assert snippets(["nothing", "nothing at all"], asked, "english") == ["nothing"]
    assert snippets([], asked, "english") == []


def test_no_cluster_is_cut() -> None:
    family = "👩\u200d👩\u200d👧"
    for text in (family * 200, "ကျွန်ုပ်တို့" * 60, "a\u0301" * 300):
        html, _found = snippet(text, question("x", "en", "script"), "script")
        rest = text[len(html.rstrip("…")) :]
        assert not rest.startswith(("\u200d", "\u0301"))
        assert not html.rstrip("…").endswith("\u200d")


@given(text=st.text(max_size=600), words=st.text(min_size=1, max_size=30))
@settings(max_examples=800, deadline=None)
def test_any_text_gives_safe_html_of_bounded_length(text: str, words: str) -> None:
    for analyser in ("english", "chinese", "script"):
        html, _found = snippet(text, question(words, "en", analyser), analyser)
        bare = html.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in bare
        assert ">" not in bare
        assert html.count("<mark>") == html.count("</mark>")
        assert len(unescape(bare)) <= LENGTH * 3 + 60
