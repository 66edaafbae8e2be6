"""Where somebody speaks of themselves, turning them away leaves no line: it would say when they were there."""

from __future__ import annotations

import io
import logging
import sys

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.log import log_response

from hub.logs import QuietFormatter, WithoutRequest


@pytest.fixture
def log() -> io.StringIO:
    """What the site's handler writes."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(WithoutRequest())
    handler.setFormatter(QuietFormatter())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    yield written
    logger.removeHandler(handler)


def answered(path: str, status: int, exception: BaseException | None = None) -> None:
    """What Django does with an answer that is not well."""
    request, response = RequestFactory().post(path), HttpResponse(status=status)
    log_response("Not well: %s", path, request=request, response=response, exception=exception)


@pytest.mark.parametrize("status", [400, 403, 404, 405, 429, 503])
@pytest.mark.parametrize("path", ["/en/case/", "/ar/case/open/", "/fr/request/", "/es/case/nothing-here/"])
def test_who_is_turned_away_leaves_no_line(log: io.StringIO, path: str, status: int) -> None:
    answered(path, status)
    assert log.getvalue() == ""


def test_a_fault_of_ours_is_told(log: io.StringIO) -> None:
    try:
        raise RuntimeError("what somebody wrote")
    except RuntimeError:
        record = logging.LogRecord("django.request", logging.ERROR, "", 1, "Failed: /en/case/", (), sys.exc_info())
    record.request = RequestFactory().post("/en/case/")
    logging.getLogger("django.request").handle(record)
    assert "RuntimeError" in log.getvalue()
    assert "what somebody wrote" not in log.getvalue()


@pytest.mark.parametrize("path", ["/en/", "/en/search/", "/case/", "/en/resources/case/", "/staff/login/"])
def test_elsewhere_lines_stay(log: io.StringIO, path: str) -> None:
    answered(path, 503)
    assert path in log.getvalue()
