"""What axe finds on a page of the browser tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = (Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """Each fault as "rule: selector (why)"; nothing found is an empty list. Needs scripts switched on."""
    # Evaluated by the test, not loaded by the page: the page's own policy stays as it is.
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE)
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})",
        rules or RULES,
    )
    return [
        f"{fault['id']}: {' '.join(map(str, node['target']))} ({node['failureSummary']})"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
