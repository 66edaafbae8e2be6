"""What Wagtail's accessibility checker looks for in a text beside its own rules.

A rule is data: a selector, and a check that what it finds never passes. The checker's selectors know little more
than attributes, so what is wrong is marked here, in previews only.
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
TABLE: Final = re.compile(r"<table(?P<how>[^>]*)>(?P<rows>.*?)</table>", re.DOTALL)
ROW: Final = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
EMPTY: Final = re.compile(r"<(li|dd|blockquote|figcaption)(?P<how>[^>]*)>(?=(?:\s|<p[^>]*>|</p>|<br ?/?>)*</\1>)")
MOST_COLUMNS: Final = 4

RULES: Final[dict[str, tuple[str, str | Promise, str | Promise]]] = {
    "hub-table-header": (
        "table[data-nameless]",
        _("A table does not name its columns"),
        _("Let the first row name them, so that a screen reader can say where a cell stands"),
    ),
    "hub-table-width": (
        "table[data-wide]",
        _("A table has too many columns for a phone"),
        _("Turn it, split it, or use a comparison"),
    ),
    "hub-vague-link": (
        "a[data-vague]",
        _("The words of a link do not say where it leads"),
        _("Name what the reader finds there"),
    ),
    "hub-empty-item": ("[data-empty]", _("Something is empty"), _("Fill it in or take it out")),
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
    """The text of a preview with marks on what our rules find."""
    return EMPTY.sub(r"<\1\g<how> data-empty>", TABLE.sub(_table, LINK.sub(_link, html)))


def _link(link: re.Match[str]) -> str:
    words = " ".join(strip_tags(link[2]).split()).strip(".:…»›> ").casefold()
    return f"<a {link[1]} data-vague>{link[2]}</a>" if words in VAGUE else link[0]


def _table(table: re.Match[str]) -> str:
    first = ROW.search(table["rows"])
    wide = " data-wide" if first and first[1].count("</t") > MOST_COLUMNS and "compare" not in table["how"] else ""
    nameless = "" if "<th" in table["rows"].replace("<thead", "") else " data-nameless"
    return f"<table{table['how']}{wide}{nameless}>{table['rows']}</table>"
