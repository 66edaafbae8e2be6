"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("HUB_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real texts beside the project; a test that needs it skips, loudly, where it is missing."""
    if not (SHARED / "resources").is_dir():
        pytest.skip(f"SKIPPED LOUDLY: no real texts at {SHARED} (set HUB_SHARED_DATA)")
    return SHARED
