"""Whom to tell of a weakness, where people look for it first (RFC 9116)."""

from __future__ import annotations

import datetime as dt
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub import languages
from hub.unchanged import answered

WAYS: Final = ("https", "mailto", "tel")
# Less than a year, as the RFC recommends; counted from the first of the month, so that it changes once a month.
GOOD_FOR: Final = dt.timedelta(days=300)


def contacts(given: list[str]) -> list[str]:
    """Ways to reach the people of this site, as addresses; what is none is left out."""
    found = [f"mailto:{each}" if "@" in each and ":" not in each else each for each in given]
    return [each for each in found if urlsplit(each).scheme in WAYS and each.isprintable() and " " not in each]


def lines(ways: list[str], policy: str, here: str, spoken: str, today: dt.date) -> str:
    """The document."""
    expires = dt.datetime.combine(today.replace(day=1), dt.time(), dt.UTC) + GOOD_FOR
    said = [
        *(("Contact", each) for each in ways),
        ("Expires", expires.strftime("%Y-%m-%dT%H:%M:%SZ")),
        ("Preferred-Languages", spoken),
        ("Canonical", here),
        *(("Policy", each) for each in [policy] if each),
    ]
    return "".join(f"{name}: {value}\n" for name, value in said)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponseBase:
    """The document; none where nobody has said whom to tell."""
    ways = contacts(settings.HUB_SECURITY_CONTACT)
    if not ways:
        raise Http404
    spoken = ", ".join(dict.fromkeys((languages.lang_attribute(settings.LANGUAGE_CODE), languages.DEFAULT.tag)))
    here = settings.HUB_URL + reverse("security-txt")
    body = lines(ways, settings.HUB_SECURITY_POLICY, here, spoken, timezone.localdate())
    return answered(request, body, "text/plain; charset=utf-8")
