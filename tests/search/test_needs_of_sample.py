"""Needs that no weight was tuned on: each finds its text of the sample library among the first three results."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.library_files import documents
from benchmarks.search_aids import aids
from search.engines.embedded import EmbeddedEngine
from search.finding import find
from search.request import SearchRequest

HERE = Path(__file__).resolve()
NEEDS: list[dict[str, Any]] = yaml.safe_load(HERE.with_name("needs_of_sample.yml").read_text("utf-8"))
FIRST = 3


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, Any]], list[str]]:
    """The resources that answer a need, best first."""
    engine, known = EmbeddedEngine(tmp_path_factory.mktemp("sample") / "search.sqlite3"), aids()
    library = documents(HERE.parents[2] / "sample" / "resources")
    with engine.rebuilding() as index:
        index.add(library)
    public = frozenset(each.page for each in library)

    def asked(need: dict[str, Any]) -> list[str]:
        reader = need.get("reader", need["language"])
        found = find(engine, SearchRequest(need["text"]), reader, public, aids=known)
        return list(dict.fromkeys(each.resource for each in (*found.results, *found.others)))

    return asked


def test_there_are_needs_in_many_languages() -> None:
    assert len(NEEDS) >= 60
    assert len({need["language"] for need in NEEDS}) >= 10
    assert sum("not_yet" in need for need in NEEDS) <= 5


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: f"{need['language']} {need['text']}")
def test_a_need_finds_its_text(need: dict[str, Any], ask: Callable[[dict[str, Any]], list[str]]) -> None:
    wanted = need["wants"] if isinstance(need["wants"], list) else [need["wants"]]
    found = ask(need)
    assert found
    assert "not_yet" in need or set(wanted) & set(found[:FIRST]), found[:FIRST]
