"""A reader leaves nothing: no cookie, no address, no browser, no question in any log."""

from __future__ import annotations

import io
import logging
import logging.config
from collections.abc import Iterator

import pytest
from django.test import RequestFactory

from hub.logs import QuietReporter, quiet
from hub.settings.logs import LOGGING
from tests.security.conftest import PUBLIC

pytestmark = pytest.mark.any_database
CANARIES = {
    "headers": {
        "x-forwarded-for": "203.0.113.77, 2001:db8::77",
        "user-agent": "CANARY-agent",
        "referer": "https://canary-referer.example/",
        "cookie": "canary=CANARY-cookie",
    },
    "REMOTE_ADDR": "203.0.113.78",
}
WORDS = ("CANARY", "canary", "203.0.113", "2001:db8")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that the shipped configuration writes, at its most talkative."""
    written = io.StringIO()
    names = ("", "django", "django.request", "django.security", "django.server")
    levels = [logging.getLogger(name).level for name in names]
    logging.config.dictConfig({**LOGGING, "root": {**LOGGING["root"], "level": "DEBUG"}})
    handler = next(handler for handler in logging.getLogger().handlers if type(handler) is logging.StreamHandler)
    handler.setStream(written)
    for name in names[1:]:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield written
    logging.getLogger().removeHandler(handler)
    # Whatever runs next is not to be as talkative.
    for name, level in zip(names, levels, strict=True):
        logging.getLogger(name).setLevel(level)


def test_no_reader_gets_a_cookie(ask) -> None:
    for path in PUBLIC:
        response = ask(path)
        assert not response.cookies, path
        assert "Cookie" not in response.get("Vary", ""), path


def test_no_log_tells_who_read_or_what_was_asked(ask, log) -> None:
    for path in PUBLIC:
        ask(f"{path.partition('?')[0]}?q=CANARY-question", **CANARIES)
        ask(f"{path.partition('?')[0]}?q=CANARY-question", "post", data={"q": "CANARY-post"}, **CANARIES)
        assert not any(word in log.getvalue() for word in WORDS), path


def test_a_failure_is_logged_without_anything_of_the_request(ask, log, monkeypatch) -> None:
    def fail() -> None:
        raise RuntimeError("CANARY-message 203.0.113.77")

    monkeypatch.setattr("home.views.counts.by_language", fail)
    response = ask("/?q=CANARY-question", **CANARIES)
    assert response.status_code == 500
    written = log.getvalue()
    assert "Internal Server Error: /" in written
    assert "RuntimeError" in written
    assert not any(word in written for word in WORDS)
    assert b"CANARY" not in response.content
    assert b"Traceback" not in response.content


def test_a_wrong_host_is_logged_without_its_name(ask, log, settings) -> None:
    settings.ALLOWED_HOSTS = ["hub.example"]
    ask("/en/", headers={"host": "canary.example"})
    assert not any(word in log.getvalue() for word in WORDS)


def test_an_error_report_knows_nothing_of_the_request() -> None:
    word = "canary".upper()
    request = RequestFactory().post(f"/?q={word}", {"name": word}, **CANARIES)
    try:
        raise ValueError
    except ValueError as error:
        reporter = QuietReporter(request, type(error), error, error.__traceback__)
    for report in (reporter.get_traceback_text(), reporter.get_traceback_html()):
        assert word not in report
        assert CANARIES["REMOTE_ADDR"] not in report


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Not Found: /en/search/?q=police+took+my+phone", "Not Found: /en/search/"),
        ("Invalid request from ip=203.0.113.77: bad", "Invalid request from ip=[address]: bad"),
        ("from ip=2001:db8::77: bad", "from ip=[address]: bad"),
        ("from ::1 and ::ffff:203.0.113.7", "from [address] and [address]"),
        ("two\nlines\x1b[31m", "two·lines·[31m"),
        ("at 12:30:45 version 5.2.19", "at 12:30:45 version 5.2.19"),
    ],
)
def test_lines_lose_queries_addresses_and_control_signs(said: str, written: str) -> None:
    assert quiet(said) == written
