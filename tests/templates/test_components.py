"""Each component is a folder with a template and an example that says all it takes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from hub import gallery

EXAMPLES = [*gallery.components(), *gallery.blocks()]
LANGUAGES = ("en", "es", "fr", "ar", "fa")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Faults(HTMLParser):
    """What may stand in no template: inline style, script or handler, and tags that do not close."""

    def __init__(self) -> None:
        """Begin with no fault and no open tag."""
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag and its attributes."""
        if tag not in VOID:
            self.open.append(tag)
        self.found += [f"{name} on <{tag}>" for name, _ in attrs if name == "style" or name.startswith("on")]
        self.found += [f"<{tag}>"] if tag == "style" or (tag == "script" and "src" not in dict(attrs)) else []
        self.found += [f"javascript: on <{tag}>" for _, value in attrs if (value or "").startswith("javascript:")]

    def handle_endtag(self, tag: str) -> None:
        """A tag closes the one opened last."""
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.found.append(f"</{tag}> out of order")


def faults(html: str) -> list[str]:
    """Everything wrong with a piece of markup."""
    parser = Faults()
    parser.feed(html)
    parser.close()
    return parser.found + [f"<{tag}> left open" for tag in parser.open]


def test_every_folder_has_a_template_and_an_example() -> None:
    folders = {path.name for path in (gallery.TEMPLATES / "components").iterdir() if path.is_dir()}
    assert {example.name for example in gallery.components()} == folders
    for example in EXAMPLES:
        assert (gallery.TEMPLATES / example.template).is_file(), example.template


@pytest.mark.usefixtures("strict_templates")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_component_is_drawn_from_its_example(example: gallery.Example, language: str) -> None:
    with translation.override(language):
        html = render_to_string(example.template, example.context)
    assert html.strip()
    assert "MISSING(" not in html
    assert faults(html) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_component_says_what_it_takes(example: gallery.Example) -> None:
    assert example.takes


def test_templates_name_no_foreign_host() -> None:
    for path in gallery.TEMPLATES.rglob("*.html"):
        text = re.sub(r'xmlns="http://www.w3.org/[^"]*"', "", path.read_text(encoding="utf-8"))
        assert not re.search(r"""(?:src|srcset|href|action|poster)=["'](?:https?:)?//""", text), path


def test_comments_of_several_lines_are_not_shown() -> None:
    for path in gallery.TEMPLATES.rglob("*.html"):
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            assert line.count("{#") == line.count("#}"), f"{path}: {line}"
