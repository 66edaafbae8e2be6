"""A page as text alone: what is thinned away, where its links lead, and the way back."""

from __future__ import annotations

import pytest

from hub.text_only import led, thinned

STYLE = "/static/css/text.css"


@pytest.mark.parametrize(
    ("full", "text"),
    [
        ('<a class="x" href="/fr/resources/">', '<a class="x" href="/text/fr/resources/">'),
        ('<a href="/fr/">', '<a href="/text/fr/">'),
        ('<a href="/r/phishing/">', '<a href="/text/r/phishing/">'),
        ('<form action="/zh-hant/search/" method="get">', '<form action="/text/zh-hant/search/" method="get">'),
        (
            '<button form="a" formaction="/ar/request/?a=b.c" name="to">',
            '<button form="a" formaction="/text/ar/request/?a=b.c" name="to">',
        ),
        # Files, other hosts, places in the page and addresses without a language are the same here and there.
        ('<a href="/fr/downloads/phishing.epub">', None),
        ('<a href="/en/trainers/list.csv?q=a">', None),
        ('<a href="/documents/4/plan.pdf">', None),
        ('<a href="/-/leave/">', None),
        ('<a href="#main">', None),
        ('<a href="//other.example/fr/">', None),
        ('<a href="https://other.example/fr/">', None),
        ('<a href="/france/">', None),
        ("<p>Write href=\"/fr/\" into it", None),
        # Words for pictures, and nothing for what only decorates.
        ('<figure class="picture"><img src="/m/a.jpg" alt="A &lt;b&gt; &amp; c"></figure>',
         '<figure class="picture"><span class="instead">[A &lt;b&gt; &amp; c]</span></figure>'),
        ('<p>A<img src="/m/a.jpg" alt="">b</p>', "<p>Ab</p>"),
        ('<figure class="picture"><img src="/m/a.jpg" width="1"></figure>', ""),
        ('<picture><source type="image/avif" srcset="/a 4w, /b 8w"><img src="/c" alt="C"></picture>',
         '<span class="instead">[C]</span>'),
        ('<figure class="picture tiles"><svg viewBox="0 0 9 9"><a href="/en/"><text>1</text></a></svg></figure>', ""),
        ('<video controls src="/documents/1/a.webm"></video><a href="/documents/1/a.webm" download>',
         '<a href="/documents/1/a.webm" download>'),
        ('<script type="module" src="/static/js/main.js"></script>\n', ""),
        ('<script type="application/ld+json">{"a": "<b> data-text"}</script>', ""),
        ('<select><option value="a">A</option><option>B</option></select>',
         '<select><option value="a">A<option>B</select>'),
        # But the one that saves the text as it is here.
        ('<script src="/a.js"></script><p>A</p><script src="/b.js" data-text></script>',
         '<p>A</p><script src="/b.js" data-text></script>'),
        ('<div data-save="/fr/offline/texts/a-b.json" hidden>',
         '<div data-save="/fr/offline/texts/a-b.text.json" hidden>'),
        # The switch leads back, with the words it brought.
        ('<a class="tap" rel="nofollow" href="/text/fr/a/?q=b" data-full="Back">Text only</a>',
         '<a class="tap" rel="nofollow" href="/fr/a/?q=b">Back</a>'),
        ('<a href="/fr/">A</a><button formaction="/text/fr/a/" data-full="Back">Text</button><a href="/fr/">B</a>',
         '<a href="/text/fr/">A</a><button formaction="/fr/a/">Back</button><a href="/text/fr/">B</a>'),
    ],
)  # fmt: skip
def test_a_piece_of_a_page(full: str, text: str | None) -> None:
    assert thinned(full, STYLE) == (full if text is None else text)


def test_the_head_keeps_what_names_the_page_and_one_style() -> None:
    kept = '<title>A</title><link rel="canonical" href="http://hub.example/fr/a/"><link rel="icon" href="/i.svg">'
    gone = (
        '<link rel="alternate" hreflang="es" href="/es/a/"><link rel="stylesheet" href="/static/css/base.css">'
        '<link rel="stylesheet" href="/static/css/print.css" media="print"><meta property="og:image" content="/p.jpg">'
    )
    html = thinned(f"<html><head>{gone}{kept}{gone}</head><body></body></html>", STYLE)
    assert html == f'<html><head>{kept}<link rel="stylesheet" href="{STYLE}">\n</head><body></body></html>'


@pytest.mark.parametrize(
    ("location", "there"),
    [
        ("/fr/", "/text/fr/"),
        ("/fr/case/open/?a=b.c#d", "/text/fr/case/open/?a=b.c#d"),
        ("/", "/text/"),
        ("/staff/login/?next=/fr/a/", None),
        ("/text/fr/", None),
        ("//other.example/fr/", None),
        ("https://other.example/fr/", None),
    ],
)
def test_where_an_answer_leads_on(location: str, there: str | None) -> None:
    assert led(location) == (there or location)
