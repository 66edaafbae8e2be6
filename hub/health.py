"""Whether the site is alive: one word for everybody, the state of each part for operators."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.module_loading import import_string

SEES_DETAILS = "accounts.view_health"


class NotWell(Exception):
    """A part is not as it should be, in words that operators may read."""


def health(request: HttpRequest) -> HttpResponse:
    """`ok` for a monitor, without a query or a session; `?details` answers operators which part is down."""
    if "details" in request.GET and _may_see_details(request):
        parts = {name: _state(path) for name, path in settings.HUB_HEALTH}
        well = all(state["well"] for state in parts.values())
        response: HttpResponse = JsonResponse({"well": well, "parts": parts}, status=200 if well else 503)
    else:
        response = HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response


def database() -> str:
    """The database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return f"{connection.vendor} answers"


def data_folder() -> str:
    """HUB_DATA_DIR can be written to, and how much room is left."""
    folder = Path(settings.HUB_DATA_DIR)
    if not os.access(folder, os.W_OK):
        raise OSError("not writable")
    room = os.statvfs(folder)
    return f"{room.f_bavail * room.f_frsize // 2**20} MB free"


def cache() -> str:
    """What is put into the cache comes out again."""
    word = secrets.token_hex(8)
    caches["default"].set("health", word, 10)
    if caches["default"].get("health") != word:
        raise OSError("forgets")
    return "answers"


def _may_see_details(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.has_perm(SEES_DETAILS)


def _state(path: str) -> dict[str, str | bool]:
    probe: Callable[[], str] = import_string(path)
    try:
        return {"well": True, "state": probe()}
    except NotWell as reason:
        return {"well": False, "state": str(reason)}
    except Exception as error:
        return {"well": False, "state": type(error).__name__}
