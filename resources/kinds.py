"""What each kind of resource is called, one and many."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KIND_LABELS: dict[str, str | Promise] = {
    "manual": _("Manual"),
    "chapter": _("Chapter"),
    "guide": _("Guide"),
    "checklist": _("Checklist"),
    "tool": _("Tool note"),
    "template": _("Template"),
    "glossary": _("Word explained"),
    "news": _("News item"),
}
KINDS_LABELS: dict[str, str | Promise] = {
    "manual": _("Manuals"),
    "guide": _("Guides"),
    "checklist": _("Checklists"),
    "tool": _("Tool notes"),
    "template": _("Templates"),
    "glossary": _("Words explained"),
    "news": _("News"),
}
