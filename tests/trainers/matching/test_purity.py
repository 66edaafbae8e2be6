"""Matching is values in and values out: nothing in it could reach a database, a request or a network."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from trainers import matching

ALLOWED = {"__future__", "collections", "dataclasses", "datetime", "enum", "hashlib", "re", "types", "typing"}
MODULES = sorted(Path(matching.__path__[0]).glob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_only_plain_python_and_its_neighbours(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert {alias.name.split(".")[0] for alias in node.names} <= ALLOWED
        if isinstance(node, ast.ImportFrom) and not node.level:
            assert (node.module or "").split(".")[0] in ALLOWED


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_module_reads_the_clock_or_draws_lots(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert not [word for word in ("date.today", "datetime.now", "random", "time.time") if word in text]
