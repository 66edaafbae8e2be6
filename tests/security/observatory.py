"""The ten tests of Mozilla's HTTP Observatory that a crawl can ask of one answer, with their modifiers.

Ported small from `mdn/mdn-http-observatory` (charts.js): an answer starts at 100; bonuses count from 90 on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

UNSAFE_SCRIPT: Final = {"'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:", "*"}
HALF_A_YEAR: Final = 15_768_000
PRIVATE_REFERRERS: Final = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


@dataclass(frozen=True)
class Answer:
    """What the tests look at."""

    headers: Mapping[str, str]
    cookies: tuple[Mapping[str, object], ...] = ()
    body: str = ""
    secure: bool = True


class Scripts(HTMLParser):
    """The scripts of a page that come from elsewhere, and whether a script has an integrity hash."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.foreign: list[str] = []
        self.hashed = 0
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        source = named.get("src") or ""
        if tag == "script" and source:
            self.hashed += bool(named.get("integrity"))
            if "//" in source:
                self.foreign.append(source)


def directives(policy: str) -> dict[str, list[str]]:
    """A Content-Security-Policy as name and values."""
    parts = (part.split() for part in policy.split(";"))
    return {words[0]: words[1:] for words in parts if words}


def score(answer: Answer) -> int:
    """The points of one answer."""
    changes = [test(answer) for test in TESTS]
    base = 100 + sum(change for change in changes if change < 0)
    return max(0, base + sum(change for change in changes if change > 0) if base >= 90 else base)


def content_security_policy(answer: Answer) -> int:
    policy = directives(answer.headers.get("Content-Security-Policy", ""))
    if not policy:
        return -25
    scripts = set(policy.get("script-src", policy.get("default-src", ["*"])))
    styles = set(policy.get("style-src", policy.get("default-src", ["*"])))
    if {"'unsafe-inline'", "data:"} & scripts or {"http:", "https:", "*"} & scripts:
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if UNSAFE_SCRIPT & styles:
        return 0
    return 10 if policy.get("default-src") == ["'none'"] else 5


def cookies(answer: Answer) -> int:
    for cookie in answer.cookies:
        session = "sess" in str(cookie["name"]).lower() or "csrf" in str(cookie["name"]).lower()
        if not cookie["secure"]:
            return -40 if session else -20
        if session and not cookie["httponly"]:
            return -30
    if not answer.cookies:
        return 0
    return 5 if all(str(cookie["samesite"]).lower() in {"strict", "lax"} for cookie in answer.cookies) else 0


def cross_origin_sharing(answer: Answer) -> int:
    return -50 if answer.headers.get("Access-Control-Allow-Origin") == "*" else 0


def redirection(answer: Answer) -> int:
    return 0 if answer.secure else -20


def referrer_policy(answer: Answer) -> int:
    value = answer.headers.get("Referrer-Policy", "")
    if not value:
        return 0
    return 5 if value.split(",")[-1].strip() in PRIVATE_REFERRERS else -5


def transport_security(answer: Answer) -> int:
    value = answer.headers.get("Strict-Transport-Security", "")
    age = next((part.split("=")[1] for part in value.replace(" ", "").split(";") if part.startswith("max-age=")), "0")
    if not value:
        return -20
    return 0 if int(age) >= HALF_A_YEAR else -10


def subresource_integrity(answer: Answer) -> int:
    page = Scripts(answer.body)
    if page.foreign:
        return -5
    return 5 if page.hashed else 0


def content_type_options(answer: Answer) -> int:
    return 0 if answer.headers.get("X-Content-Type-Options") == "nosniff" else -5


def frame_options(answer: Answer) -> int:
    if "frame-ancestors" in directives(answer.headers.get("Content-Security-Policy", "")):
        return 5
    return 0 if answer.headers.get("X-Frame-Options", "") in {"DENY", "SAMEORIGIN"} else -20


def resource_policy(answer: Answer) -> int:
    value = answer.headers.get("Cross-Origin-Resource-Policy", "")
    return {"same-origin": 10, "same-site": 10, "cross-origin": -5}.get(value, 0)


TESTS: Final = (
    content_security_policy,
    cookies,
    cross_origin_sharing,
    redirection,
    referrer_policy,
    transport_security,
    subresource_integrity,
    content_type_options,
    frame_options,
    resource_policy,
)
