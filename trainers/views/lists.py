"""A state of the directory's filters as CSV, JSON and Atom: public fields, nothing that the page does not say."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hub import languages
from trainers import feeds, shelving
from trainers.listing.fields import COLUMNS, record, row
from trainers.listing.question import Asked, asked
from trainers.words import Words


class _Line:
    """What the csv module writes to: each line is handed on."""

    def write(self, line: str) -> str:
        """Give the line back."""
        return line


def _asked(request: HttpRequest) -> Asked:
    return asked(request.GET, get_language() or languages.DEFAULT.code)


def _records(question: Asked, request: HttpRequest) -> Iterator[dict[str, Any]]:
    """Everyone who fits, in the order wanted; a piece at a time, whatever their number."""
    for shelved, shown in shelving.each_row(list(question.fitting), question.today):
        with translation.override(settings.LANGUAGE_CODE):
            made = record(shown, shelved.available, request.build_absolute_uri)
        yield made


@require_safe
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The list for a spreadsheet, in UTF-8 that it recognises."""
    question, writer = _asked(request), csv.writer(_Line())

    def lines() -> Iterator[str]:
        yield "\ufeff"
        yield writer.writerow(COLUMNS)
        for each in _records(question, request):
            yield writer.writerow(row(each))

    return _streamed(lines(), "text/csv; charset=utf-8", "trainers.csv")


@require_safe
def as_json(request: HttpRequest) -> StreamingHttpResponse:
    """The list for a program: the records of the API, all of them."""
    question = _asked(request)

    def pieces() -> Iterator[str]:
        head = {"filter": question.wanted.values(), "count": len(question.fitting)}
        yield json.dumps(head, ensure_ascii=False)[:-1] + ', "results": ['
        for at, each in enumerate(_records(question, request)):
            yield (",\n" if at else "\n") + json.dumps(each, ensure_ascii=False)
        yield "\n]}\n"

    return _streamed(pieces(), "application/json", "trainers.json")


def _streamed(pieces: Iterator[str], kind: str, name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"}
    return StreamingHttpResponse(pieces, content_type=kind, headers=headers)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The profiles that were checked last, for a feed reader."""
    question = _asked(request)
    words = Words(question.reader, question.terms.interface_labels(question.reader))
    drawn = feeds.feed(question, words, request.build_absolute_uri)
    answer = HttpResponse(drawn, content_type="application/atom+xml; charset=utf-8")
    answer["X-Robots-Tag"] = "noindex"
    return answer
