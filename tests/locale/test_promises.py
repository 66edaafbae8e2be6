"""No page promises what is not yet so: each sentence stands in docs/promises.yml with a test that proves it."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from ruamel.yaml import YAML

from hub import catalogues

ROOT = Path(settings.BASE_DIR)
TEXTS = ROOT / "home" / "texts"
# A message with one of these words says what is kept, who can read it or who is told.
SPEAKS_OF_TRUST = re.compile(
    r"\b(stored?|cookies?|records? of|kept|logged|counted|nobody .*know|nobody is told|not sent|been sent"
    r"|shown nowhere|public page|encrypted|anonymous|confidential|erased?|secretly)\b",
    re.IGNORECASE,
)
# They ask, name a button, or tell what was done: nothing is promised.
NO_PROMISE = {
    "This need is counted as unmet already.",
    "Erase all of it now?",
    "Erase it now",
    "Erase what is left",
    "Yes, erase it",
    "What do you write down, and where is it kept?",
    "Kept the version of an imported file beside this page, which was edited here",
    "Erase date",
    "Erase this case",
    "Yes, erase all of it",
    "Tick the box if you want to erase the case",
    "Not sent yet",
    "From now on you open it here, with the code and the passphrase that you kept.",
    "The code was kept: the desk can read the request now.",
    "There is no such case. It may have been erased.",
    "Kept a version that came after somebody else's",
    "The older text is not kept any more, so its changes cannot be shown. Compare the whole text.",
    "Translated here since the file was made, and kept: “%(words)s”.",
    "You see first what would change. Sentences that somebody translated here meanwhile are kept; "
    "pages are published as before.",
    "%(name)s has translated this sentence meanwhile; those words are kept. You wrote: “%(words)s”. "
    "Edit and save again to replace them.",
    "%(number)s public page",
    "Counted where they live or have worked, as far as they show it. Somebody may count in several places.",
    "A file cannot be kept here. Choose it again in your form: %(names)s",
    "Yours takes the place of the other, which is not kept.",
    "An empty box removes nothing: the words before are kept.",
    "It could not be kept here. Whoever runs this site finds why in the log.",
    "No sentences of this page are kept apart from it.",
    "Sentences that are kept",
    "The public search can be answered by two engines. The embedded index is kept up to date whatever is in use, "
    "and stands in when the other does not answer.",
    "What was translated of this text before its original went is kept, sentence by sentence.",
    "cannot be kept",
    "“%(word)s” is not in the vocabulary (%(key)s); kept as a tag",
    "There was a character in it that cannot be kept. It is taken out: look at the text and send it again",
}


@cache
def table() -> dict[str, Any]:
    return YAML(typ="safe").load((ROOT / "docs" / "promises.yml").read_text("utf-8"))


@cache
def messages() -> frozenset[str]:
    return frozenset(message.text for message in catalogues.collect(ROOT).values())


def words_of(slug: str) -> str:
    """A standing text in English, without its front matter and marks."""
    text = (TEXTS / slug / "en.md").read_text("utf-8").split("---", 2)[2]
    return re.sub(r"[*_]{2}|^[#-] ?", "", text, flags=re.MULTILINE)


def sentences(slug: str) -> list[str]:
    lines = [line.strip("- ") for line in words_of(slug).splitlines() if line.strip() and not line.startswith("#")]
    return [part for line in lines for part in re.split(r"(?<=[.?]) (?=[A-Z“])", line)]


PROMISES = table()["promises"]


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise["id"])
def test_the_sentence_stands_where_the_list_says(promise: dict[str, Any]) -> None:
    for place in promise["on"]:
        if place == "interface":
            assert promise["says"] in messages()
        else:
            assert promise["says"] in words_of(place)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise["id"])
def test_the_proof_exists(promise: dict[str, Any]) -> None:
    path, _colons, name = promise["proof"].partition("::")
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    tests = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert name.split("::")[-1] in tests


def test_each_promise_is_named_once() -> None:
    assert len({promise["id"] for promise in PROMISES}) == len(PROMISES)


def test_every_sentence_on_what_we_keep_is_in_the_list() -> None:
    listed = {promise["says"] for promise in PROMISES if "privacy" in promise["on"]} | set(table()["about_others"])
    asked = {text for text in sentences("privacy") if text.startswith("##")}
    assert set(sentences("privacy")) - asked == listed


def test_every_message_about_trust_is_in_the_list() -> None:
    listed = {promise["says"] for promise in PROMISES if "interface" in promise["on"]} | NO_PROMISE
    assert {text for text in messages() if SPEAKS_OF_TRUST.search(text)} - listed == set()


def test_every_standing_text_is_in_four_languages_with_the_same_shape() -> None:
    def shape(path: Path) -> list[str]:
        return [line[:2] for line in path.read_text("utf-8").splitlines() if line[:2] in {"##", "- "}]

    for folder in sorted(path for path in TEXTS.iterdir() if path.is_dir()):
        shapes = {code: shape(folder / f"{code}.md") for code in ("en", *catalogues.TRANSLATED)}
        assert [code for code in shapes if shapes[code] != shapes["en"]] == [], folder.name
