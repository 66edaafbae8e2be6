"""A language down as one PO file, and up again: first looked at, then taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import polib
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from accounts.translating import may_publish_everywhere
from hub import languages
from publishing.catalogue import reading, taking, writing
from publishing.models import LanguageUpload
from publishing.texts.screens import my_languages
from publishing.translation.po import Refused
from publishing.uploading import waiting

SHOWN = 100  # sentences of each kind on the screen
GONE = gettext_lazy("The file is not here any more: it waits for an hour. Upload it again.")


def first(request: HttpRequest) -> HttpResponse:
    """The first of somebody's languages."""
    if not (mine := my_languages(request)):
        raise PermissionDenied
    wanted = next((each for each in mine if each.code != languages.DEFAULT.code), mine[0])
    return redirect("publishing_catalogue", wanted.code)


@require_safe
def download(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """The file, page after page."""
    _check(request, code)
    found = (part.encode() for part in writing.parts(code, drafts=may_publish_everywhere(request.user)))
    return StreamingHttpResponse(
        found,
        content_type="text/x-gettext-translation; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{code}.po"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Both ways; a file that was sent waits for an hour until somebody has looked at what it changes."""
    mine = _check(request, code)
    context: dict[str, Any] = {
        "language": languages.BY_CODE[code],
        "languages": [(each, reverse("publishing_catalogue", args=[each.code])) for each in mine],
        "page_title": _("A whole language as a PO file"),
        "shown": SHOWN,
    }
    try:
        if request.method == "POST":
            return next((act for name, act in ACTS.items() if name in request.POST), _sent)(request, code)
        if token := request.GET.get("file", ""):
            context |= {"token": token, "outcome": _read(request, token, code, act=False)}
    except Refused as refused:
        context["fault"] = str(refused)
    context["upload"] = None if "outcome" in context else taking.shown(code, request.user)
    return render(request, "publishing/catalogue/catalogue.html", context)


def _check(request: HttpRequest, code: str) -> Any:
    mine = my_languages(request)
    if code not in {each.code for each in mine}:
        raise PermissionDenied
    return mine


def _sent(request: HttpRequest, code: str) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        raise Refused(_("Choose a PO file first."))
    if (file.size or 0) > reading.LARGEST:
        raise Refused(_("This file is too large to be the words of a language."))
    token = waiting.keep(request.session, file.chunks())
    try:
        reading.check_language(_opened(request, token), code)
    except Refused:
        waiting.drop(request.session, token)
        raise
    return redirect(f"{reverse('publishing_catalogue', args=[code])}?file={token}")


def _opened(request: HttpRequest, token: str) -> polib.POFile:
    path: Path | None = waiting.find(request.session, token)
    if path is None:
        raise Refused(str(GONE))
    return reading.opened(path)


def _read(request: HttpRequest, token: str, code: str, *, act: bool) -> reading.Outcome:
    po = _opened(request, token)
    reading.check_language(po, code)
    return reading.read(po, code, request.user, drafts=may_publish_everywhere(request.user), act=act)


def _taken(request: HttpRequest, code: str) -> HttpResponse:
    token = request.POST["token"]
    path: Path | None = waiting.find(request.session, token)
    if path is None:
        raise Refused(str(GONE))
    upload = taking.begin(path.read_bytes(), code, request.user)
    waiting.drop(request.session, token)
    return _further(request, upload)


def _further(request: HttpRequest, upload: LanguageUpload) -> HttpResponse:
    """As much as a request has time for; the page that follows says how far it is."""
    upload = taking.go_on(upload)
    if upload.ended_on:
        words = ngettext(
            "%(count)s sentence taken from the file.", "%(count)s sentences taken from the file.", upload.taken
        )
        messages.success(request, words % {"count": upload.taken})
        if refused := upload.not_taken:
            words = ngettext("%(count)s sentence was not taken.", "%(count)s sentences were not taken.", refused)
            messages.warning(request, words % {"count": refused})
    return redirect("publishing_catalogue", upload.language)


def _gone_on(request: HttpRequest, code: str) -> HttpResponse:
    upload = LanguageUpload.objects.filter(language=code, ended_on=None).select_related("user").first()
    return _further(request, upload) if upload else redirect("publishing_catalogue", code)


ACTS: Final = {"token": _taken, "on": _gone_on}
