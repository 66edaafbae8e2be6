"""Why a file is refused or changed on its way in, in the words of whoever reads it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from hub.wording import END, ISOLATE, listed, worded
from resources.importing import front_matter
from resources.importing.faults import Fault

FOLDER = Path(settings.BASE_DIR) / "resources" / "importing"
SAYS = {"Fault", "NotThatBlock", "Nowhere", "tell", "refuse", "Notice", "worded", "add"}


def bare(tree: ast.Module) -> Iterator[ast.expr]:
    """Sentences that are said as they are written: a text of several words that no translation passes."""
    for node in ast.walk(tree):
        name = getattr(getattr(node, "func", None), "attr", getattr(getattr(node, "func", None), "id", ""))
        if isinstance(node, ast.Call) and name in SAYS:
            yield from (each for each in node.args if is_prose(each))


def is_prose(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.Constant) and " " in str(part.value).strip() for part in node.values)
    return isinstance(node, ast.Constant) and " " in str(node.value).strip()


def test_every_reason_can_be_translated() -> None:
    found = [
        f"{path.name}:{each.lineno}"
        for path in sorted(FOLDER.glob("*.py"))
        for each in bare(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []
    assert list(bare(ast.parse('tell(f"link to {x} leads nowhere")\nraise Fault("is not there")'))) != []


def test_a_reason_is_said_in_the_language_of_its_reader_and_keeps_the_format_s_words() -> None:
    def reason() -> str:
        with pytest.raises(Fault) as fault:
            front_matter.check({"title": "A", "kind": "poem"}, lambda _words: None)
        return fault.value.reason

    assert reason().startswith("`kind: poem` is not one of manual, chapter, guide")
    with translation.override("ar"):
        assert f"{ISOLATE}`kind: poem`{END}" in reason()


def test_values_keep_their_own_direction() -> None:
    assert worded("%(name)s: %(most)s", name="a", most=3) == "a: 3"
    assert worded("%(name)s.", name="مرحبا") == f"{ISOLATE}مرحبا{END}."
    with translation.override("ar"):
        assert worded("%(name)s: %(most)s", name="a", most=3) == f"{ISOLATE}a{END}: 3"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "a, b, and c"),
        ("fr", "a, b et c"),
        ("es", "a, b y c"),
        ("ar", f"{ISOLATE}a{END} و{ISOLATE}b{END} و{ISOLATE}c{END}"),
    ],
)
def test_several_values_are_listed_as_the_language_lists_them(code: str, expected: str) -> None:
    with translation.override(code):
        assert listed("abc").replace("، ", " ") == expected
