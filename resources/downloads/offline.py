"""Whole sets of texts to take along: which there are in a language, and each as a file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub import languages, minisign
from resources import counts, shelves
from resources.downloads import packing
from resources.downloads.packing import Set
from resources.downloads.views import being_made, handed_out
from resources.models import OfflinePack


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The packs of the reader's language, with size and day once they were made."""
    language = get_language() or languages.DEFAULT.code
    made = {row.topic: row for row in OfflinePack.objects.filter(language=language).exclude(digest="")}
    topics = [each for each in shelves.topics(language) if each["count"]]
    total = counts.by_language_of(counts.LIBRARY_KINDS).get(language, 0)
    context = {
        "whole": _row("", _("All texts"), total, made) if total else None,
        "topics": [_row(each["code"], str(each["label"]), each["count"], made) for each in topics],
        "key": minisign.public_key(packing.KEY),
    }
    return render(request, "pages/resources/offline.html", context)


def _row(topic: str, label: str, many: int, made: dict[str, OfflinePack]) -> dict[str, Any]:
    row = made.get(topic)
    return {
        "url": reverse("resources:pack", kwargs={"topic": topic} if topic else {}),
        "label": label,
        "texts": many,
        "size": row.size if row else 0,
        "made_on": row.made_on if row else None,
        "digest": row.digest if row else "",
    }


@require_safe
def pack(request: HttpRequest, topic: str | None = None) -> HttpResponseBase:
    """One pack of the reader's language: all texts, or those of a topic."""
    wanted = Set(get_language() or languages.DEFAULT.code, topic or "")
    if not packing.texts(wanted):
        raise Http404
    if (found := packing.present(wanted)) is not None:
        return handed_out(request, found, "zip", f"{wanted.name}.zip")
    row = OfflinePack.objects.filter(language=wanted.language, topic=wanted.topic).first()
    failed = packing.is_hopeless(row)
    if not failed:
        packing.want(wanted)
    return being_made(request, failed, reverse("resources:offline"), _("Texts to take along"), wanted.language)
