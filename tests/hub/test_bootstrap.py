"""`make demo-remove` takes away what demos made, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub import bootstrap


def folder(path: Path, *, demo: bool) -> Path:
    """A data folder, of a demo or of somebody's own site."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "hub.sqlite3").write_bytes(b"")
    if demo:
        (path / "demo.json").write_text("{}")
    return path


def test_every_demo_goes_the_one_inside_the_other_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = folder(tmp_path / "my data", demo=True)
    folder(data / "with" / "63aae82b29", demo=True)
    monkeypatch.setenv("HUB_DATA_DIR", str(data))
    bootstrap.demo_remove()
    assert not data.exists()


def test_a_site_of_ones_own_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = folder(tmp_path / "var", demo=False)
    other = folder(data / "with" / "63aae82b29", demo=True)
    monkeypatch.setenv("HUB_DATA_DIR", str(data))
    bootstrap.demo_remove()
    assert (data / "hub.sqlite3").exists()
    assert not other.exists()
