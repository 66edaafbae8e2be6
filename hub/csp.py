"""Which Content-Security-Policy an answer gets: the public one, the admin's, a preview's, or a case's.

Wagtail's admin has a handful of inline scripts and knows no nonce. Those whose whole text is known, calls of
known names with plain data, are signed here with the nonce of the answer; anything else stays blocked.
"""

from __future__ import annotations

import json
import re
from typing import Final

from csp.constants import NONE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase

from hub.middleware import is_private_address

SCRIPT = re.compile(r"<script(?: type=\"text/javascript\")?>(?P<text>(?:[^<]|<(?!/script|!--)){1,20000})</script>")
CALL = re.compile(r"(?:new )?(?P<name>[A-Za-z]+)\((?P<data>.*)\);?", re.DOTALL)
PANEL = re.compile(
    r"\(function\(\) \{\s*var panel = new (?:Inline|MultipleChooser)Panel\(JSON\.parse\(\"[^\"\n]*\"\)\);\s*\}\)\(\);"
)
CHOOSER_ADDRESSES = re.compile(
    r"if \(typeof window\.chooserUrls === \"undefined\"\) \{ window\.chooserUrls = \{(?: \w+: \"/[\w/-]*\",)+ \} \}"
)
SELECT_ALL: Final = (
    "document.addEventListener('DOMContentLoaded', function() { "
    "var selectAll = document.querySelector('[name=\"select_all\"]'); "
    "var locales = document.querySelectorAll('[name=\"locales\"]'); "
    "selectAll.addEventListener('change', function() { for (var i = 0; i < locales.length; i++) { "
    "locales[i].checked = selectAll.checked; } }); });"
)
# Names that Wagtail's widgets call with an id and a mapping.
CALLED: Final = frozenset(
    {
        "initDateChooser",
        "initDateTimeChooser",
        "initTimeChooser",
        "createTaskChooser",
        "Chooser",
        "PageChooser",
        "ImageChooser",
        "DocumentChooser",
        "SnippetChooser",
    }
)


def is_wagtails_own(script: str) -> bool:
    """Whether the whole text is a known call with nothing but data in it."""
    text = script.strip()
    if (call := CALL.fullmatch(text)) and call["name"] in CALLED:
        return _is_data(call["data"])
    plain = " ".join(text.split())
    return bool(PANEL.fullmatch(text) or CHOOSER_ADDRESSES.fullmatch(plain)) or plain == SELECT_ALL


def signed(html: str, nonce: str) -> str:
    """The page with the nonce on the inline scripts that are Wagtail's own."""

    def sign(found: re.Match[str]) -> str:
        whole = found[0]
        return f'<script nonce="{nonce}"{whole[len("<script") :]}' if is_wagtails_own(found["text"]) else whole

    return SCRIPT.sub(sign, html)


class PolicyMiddleware(CSPMiddleware):
    """Chooses the policy by address: below /admin/ Wagtail's needs are added, on a case's pages no script runs."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith("/admin/"):
            # A preview was already answered once, as the public page it stands for.
            del response["Content-Security-Policy"]
            if _is_page(response) and isinstance(response, HttpResponse):
                text = response.content.decode(response.charset)
                if "<script" in text:
                    response.content = signed(text, str(request.csp_nonce)).encode(response.charset)  # type: ignore[attr-defined]
                    response["Content-Length"] = str(len(response.content))
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith("/admin/"):
            parts.config = admin_policy(framed=response.get("X-Frame-Options") == "SAMEORIGIN")
        elif not report_only and is_private_address(request.path_info):
            parts.config = {**settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], "script-src": [NONE]}
        return parts


def admin_policy(*, framed: bool) -> dict[str, list[str]]:
    """The public policy with the listed exceptions; a preview may be framed by the editor beside it."""
    public = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    policy = {key: list(value) for key, value in public.items()}
    for key, values in settings.HUB_ADMIN_POLICY_EXCEPTIONS.items():
        policy[key] = [*policy.get(key, []), *values]
    if framed:
        policy.update(settings.HUB_PREVIEW_POLICY_EXCEPTIONS)
    return policy


def _is_page(response: HttpResponseBase) -> bool:
    return not response.streaming and response.get("Content-Type", "").startswith("text/html")


def _is_data(arguments: str) -> bool:
    try:
        json.loads(f"[{arguments}]")
    except ValueError:
        return False
    return True
