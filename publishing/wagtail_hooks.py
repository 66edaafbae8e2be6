"""What publishing adds to Wagtail's admin: each part has its own hooks."""

from __future__ import annotations

from publishing.bin import hooks as bin_hooks
from publishing.catalogue import hooks as catalogue_hooks
from publishing.conflicts import hooks as conflict_hooks
from publishing.editing import hooks as editing_hooks
from publishing.first_screen import hooks as first_screen_hooks
from publishing.languages import hooks as languages_hooks
from publishing.missing import hooks as missing_hooks
from publishing.remarks import hooks as remarks_hooks
from publishing.reviews import hooks as review_hooks
from publishing.texts import hooks as texts_hooks
from publishing.translation import hooks as translation_hooks
from publishing.translation.screen import hooks as screen_hooks
from publishing.uploading import hooks as uploading_hooks
from publishing.withdrawing import hooks as withdrawing_hooks
from publishing.workflow import hooks as workflow_hooks

__all__ = [
    "bin_hooks",
    "catalogue_hooks",
    "conflict_hooks",
    "editing_hooks",
    "first_screen_hooks",
    "languages_hooks",
    "missing_hooks",
    "remarks_hooks",
    "review_hooks",
    "screen_hooks",
    "texts_hooks",
    "translation_hooks",
    "uploading_hooks",
    "withdrawing_hooks",
    "workflow_hooks",
]
