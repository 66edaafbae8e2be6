"""Matching is values in and values out: nothing in it could reach a database, a request or a network."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from trainers import matching

PLAIN = {"__future__", "bisect", "collections", "dataclasses", "datetime", "enum", "functools", "hashlib", "heapq"}
PLAIN |= {"itertools", "math", "re", "types", "typing"}
MODULES = sorted(Path(matching.__path__[0]).rglob("*.py"))


def is_allowed(module: str) -> bool:
    """Whether a module is plain Python or a neighbour."""
    return module.split(".")[0] in PLAIN or module == "trainers.matching" or module.startswith("trainers.matching.")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_module_imports_only_plain_python_and_its_neighbours(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert all(is_allowed(alias.name) for alias in node.names)
        if isinstance(node, ast.ImportFrom) and not node.level:
            assert is_allowed(node.module or "")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_module_reads_the_clock_or_draws_lots(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert not [word for word in ("date.today", "datetime.now", "random", "time.time") if word in text]
