"""How long somebody stays signed in (half an hour without a click, twelve hours at most), and ending it elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.http import urlencode

IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=12)
# So that not every click writes a row.
NOTED_EVERY: Final = timedelta(minutes=1)
BEGAN, SEEN = "began", "seen"
# An open editor asks by itself who else is there: that is no click.
BY_THEMSELVES: Final = frozenset({"ping", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"})


@dataclass(frozen=True)
class Open:
    """A browser in which somebody is signed in; no address and no name of a browser is kept."""

    key: str
    began: datetime | None
    seen: datetime | None


class SessionLifeMiddleware:
    """Signs out whoever was away for long, at the addresses of staff."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(settings.HUB_STAFF_PREFIXES) and request.user.is_authenticated:
            now = time.time()
            if is_over(request.session, now):
                logout(request)
                return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.path})}")
            if now - request.session.get(SEEN, 0) > NOTED_EVERY.total_seconds() and not _by_itself(request.path_info):
                request.session[SEEN] = now
        return self.get_response(request)


def begin(session: Any) -> None:
    """Note when somebody signed in."""
    session[BEGAN] = session[SEEN] = time.time()


def is_over(session: Any, now: float) -> bool:
    """Whether a session is past its hours."""
    began, seen = session.get(BEGAN), session.get(SEEN)
    if began is None or seen is None:
        # From before sessions had a beginning: it begins now.
        session[BEGAN] = session[SEEN] = now
        return False
    return now - began > LONGEST.total_seconds() or now - seen > IDLE.total_seconds()


def open_sessions(user: Any) -> Iterator[Open]:
    """Where somebody is signed in now, the newest first."""
    now = time.time()
    for row in Session.objects.filter(expire_date__gt=timezone.now()).order_by("-expire_date"):
        kept = row.get_decoded()
        if kept.get(SESSION_KEY) == str(user.pk) and not is_over(kept, now):
            yield Open(row.session_key, _moment(kept.get(BEGAN)), _moment(kept.get(SEEN)))


def end_sessions(user: Any, *, but: str | None = None) -> int:
    """Sign somebody out everywhere, except in the session of that key; answers in how many browsers."""
    keys = [each.key for each in open_sessions(user) if each.key != but]
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)


def _moment(stamp: float | None) -> datetime | None:
    return datetime.fromtimestamp(stamp, UTC) if stamp else None


def _by_itself(path: str) -> bool:
    try:
        return resolve(path).url_name in BY_THEMSELVES
    except Resolver404:
        return False
