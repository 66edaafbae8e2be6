"""A profile that is open in one browser: a random cookie there, its hash here, for two hours and no longer."""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hub.keys import keyed_hash
from hub.leave import CLEARED
from trainers.models import ProfileSitting, Trainer

BYTES: Final = 32
LONGEST: Final = 100
# Counted from the beginning, whether anything is done meanwhile or not: an old phone may be taken away.
LIFE: Final = dt.timedelta(hours=2)


def begin(trainer_id: int, response: HttpResponse, now: dt.datetime) -> None:
    """Open a profile in the browser that gets this answer, and close it in all others."""
    value = secrets.token_urlsafe(BYTES)
    ProfileSitting.objects.filter(trainer_id=trainer_id).delete()
    ProfileSitting.objects.create(trainer_id=trainer_id, key_hash=_hashed(value), ends_at=now + LIFE)
    name = settings.HUB_PROFILE_COOKIE
    response.set_cookie(name, value, httponly=True, samesite="Strict", secure=name.startswith("__Host-"))


def trainer_of(request: HttpRequest, now: dt.datetime) -> Trainer | None:
    """Whose profile is open in this browser now."""
    value = _value(request)
    if not value:
        return None
    return Trainer.objects.filter(profile_sittings__key_hash=_hashed(value), profile_sittings__ends_at__gt=now).first()


def ends_at(request: HttpRequest) -> dt.datetime | None:
    """When it closes by itself."""
    return ProfileSitting.objects.filter(key_hash=_hashed(_value(request))).values_list("ends_at", flat=True).first()


def close(request: HttpRequest, response: HttpResponse) -> None:
    """Close it, and ask the browser to drop whatever else it kept of this site."""
    response["Clear-Site-Data"] = CLEARED
    leave(request, response)


def leave(request: HttpRequest, response: HttpResponse) -> None:
    """Somebody leaves the site: the profile is closed in this browser (see HUB_LEAVING)."""
    if settings.HUB_PROFILE_COOKIE in request.COOKIES:
        response.delete_cookie(settings.HUB_PROFILE_COOKIE, samesite="Strict")
        if value := _value(request):
            ProfileSitting.objects.filter(key_hash=_hashed(value)).delete()


def proof(request: HttpRequest) -> str:
    """What the forms of an open profile carry back: nobody makes it without the cookie and our key."""
    return keyed_hash("trainers.profile-proof", _value(request))


def proves(request: HttpRequest, given: str) -> bool:
    """Whether a form was drawn for the profile that is open in this browser now."""
    return bool(_value(request)) and hmac.compare_digest(proof(request).encode(), given.encode())


def forget_old(now: dt.datetime) -> int:
    """Drop what has ended."""
    gone, _per_model = ProfileSitting.objects.filter(ends_at__lte=now).delete()
    return gone


def _value(request: HttpRequest) -> str:
    value = request.COOKIES.get(settings.HUB_PROFILE_COOKIE, "")
    return value if value.isascii() and len(value) <= LONGEST else ""


def _hashed(value: str) -> str:
    return keyed_hash("trainers.profile-sitting", value)
