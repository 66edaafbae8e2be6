"""What Wagtail's accessibility checker looks for in a text beside its own rules.

A rule is data: a selector that finds what is wrong, and a check that such an element never passes. Vague words of
a link are no matter of selectors: they are marked here, in previews only.
"""

from __future__ import annotations

import re
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

LINK: Final = re.compile(r"<a (?=[^>]*href)([^>]*)>(.*?)</a>", re.DOTALL)
# Links are listed without the text around them: these words alone say nothing.
VAGUE: Final = frozenset(
    {
        *("here", "click here", "this", "this link", "link", "more", "read more", "see more", "this page"),
        *("aquí", "haga clic aquí", "pulse aquí", "este enlace", "enlace", "más", "leer más", "ver más"),
        *("ici", "cliquez ici", "ce lien", "lien", "plus", "lire la suite", "en savoir plus", "voir plus"),
        *("هنا", "انقر هنا", "اضغط هنا", "هذا الرابط", "الرابط", "المزيد", "اقرأ المزيد"),
    }
)
# Of axe's checks the one that no table, link, heading or paragraph can pass.
NEVER: Final = "has-alt"
RULES: Final[dict[str, tuple[str, str | Promise, str | Promise]]] = {
    "hub-table-header": (
        ".prose table:not(:has(th))",
        _("A table does not name its columns"),
        _("Let the first row name them, so that a screen reader can say where a cell stands"),
    ),
    "hub-table-width": (
        ".prose table:not(.compare) tr:first-child > :nth-child(5):last-child, "
        ".prose table:not(.compare) tr:first-child > :nth-child(6)",
        _("A table has too many columns for a phone"),
        _("Turn it, split it, or use a comparison"),
    ),
    "hub-vague-link": (
        ".prose a[data-vague]",
        _("The words of a link do not say where it leads"),
        _("Name what the reader finds there"),
    ),
    "hub-empty-item": (
        ".prose :is(li, dd, td + td, .passage, blockquote):empty",
        _("Something is empty"),
        _("Fill it in or take it out"),
    ),
}


class HubChecker(ContentCheckerItem):
    """The checker with rules for our blocks; no page here has a description for search engines."""

    axe_run_only = [
        *(rule for rule in ContentCheckerItem.axe_run_only if rule != "empty-meta-description"),
        *("image-alt", "list", "definition-list", "valid-lang"),
        *RULES,
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        **{rule: {"error_name": name, "help_text": help_text} for rule, (_selector, name, help_text) in RULES.items()},
    }

    def get_axe_custom_rules(self, request: Any) -> list[dict[str, Any]]:
        """Wagtail's rules and ours."""
        known: list[dict[str, Any]] = super().get_axe_custom_rules(request)
        ours = [
            {
                "id": rule,
                "impact": "serious",
                "selector": at,
                "tags": ["best-practice"],
                "any": [NEVER],
                "enabled": True,
            }
            for rule, (at, _name, _help) in RULES.items()
        ]
        return [*(rule for rule in known if rule["id"] != "empty-meta-description"), *ours]


def with_our_rules(items: list[Any]) -> list[Any]:
    """The items of Wagtail's bar, the checker with our rules in place of its own."""
    return [HubChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items]


def remarked(html: str) -> str:
    """The text of a preview with a mark on each link whose words say nothing."""

    def mark(link: re.Match[str]) -> str:
        words = " ".join(strip_tags(link[2]).split()).strip(".:…»›> ").casefold()
        return f"<a {link[1]} data-vague>{link[2]}</a>" if words in VAGUE else link[0]

    return LINK.sub(mark, html)
