"""What of a text its page offers to take along: files, and saving it on the device."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hub.kept import kept
from resources.models.download import Download
from resources.models.identity import ResourceIdentity

LABELS: Final[dict[str, str | Promise]] = {"epub": _("E-book (EPUB)"), "pdf": _("For printing (PDF)")}


def offered(page: Page) -> dict[str, Any]:
    """`files`: a link to each with its size once it was made; `saving`: the list to save the text by. One query."""
    return kept(("offered", page.pk), lambda: _offered(page))


def _offered(page: Page) -> dict[str, Any]:
    made = Download.objects.filter(page=page.pk).exclude(digest="")
    sizes = {extension: Subquery(made.filter(format=extension).values("size")[:1]) for extension in LABELS}
    found = ResourceIdentity.objects.filter(translation_key=page.translation_key).annotate(**sizes).first()
    if found is None:
        return {"files": [], "saving": ""}
    files = [
        {
            "url": reverse("resources:download", args=[found.resource_id, extension]),
            "label": label,
            "size": getattr(found, extension) or 0,
        }
        for extension, label in LABELS.items()
    ]
    return {"files": files, "saving": reverse("resources:saving", args=[found.resource_id])}
