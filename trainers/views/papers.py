"""A public profile to take along: as a vCard and as a PDF."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hub import printing
from hub.busy import Busy, told
from trainers.papers import pdf, vcard
from trainers.papers.profile import Profile
from trainers.views.entries import drawn_profile, shown_profile

log = logging.getLogger(__name__)


@require_safe
def card(request: HttpRequest, public_id: str) -> HttpResponse:
    """The profile for an address book."""
    return _saved(vcard.card(shown_profile(request, public_id)), "text/vcard; charset=utf-8", f"{public_id}.vcf")


@require_safe
def paper(request: HttpRequest, public_id: str) -> HttpResponse:
    """The profile to print; a plain page where this machine cannot draw one, or not at this moment."""
    shown = shown_profile(request, public_id)
    if not printing.available():
        return _not_now(request)
    try:
        name = f"{public_id}:{get_language()}:{shown.today}:{request.get_host()}"
        file = pdf.kept(name, lambda: _html(request, shown))
    except Busy as busy:
        return told(_not_now(request), busy)
    except printing.CannotPrint as reason:
        log.warning("A profile could not be printed: %s", reason)
        return _not_now(request)
    return _saved(file, "application/pdf", f"{public_id}.pdf")


def _html(request: HttpRequest, shown: Profile) -> str:
    context = {"trainer": drawn_profile(shown), "url": shown.url, "drawn_on": shown.today}
    return render_to_string("pages/trainers/paper.html", context, request)


def _saved(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _not_now(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/trainers/no_paper.html", status=503)
