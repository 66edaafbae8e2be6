"""Markdown to blocks: what a file says is what a page says, and nothing else ever passes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources.importing.blocks import body
from resources.importing.inline import Context
from resources.importing.links import ToAddress, ToPage
from resources.richtext import Element, Piece, parse
from resources.shapes import mapped
from resources.values import Block

PAGES = {("border", "en"): 7, ("phones/locks", "fr"): 8}
ALLOWED = {"p", "ul", "ol", "li", "b", "i", "a", "code", "sup", "sub", "br"}


class Places:
    """A site with two pages, one picture and one page of its own."""

    def page(self, to: ToPage) -> int | None:
        return PAGES.get((to.resource_id, to.language))

    def address(self, path: str) -> int | None:
        return 9 if path == "/en/about/" else None

    def picture(self, path: str) -> int | None:
        return 3 if path == "phones/images/a.png" else None

    def document(self, path: str) -> int | None:
        return 4 if path == "phones/files/plan.pdf" else None

    def headings(self, to: ToPage | ToAddress) -> list[str]:
        return ["part"]


def read(text: str, title: str = "") -> tuple[list[tuple[str, Any]], list[str]]:
    told: list[str] = []
    blocks = body(text, Context("phones/en/01-locks.md", Places(), told.append), title)
    return [(block.kind, block.value) for block in blocks], told


def prose(text: str) -> str:
    """The only block of a text, which is prose."""
    blocks, _told = read(text)
    assert [kind for kind, _value in blocks] == ["text"]
    return str(blocks[0][1])


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("one\ntwo", "<p>one two</p>"),
        ("one  \ntwo\\\nthree", "<p>one<br/>two<br/>three</p>"),
        ("漢字\n漢字", "<p>漢字漢字</p>"),
        ("한국\n한국", "<p>한국 한국</p>"),
        ("*a* **b** ***c*** `d`", "<p><i>a</i> <b>b</b> <i><b>c</b></i> <code>d</code></p>"),
        ("** words ** more", "<p><b>words</b> more</p>"),
        ("**“Quoted”**said", "<p><b>“Quoted”</b>said</p>"),
        ("**成功！**公钥", "<p><b>成功！</b>公钥</p>"),
        ("** never closed", "<p>never closed</p>"),
        (r"\*\*stars\*\* and `**`", "<p>**stars** and <code>**</code></p>"),
        ("~~gone~~ H~2~O m^2^", "<p>gone H<sub>2</sub>O m<sup>2</sup></p>"),
        ("AT&T &amp; <b>x</b> 1 < 2", "<p>AT&amp;T &amp; &lt;b&gt;x&lt;/b&gt; 1 &lt; 2</p>"),
        (
            "one\n\n- a\n- b\n  - c\n\n1. d\n",
            "<p>one</p><ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><ol><li>d</li></ol>",
        ),
        ("- a\n\n  b", "<ul><li>a<br/>b</li></ul>"),
        ("3. three\n4. four", "<p>3. three</p><p>4. four</p>"),
        ("[w](https://a.org/x)", '<p><a href="https://a.org/x">w</a></p>'),
        ("<https://a.org>", '<p><a href="https://a.org">https://a.org</a></p>'),
        ("[w](HTTPS://a.org)", '<p><a href="https://a.org">w</a></p>'),
        ("[w](mailto:a@b.org) [t](tel:+123)", '<p><a href="mailto:a@b.org">w</a> <a href="tel:+123">t</a></p>'),
        ("[w](../../border/en.md#part)", '<p><a linktype="page" id="7" anchor="part">w</a></p>'),
        ("[w](../../border/en.md#Part)", '<p><a linktype="page" id="7" anchor="part">w</a></p>'),
        ("[w](../../border/en.md#gone)", '<p><a linktype="page" id="7">w</a></p>'),
        ("[w](/en/about/#part)", '<p><a linktype="page" id="9" anchor="part">w</a></p>'),
        ("[w](../fr/03-locks.md)", '<p><a linktype="page" id="8">w</a></p>'),
        ("[w](/en/about/)", '<p><a linktype="page" id="9">w</a></p>'),
        ("[w]((../../border/en.md)", '<p><a linktype="page" id="7">w</a></p>'),
        ("[w]（../../border/en.md）", '<p><a linktype="page" id="7">w</a></p>'),
        ("[](https://a.org/x)", '<p><a href="https://a.org/x">https://a.org/x</a></p>'),
        ("> ", None),
    ],
)
def test_words(markdown: str, html: str | None) -> None:
    if html is None:
        assert read(markdown) == ([], [])
    else:
        assert prose(markdown) == html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "&#x6A;avascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:msgbox(1)",
        "umbrella://lesson/x",
        "file:///etc/passwd",
        "doc:dfak/secure",
        "//evil.example/x",
        "/\\evil.example",
        "\\\\\\\\evil.example",
        "www.example.org/",
        "../../gone/en.md",
        "../../../../etc/passwd",
        "../../border/en.md/../../../x",
        "https:",
        "https://",
        "http://[",
        "images/a.pdf",
        "/en/nothing/",
        "%2e%2e/%2e%2e/%2e%2e/x",
    ],
)
def test_a_link_that_leads_nowhere_keeps_its_words(address: str) -> None:
    blocks, told = read(f"See [the *words*]({address}).")
    assert blocks == [("text", "<p>See the <i>words</i>.</p>")]
    assert len(told) == 1


def test_blocks_of_every_kind() -> None:
    blocks, told = read(
        "# First\n\nWords[^a].\n\n### Deep\n\n- [ ] one **x**\n- [x] two\n  - more\n\n> said\n>\n> — Ana\n\n"
        "> [!WARNING]\n> mind\n\n| a | b |\n|---|---|\n| c | *d* |\n\n: Caption\n\n```sh\nrm <x>\n```\n\n"
        "![alt *words*](../images/a.png)\n\n[^a]: Note"
    )
    assert blocks == [
        ("heading", {"text": "First", "level": "2"}),
        ("text", "<p>Words<sup>1</sup>.</p>"),
        ("heading", {"text": "Deep", "level": "3"}),
        ("checks", {"items": [{"text": "<p>one <b>x</b></p>"}, {"text": "<p>two<br/>– more</p>"}]}),
        ("quote", {"text": "<p>said</p>", "source": "Ana"}),
        ("note", {"kind": "warning", "text": "<p>mind</p>"}),
        (
            "table",
            {
                "caption": "Caption",
                "header_row": True,
                "rows": [["<p>a</p>", "<p>b</p>"], ["<p>c</p>", "<p><i>d</i></p>"]],
            },
        ),
        ("code", {"code": "rm <x>"}),
        ("image", {"image": 3, "decorative": False, "alt_text": "alt words"}),
        ("text", "<ol><li>Note</li></ol>"),
    ]
    assert told == []


def test_headings_begin_at_the_second_level_and_skip_none() -> None:
    text = "# 1. One\n\n#### Four\n\n##### Five\n\nSetext\n===\n\n## Two\n"
    levels = [(value["text"], value["level"]) for _kind, value in read(text)[0]]
    assert levels == [("1. One", "2"), ("Four", "3"), ("Five", "4"), ("Setext", "2"), ("Two", "3")]


def test_a_first_heading_that_repeats_the_title_is_left_out() -> None:
    assert read("# At the Border.\n\nWords", title="At the border")[0] == [("text", "<p>Words</p>")]


def test_pictures_and_code_stand_after_their_item_and_numbers_go_on() -> None:
    blocks, _told = read("1. one\n   ![](../images/a.png)\n2. two\n\n   ```\n   x\n   ```\n\n   after\n3. three")
    assert [kind for kind, _value in blocks] == ["text", "image", "text", "code", "text"]
    assert blocks[2][1] == "<p>2. two</p>"
    assert blocks[4][1] == "<p>after</p><p>3. three</p>"
    assert blocks[1][1] == {"image": 3, "decorative": True, "alt_text": ""}


def test_a_picture_that_is_not_there_gives_its_words() -> None:
    blocks, told = read("![a map](../images/gone.png)\n\n![a logo](https://a.org/x.png)")
    assert blocks == [("text", "<p>a map</p><p>a logo</p>")]
    assert ["is not there" in told[0], "another site" in told[1]] == [True, True]


def test_links_to_headings_of_the_same_text() -> None:
    blocks, told = read("# Schlüssel & Schloss\n\n[a](#schlüssel-schloss) [b](#Schlüssel-&-Schloss) [c](#gone)")
    assert blocks[1][1] == '<p><a href="#schlüssel-schloss">a</a> <a href="#schlüssel-schloss">b</a> c</p>'
    assert len(told) == 1


def test_footnotes_that_nobody_uses_are_told() -> None:
    assert "“b” is never used" in read("a\n\n[^b]: lost")[1][0]


def tags(value: Any) -> set[str]:
    """The names of all tags in a block's value, and a mark for every attribute that is not a link's."""
    if isinstance(value, str):
        return names(parse(value))
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return {name for each in values for name in tags(each)}


def names(pieces: list[Piece]) -> set[str]:
    elements = [piece for piece in pieces if isinstance(piece, Element)]
    return {each.name for each in elements} | {name for each in elements for name in names(each.children)}


SAFE_TAG = re.compile(r'</?\w+/?>|<a (?:href="[^"<>]*"|linktype="page" id="\d+"(?: anchor="[^"<>]*")?)>')


def rich_only(kind: str, value: Any) -> list[str]:
    """The rich texts of a block: its plain words are escaped where they are drawn."""
    found: list[str] = []

    def keep(form: str, words: str) -> str:
        found.extend([words] if form else [])
        return words

    mapped(Block(kind, value), keep)
    return found


HOSTILE = st.lists(
    st.one_of(
        st.text(alphabet="*_`[]()<>!#-+|\\^~ \n\tax1.&;:/\"'=", max_size=30),
        st.sampled_from(
            [
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "[x](javascript:alert(1))",
                "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
                '](https://a.org "\'><svg onload=")',
                "\n| a | b |\n|--|--|\n| <b> | c |\n",
                "\n> [!DANGER]\n> x\n",
                "\n- [ ] a\n- b\n  1. c\n     ```\n     d\n     ```\n     e\n",
                "\n```\n</code></pre><script>\n```\n",
                "\n[^1]: note\n\nx[^1]",
                "\n::: steps\n1. **<b>x</b>** <script>\n:::\n",
                '\n::: quote source="<img src=x onerror=alert(1)>\\\\" role=\n<b>x</b>\n:::\n',
                '\n::: passage ar"><script>\nx\n:::\n',
                "\n::: partners\n- ![](../images/a.png) [x](javascript:alert(1))\\\n  <b>\n:::\n",
                '\n::: next\n- [x](javascript:alert(1))\n- [y](../../border/en.md#"><b>)\n:::\n',
                "\n::: file\n[x](../../../etc/passwd)\n:::\n",
                "\n::: comparison\n| | a |\n|-|-|\n| [x](data:text/html,x) | <br> |\n:::\n",
                "\n::: ",
                "\n:::\n",
                "\n- [ ] x\n  > <b>\n  > [!TIP]\n",
                "** ",
                "&lt;script&gt;",
                "\u202e",
                "\x00",
            ]
        ),
        st.text(max_size=10),
    ),
    max_size=12,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(HOSTILE)
def test_no_text_crashes_or_passes_a_tag_of_its_own(text: str) -> None:
    for kind, value in read(text)[0]:
        if kind in {"heading", "code", "image"}:
            continue
        value = rich_only(kind, value)
        assert tags(value) <= ALLOWED
        for found in re.findall(r"<[^>]*>", str(value)):
            assert SAFE_TAG.fullmatch(found), found
        assert not re.search(r'<a [^>]*href="(?!https?://|mailto:|tel:|#)', str(value))


def test_addresses_of_containers_are_web_addresses_or_pages() -> None:
    text = (
        "::: next\n- [a](javascript:x)\n- [b](../../border/en.md)\n- [c](https://a.org/)\n- [d](mailto:a@b.org)\n:::\n"
        "\n::: partners\n- [Ana](javascript:x)\n:::\n\n::: file\n[x](../../../../etc/passwd)\n:::\n\n"
        "::: media\n[x](https://a.org/x.mp3)\n\nWords\n:::"
    )
    blocks, told = read(text)
    assert blocks == [
        (
            "next",
            {
                "items": [
                    {"page": None, "url": "", "label": "a"},
                    {"page": 7, "url": "", "label": "b"},
                    {"page": None, "url": "https://a.org/", "label": "c"},
                    {"page": None, "url": "", "label": "d"},
                ]
            },
        ),
        ("partners", {"title": "", "items": [{"name": "Ana", "role": "", "url": "", "logo": None}]}),
        ("text", '<p>x</p><p><a href="https://a.org/x.mp3">x</a></p><p>Words</p>'),
    ]
    assert len(told) == 6  # three addresses, two containers, and the link out of the folder


LONG = {
    "[": 20_000,
    "![": 10_000,
    "*a_": 10_000,
    "> ": 3_000,
    "`": 9_999,
    "<": 20_000,
    "- ": 2_000,
    "**": 9_999,
    "::: a\n": 3_000,
    ":": 20_000,
}


@pytest.mark.parametrize("sign", LONG)
def test_pathological_texts_end(sign: str) -> None:
    read(sign * LONG[sign])
