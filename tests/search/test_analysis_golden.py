"""What each language makes of a sentence, word by word: a change of the rules shows here before it reaches an index.

Each file has sentences of our own and, after `=`, their tokens as `exact/stem`; stop words begin with `-`.
After a change that is meant: HUB_WRITE_GOLDEN=1 pytest tests/search/test_analysis_golden.py, then read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hub.languages import BY_CODE
from search.analysis import analyse

FILES = sorted((Path(__file__).parent / "golden").glob("*.txt"))
WANTED = "en es fr pt-br de it ca ru uk ar fa ps ckb my th km zh-hans zh-hant id tr hi sw"


def _tokens(text: str, analyser: str) -> str:
    return " ".join(
        f"{'-' if token.stop else ''}{token.exact}/{token.stem}" for token in analyse(text, analyser) if token.exact
    )


def test_every_language_has_its_file() -> None:
    assert {path.stem for path in FILES} == set(WANTED.split())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sentences_are_read_as_written_down(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("= ")]
    made = "".join(f"{line}\n= {_tokens(line, BY_CODE[path.stem].analyser)}\n" for line in lines)
    if os.environ.get("HUB_WRITE_GOLDEN"):
        path.write_text(made, "utf-8")
    assert made == path.read_text("utf-8")
