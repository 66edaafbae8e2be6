"""What all blocks share: the marks that rich text may have, the groups of the menu, examples to look at."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

INLINE: Final = ["bold", "italic", "link", "code", "superscript", "subscript"]
PROSE: Final = [*INLINE, "ol", "ul"]

WORDS: Final = _("Write")
ADVICE: Final = _("Advise")
SIDE_BY_SIDE: Final = _("Compare")
SHOW: Final = _("Show and hand out")
ABOUT_US: Final = _("Say who you are")
EXAMPLES: Final = Path(settings.BASE_DIR) / "templates" / "blocks"


@lru_cache(maxsize=64)
def example(name: str) -> Any:
    """The value that the gallery draws a block from, or None where it has no example."""
    path = EXAMPLES / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))["value"] if path.is_file() else None


class TaughtBlock(blocks.StructBlock):
    """A block of several fields that shows an editor who looks for it what it becomes."""

    def get_preview_value(self) -> Any:
        """The gallery's example, as a value."""
        found = example(self.name)
        return self.get_default() if found is None else self.normalize(found)

    def complete(self, value: Any) -> dict[str, Any]:
        """What is missing or wrong, by field: asked when the page is published, not while a draft is saved."""
        return {}

    def clean(self, value: Any) -> Any:
        """Raise StructBlockValidationError with a sentence at each field that is wrong."""
        cleaned = super().clean(value)
        wrong = {} if self.is_deferred_validation else self.complete(cleaned)
        if wrong:
            raise blocks.StructBlockValidationError(block_errors=wrong)
        return cleaned
