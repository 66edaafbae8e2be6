"""The style files: logical properties only, nothing from elsewhere, colours that can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

STYLES = sorted((Path(settings.BASE_DIR) / "static" / "css").glob("*.css"))
PHYSICAL = re.compile(
    r"(?<![\w.-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
    r"|(?:min-|max-)?(?:width|height)|left|right|top|bottom)(?:-(?:width|color|style))?\s*:|"
    r"(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
QUERY = re.compile(r"@(?:media|container)[^{]*\{")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

# Text 7:1, edges of controls 4.4:1, strokes and focus 3:1, on each paper they stand on.
PAIRS = [
    *[("ink", paper, 7.0) for paper in ("desk", "sheet", "shade")],
    *[("ink-soft", paper, 7.0) for paper in ("desk", "sheet", "shade")],
    *[("act", paper, 7.0) for paper in ("desk", "sheet", "shade")],
    *[("warn", paper, 7.0) for paper in ("sheet", "shade", "warn-shade")],
    *[("edge", paper, 4.4) for paper in ("desk", "sheet", "shade")],
    *[("focus", paper, 3.0) for paper in ("desk", "sheet", "shade")],
    ("on-act", "act", 7.0),
    ("on-way", "way", 7.0),
]


def css(path: Path) -> str:
    """A style file without comments and without the conditions of its queries, which name widths rightly."""
    return QUERY.sub("@query {", COMMENT.sub("", path.read_text(encoding="utf-8")))


def tokens(dark: bool) -> dict[str, str]:
    """The colours of one scheme."""
    text = COMMENT.sub("", (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text(encoding="utf-8"))
    light, _, rest = text.partition("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", light))
    if dark:
        found |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", rest.partition("@media")[0]))
    return found


def luminance(colour: str) -> float:
    """How light a colour is, as WCAG counts it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_only_logical_properties(path: Path) -> None:
    assert PHYSICAL.findall(css(path)) == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_nothing_from_elsewhere(path: Path) -> None:
    text = css(path)
    assert "@import" not in text
    assert "@font-face" not in text
    assert "url(" not in text


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_visited_links_do_not_tell(path: Path) -> None:
    assert ":visited" not in css(path)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast(front: str, back: str, least: float, dark: bool) -> None:
    colours = tokens(dark)
    one, two = sorted((luminance(colours[front]), luminance(colours[back])), reverse=True)
    assert (one + 0.05) / (two + 0.05) >= least


# What they ask for lies at an address that the page itself gave them; the policy lets nothing else through.
ASKING = {"main.js", "saving.js", "translating.js", "translating-editor.js"}


def test_script_names_no_other_host() -> None:
    for path in (Path(settings.BASE_DIR) / "static" / "js").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"https?:|XMLHttpRequest|localStorage|sessionStorage|document\.cookie", text), path
        assert ("fetch(" in text) == (path.name in ASKING), path
