"""Handing out documents: to everybody what a public page needs, to staff the rest, to nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import condition, require_safe
from wagtail.documents.models import document_served
from wagtail.models import Page, ReferenceIndex

from files.models import HubDocument
from files.ranges import NoSuchBytes, Span, asked
from hub.querysets import publicly_readable

PIECE: Final = 64 * 1024
# Opened by itself a file may play, and do nothing else.
POLICY: Final = "default-src 'none'; media-src 'self'; sandbox"


@require_safe
def serve(request: HttpRequest, document_id: str, name: str) -> HttpResponseBase:
    """A document. Who may not have it is told what everybody is who asks for one that does not exist."""
    document = get_object_or_404(HubDocument, pk=int(document_id)) if len(document_id) < 10 else None
    if document is None or document.filename != name or not _may_have(request, document):
        raise Http404
    document_served.send(sender=HubDocument, instance=document, request=request)
    unchanged: Any = condition(etag_func=lambda *_: f'"{document.file_hash}"')
    response: HttpResponseBase = unchanged(lambda asked_by: _answer(asked_by, document))(request)
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "no-cache"
    return response


def _may_have(request: HttpRequest, document: HubDocument) -> bool:
    user: Any = request.user
    if user.is_authenticated and user.has_perm("wagtailadmin.access_admin"):
        return True
    restrictions = document.collection.get_view_restrictions()
    return all(each.accept_request(request) for each in restrictions) and _is_needed(document)


def _is_needed(document: HubDocument) -> bool:
    """Whether a page that everybody may read leads to it: a draft's document is as private as the draft."""
    references = ReferenceIndex.get_references_to(document)
    on_pages = references.filter(base_content_type=ContentType.objects.get_for_model(Page))
    pages = [int(pk) for pk in on_pages.values_list("object_id", flat=True)]
    return publicly_readable(Page.objects.filter(pk__in=pages)).exists()


def _answer(request: HttpRequest, document: HubDocument) -> HttpResponseBase:
    try:
        file = document.file.open("rb")
    except OSError as missing:
        raise Http404 from missing
    size = file.size
    try:
        span = asked(request.headers.get("Range", ""), size)
    except NoSuchBytes:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    span, status = span or Span(0, size - 1), 206 if span else 200
    response = StreamingHttpResponse(_pieces(file, span), status=status, content_type=document.content_type)
    response["Content-Length"], response["Accept-Ranges"] = str(span.length), "bytes"
    if status == 206:
        response["Content-Range"] = f"bytes {span.first}-{span.last}/{size}"
    plays = bool(document.kind and document.kind.plays)
    response["Content-Disposition"] = content_disposition_header(not plays, document.filename) or "attachment"
    return response


def _pieces(file: Any, span: Span) -> Iterator[bytes]:
    with file:
        file.seek(span.first)
        left = span.length
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
