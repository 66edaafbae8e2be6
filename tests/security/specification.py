"""What the specifications allow as values of headers: our own constants are not the measure of themselves."""

from __future__ import annotations

import re
from typing import Final

# Fetch, HTML and W3C Referrer Policy, as enumerated there.
REFERRER_POLICIES: Final = {
    "no-referrer",
    "no-referrer-when-downgrade",
    "same-origin",
    "origin",
    "strict-origin",
    "origin-when-cross-origin",
    "strict-origin-when-cross-origin",
    "unsafe-url",
}
OPENER_POLICIES: Final = {"unsafe-none", "same-origin-allow-popups", "same-origin", "noopener-allow-popups"}
EMBEDDER_POLICIES: Final = {"unsafe-none", "require-corp", "credentialless"}
RESOURCE_POLICIES: Final = {"same-origin", "same-site", "cross-origin"}
FRAME_OPTIONS: Final = {"DENY", "SAMEORIGIN"}
CSP_DIRECTIVES: Final = {
    "base-uri",
    "child-src",
    "connect-src",
    "default-src",
    "font-src",
    "form-action",
    "frame-ancestors",
    "frame-src",
    "img-src",
    "manifest-src",
    "media-src",
    "object-src",
    "report-to",
    "sandbox",
    "script-src",
    "script-src-attr",
    "script-src-elem",
    "style-src",
    "style-src-attr",
    "style-src-elem",
    "upgrade-insecure-requests",
    "worker-src",
}
# Allowed beside each other; 'none' stands alone.
CSP_KEYWORDS: Final = {"'self'", "'none'", "data:", "blob:"}
# A nonce or the hash of one text.
CSP_ONE_TEXT: Final = re.compile(r"'(?:nonce|sha256|sha384|sha512)-[A-Za-z0-9+/_-]+={0,2}'")
SITE_DATA: Final = {'"cache"', '"cookies"', '"storage"', '"executionContexts"', '"clientHints"', '"*"'}
