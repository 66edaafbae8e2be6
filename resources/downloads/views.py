"""A file of a text, at an address that stays: the state of today, or a plain word that it is being made."""

from __future__ import annotations

from typing import Any, Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe
from wagtail.models import Page

from hub.busy import come_again, told
from hub.querysets import publicly_readable
from hub.retries import Retries
from resources.downloads import epub, making, paper, shelf
from resources.models import Download, OfflinePack, ResourceIdentity

MEDIA_TYPES: Final = {"epub": epub.MEDIA_TYPE, "pdf": paper.MEDIA_TYPE, "zip": "application/zip"}
# A book on paper takes some seconds.
SECONDS: Final = 10


@require_safe
def download(request: HttpRequest, resource_id: str, extension: str) -> HttpResponseBase:
    """The file of a text in the language of the address."""
    page = _page(resource_id)
    found = making.present(page, extension)
    failed = found is None and making.is_hopeless(page, extension)
    if found is None and not failed and extension in making.AT_ONCE:
        found = _made_now(page, extension)
        failed = found is None and making.is_hopeless(page, extension)
    if found is None:
        if not failed:
            making.ask(page.pk, extension)
        return being_made(request, failed, page.url or "", page.title, page.locale.language_code)
    return handed_out(request, found, extension, f"{resource_id}.{get_language()}.{extension}")


def handed_out(request: HttpRequest, found: Download | OfflinePack, extension: str, name: str) -> HttpResponseBase:
    """The file of a row, unless the reader has it already."""
    digest, size = found.digest, found.size
    unchanged: Any = condition(etag_func=lambda *_: f'"{digest}"')
    response: HttpResponseBase = unchanged(lambda _request: _sent(digest, size, extension, name))(request)
    # Asked for again each time: what was withdrawn or corrected must not come from a cache.
    response["Cache-Control"] = "no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(resource_id: str) -> Any:
    identity = ResourceIdentity.objects.filter(resource_id=resource_id).first()
    if identity is None:
        raise Http404
    pages = Page.objects.filter(translation_key=identity.translation_key, locale__language_code=get_language())
    page = publicly_readable(pages).select_related("locale").first()
    if page is None or getattr(page.specific_class, "kind", "chapter") == "chapter":
        raise Http404
    return page.specific


def _made_now(page: Any, extension: str) -> Download | None:
    made = making.try_to_make(page, extension, Retries(making.JOB, timezone.now()))
    return making.present(page, extension) if made else None


def _sent(digest: str, size: int, extension: str, name: str) -> HttpResponseBase:
    try:
        file = shelf.path(digest, extension).open("rb")
    except OSError as gone:
        raise Http404 from gone
    response = FileResponse(file, as_attachment=True, filename=name, content_type=MEDIA_TYPES[extension])
    response["Content-Length"] = str(size)
    return response


def being_made(request: HttpRequest, failed: bool, url: str, title: str, language: str) -> HttpResponse:
    """Say that the file is being made, or that it cannot be; what it is made of is a link away."""
    if not failed:
        making.soon()
    context = {"failed": failed, "url": url, "title": title, "lang": language}
    response = render(request, "pages/resources/being_made.html", context)
    return told(response, come_again(SECONDS))
