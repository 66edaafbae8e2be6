"""wagtail-localize's hooks that ask for each row or each sentence, and what stands in their place.

Wagtail has no way to take a hook out; this is the one place that does. tests/publishing/test_budgets.py fails when
their hooks are no longer found, or answer otherwise than ours.
"""

from __future__ import annotations

from typing import Any, Final

from wagtail import hooks
from wagtail_localize import wagtail_hooks as theirs

REPLACED: Final = {
    "register_page_header_buttons": [theirs.page_listing_more_buttons],
    "register_page_listing_more_buttons": [theirs.page_listing_more_buttons],
    "register_page_action_menu_item": [
        theirs.register_restart_translation_page_action_menu_item,
        theirs.register_convert_back_to_alias_page_action_menu_item,
    ],
    "before_edit_page": [theirs.before_edit_page],
}


def take_out() -> None:
    """Leave wagtail-localize's hooks out of those that Wagtail asks."""
    for name, functions in REPLACED.items():
        registered: list[tuple[Any, int]] = hooks._hooks[name]
        registered[:] = [each for each in registered if each[0] not in functions]
