"""Bodies of all kinds of block, as editors may have written them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from resources.values import Block

SIGNS = "ab1 *_`[]()<>!#+-|\\^~.:&;=\"'/—é漢ب"
WORDS = st.text(alphabet=SIGNS, min_size=1, max_size=8).map(lambda words: " ".join(words.split()) or "x")
LINES = st.one_of(
    WORDS, st.sampled_from(["::: steps", ":::", "- [ ] x", "— Ana", "[!TIP]", ": x", "1. a", "***", "<br>"])
)
MAYBE = st.one_of(st.just(""), LINES)
ADDRESSES = st.sampled_from(
    ["https://a.org/", "https://a.org/(x)?a=1&copy;=2", "http://b.org/%C3%A9", "mailto:a@b.org"]
)
WEB = st.sampled_from(["", "https://a.org/", "https://a.org/(x)?a=1&b=2"])
NUMBERS = st.integers(1, 9)
TAGS = st.sampled_from(["ar", "zh-Hant", "qu"])


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


PLAIN = LINES.map(_escaped)
MARKED = st.one_of(
    PLAIN,
    st.tuples(st.sampled_from(["b", "i"]), PLAIN).map(lambda each: f"<{each[0]}>{each[1]}</{each[0]}>"),
    st.tuples(st.sampled_from(["code", "sup", "sub"]), PLAIN).map(lambda each: f"<{each[0]}>{each[1]}</{each[0]}>"),
    st.tuples(ADDRESSES.map(_escaped), PLAIN).map(lambda each: f'<a href="{each[0]}">{each[1]}</a>'),
    st.tuples(NUMBERS, PLAIN).map(lambda each: f'<a id="{each[0]}" linktype="page">{each[1]}</a>'),
    st.tuples(NUMBERS, PLAIN).map(lambda each: f'<a anchor="part" id="{each[0]}" linktype="page">{each[1]}</a>'),
)
# Blanks between: what marks that touch each other come to is told in the documentation.
INLINE = st.lists(MARKED, min_size=1, max_size=3).map(" ".join)
BROKEN = st.lists(INLINE, min_size=1, max_size=2).map("<br/>".join)
PARAGRAPH = BROKEN.map(lambda html: f"<p>{html}</p>")
ITEM = st.tuples(BROKEN, st.one_of(st.just(""), INLINE.map(lambda html: f"<ul><li>{html}</li></ul>"))).map("".join)
LIST = st.tuples(st.sampled_from(["ul", "ol"]), st.lists(ITEM, min_size=1, max_size=2)).map(
    lambda each: f"<{each[0]}>{''.join(f'<li>{item}</li>' for item in each[1])}</{each[0]}>"
)
PROSE = st.lists(st.one_of(PARAGRAPH, LIST), min_size=1, max_size=3).map("".join)
MAYBE_PROSE = st.one_of(st.just(""), PROSE)


def _struct(kind: str, /, **fields: Any) -> st.SearchStrategy[Block]:
    return st.fixed_dictionaries(fields).map(lambda value: Block(kind, value))


def _items(**fields: Any) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries(fields), min_size=1, max_size=3)


def _comparisons() -> st.SearchStrategy[Block]:
    cell = st.one_of(st.just(""), PARAGRAPH)
    return st.integers(1, 3).flatmap(
        lambda width: _struct(
            "comparison",
            caption=LINES,
            criteria=st.lists(LINES, min_size=width, max_size=width),
            items=_items(name=LINES, url=WEB, cells=st.lists(cell, min_size=width, max_size=width)),
        )
    )


WAYS = st.one_of(
    st.fixed_dictionaries({"page": NUMBERS, "url": st.just(""), "label": MAYBE}),
    st.fixed_dictionaries({"page": st.none(), "url": st.just("https://a.org/"), "label": LINES}),
)
BLOCKS: dict[str, st.SearchStrategy[Block]] = {
    "heading": _struct("heading", text=LINES, level=st.sampled_from("234")),
    "text": PROSE.map(lambda html: Block("text", html)),
    "note": _struct("note", kind=st.sampled_from(["danger", "warning", "tip", "remember"]), text=PROSE),
    "quote": _struct("quote", text=PROSE, source=MAYBE, role=MAYBE),
    "checks": _struct("checks", items=_items(text=PARAGRAPH, note=MAYBE_PROSE)),
    "table": _struct(
        "table",
        caption=MAYBE,
        header_row=st.booleans(),
        rows=st.lists(st.lists(st.one_of(st.just(""), PARAGRAPH), min_size=1, max_size=3), min_size=1, max_size=3),
    ),
    "image": _struct("image", image=NUMBERS, decorative=st.just(False), alt_text=MAYBE),
    "code": _struct("code", code=st.sampled_from(["x", "```\n:::\n", "  y\n\nz", "::: steps\n1. a\n:::"])),
    "steps": _struct("steps", items=_items(title=MAYBE, text=PROSE)),
    "principles": _struct("principles", items=_items(title=LINES, text=PROSE)),
    "timeline": _struct("timeline", items=_items(when=LINES, text=PROSE)),
    "definition": _struct("definition", term=LINES, text=PARAGRAPH),
    "passage": _struct("passage", language=TAGS, text=PROSE),
    "partners": _struct(
        "partners", title=MAYBE, items=_items(name=LINES, role=MAYBE, url=WEB, logo=st.one_of(st.none(), NUMBERS))
    ),
    "objectives": _struct("objectives", lead=st.one_of(st.just(""), PARAGRAPH), items=_items(text=PARAGRAPH)),
    "file": _struct("file", document=NUMBERS, title=MAYBE, text=MAYBE),
    "media": _struct("media", document=NUMBERS, title=LINES, transcript=PROSE),
    "comparison": _comparisons(),
    "next": _struct("next", items=st.lists(WAYS, min_size=1, max_size=3)),
}
BODIES = st.lists(st.one_of(*BLOCKS.values()), max_size=4)
