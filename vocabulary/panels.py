"""What stands around a term on its screen: what lies below it, what it was merged into and what was merged into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.panels import Panel

from vocabulary import naming


class AroundPanel(Panel):  # type: ignore[misc]
    """Read only, with links."""

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]
        """The panel on the screen of one term."""

        template_name = "vocabulary/around.html"

        def is_shown(self) -> bool:
            """Nothing lies around a term that is not there yet."""
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            """The terms with their names."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            term = self.instance
            context |= {
                "above": _entry(term.broader) if term.broader else None,
                "narrower": [_entry(each) for each in term.narrower.all()],
                "replaced_by": _entry(term.replaced_by) if term.replaced_by else None,
                "replaces": [_entry(each) for each in term.replaces.all()],
            }
            return context


def _entry(term: Any) -> dict[str, Any]:
    return {"pk": term.pk, "code": term.code, "name": naming.name(term), "archived": term.status == "archived"}
