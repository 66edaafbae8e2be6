"""The formatter, filter and reporter that keep people out of the logs."""

from __future__ import annotations

import logging
import re
import traceback
from ipaddress import ip_address
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import now
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from hub.middleware import is_private_address

QUERY = re.compile(r"\?\S*")
MAYBE_ADDRESS = re.compile(r"(?<![\w.:])[0-9a-fA-F:.]{2,45}")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def quiet(text: str) -> str:
    """A line without query strings, network addresses and control characters."""
    return CONTROL.sub("·", MAYBE_ADDRESS.sub(_masked, QUERY.sub("", text)))


def _masked(found: re.Match[str]) -> str:
    text = found[0].rstrip(":.") if not found[0].endswith("::") else found[0]
    try:
        ip_address(text)
    except ValueError:
        return found[0]
    return "[address]" + found[0][len(text) :]


class WithoutRequest(logging.Filter):
    """Takes the request off a record, whatever handler may follow, and what a refused one said of itself."""

    def filter(self, record: logging.LogRecord) -> bool:
        if _turns_a_person_away(record):
            return False
        if record.name.startswith("django.security"):
            # These messages quote the Host header or a cookie; the logger's name says what was wrong.
            record.msg, record.args, record.exc_info = "refused", (), None
        for name in ("request", "server_time", "status_code"):
            record.__dict__.pop(name, None)
        return True


def _turns_a_person_away(record: logging.LogRecord) -> bool:
    """Refused where somebody speaks of themselves: no fault of ours, and the line would say when they were there."""
    request = getattr(record, "request", None)
    if record.name != "django.request" or record.exc_info or not isinstance(request, HttpRequest):
        return False
    return is_private_address(request.path_info)


class QuietFormatter(logging.Formatter):
    """Date, level, logger and message; of an exception its class and where it came from, not what it said."""

    def format(self, record: logging.LogRecord) -> str:
        head = f"{now():%Y-%m-%dT%H:%MZ} {record.levelname} {record.name}"
        lines = [f"{head} {quiet(record.getMessage())}"]
        if record.exc_info:
            lines.append(self.formatException(record.exc_info))
        return "\n".join(lines)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own name
        error = ei[1]
        if error is None:
            return ""
        chain = [error]
        while (earlier := chain[-1].__cause__ or chain[-1].__context__) is not None and len(chain) < 5:
            chain.append(earlier)
        return "\n".join(line for each in chain for line in self._frames(each))

    def _frames(self, error: BaseException) -> list[str]:
        frames = traceback.extract_tb(error.__traceback__)
        where = [f"    {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return [f"  {type(error).__module__}.{type(error).__qualname__}", *where]


class QuietReporterFilter(SafeExceptionReporterFilter):
    """Nothing of the request and no variable of a frame is fit for a report."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_safe_settings(self) -> dict[str, Any]:
        return {}

    def get_safe_request_meta(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_safe_cookies(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> Any:
        return []


class QuietReporter(ExceptionReporter):
    """A report that has never seen the request."""

    def __init__(self, request: HttpRequest | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(None, *args, **kwargs)
