"""Marks in HTML: once a text, never where something else leads on, whole words, and nothing else changed."""

from __future__ import annotations

import pytest

from resources.glossary import marking
from tests.resources.glossary.test_finding import lexicon

MARK = '<a class="term" href="word:1">{}</a>'


def marked(html: str, *titles: str, language: str = "en", own: int = 0) -> marking.Marked:
    return marking.marked(html, lexicon(*(titles or ("Malware",))).find, language, own)


def test_the_first_mention_is_marked_and_its_meaning_stands_before_the_block() -> None:
    made = marked("<p>One.</p><ul><li>Malware</li></ul><p>malware</p>")
    assert made.html == f"<p>One.</p><!--word:1--><ul><li>{MARK.format('Malware')}</li></ul><p>malware</p>"
    assert made.used == (1,)


@pytest.mark.parametrize(
    "before",
    [
        "<h2>Malware</h2>",
        '<p><a href="page:3">about malware</a></p>',
        "<pre><code>malware</code></pre>",
        "<dl><dt><dfn>Malware</dfn></dt></dl>",
        '<ul><li><label><input type="checkbox"><span>malware</span></label></li></ul>',
        '<p lang="fr">malware</p>',
        "<table><tr><th>Malware</th></tr></table>",
        '<img alt="malware > all" src="malware.png">',
        "<!-- malware -->",
    ],
)
def test_what_leads_on_or_explains_itself_is_left_alone(before: str) -> None:
    made = marked(f"{before}<p>No malware.</p>")
    assert made.html == f"{before}<!--word:1--><p>No {MARK.format('malware')}.</p>"


def test_a_passage_in_the_text_s_own_language_is_read() -> None:
    assert marked('<div lang="EN"><p>malware</p></div>').used == (1,)


def test_half_a_word_is_no_word_and_markup_stays_whole() -> None:
    assert marked("<p>mal<b>ware</b>s and <b>malware</b>s, <i>mal</i>ware</p>").used == ()
    assert marked("<p><b>IP</b> address</p>", "IP address").used == ()
    made = marked("<p>an <b>IP address</b>.</p>", "IP address")
    assert made.html == f"<!--word:1--><p>an <b>{MARK.format('IP address')}</b>.</p>"


def test_two_blocks_do_not_make_one_word() -> None:
    assert marked("<p>x</p><p>malware</p><p>y</p>").used == (1,)


def test_entities_stay_as_they_are() -> None:
    made = marked("<p>A &amp; B&#x27;s malware &lt;3</p>")
    assert made.html == f"<!--word:1--><p>A &amp; B&#x27;s {MARK.format('malware')} &lt;3</p>"


def test_terms_of_one_block_stand_in_the_order_of_their_mention() -> None:
    made = marked("<p>An iPhone, then malware.</p>", "Malware", "iPhone")
    assert made.html.startswith("<!--word:2--><!--word:1--><p>An ")
    assert made.used == marking.numbers_in(made.html) == (2, 1)


def test_a_term_is_not_marked_on_its_own_page() -> None:
    assert marked("<p>Malware</p>", own=1) == marking.Marked("<p>Malware</p>", ())


@pytest.mark.parametrize(
    "html", ["", "malware", "<p>malware", "</p>malware", "<p>a<br>malware<br/>b</p><hr>", "<p>&bogus; &#0; malware</p>"]
)
def test_marks_go_as_they_came(html: str) -> None:
    made = marked(html)
    assert marking.unmarked(made.html) == html
    assert made.used == ((1,) if html else ())
