"""What each template knows: the interface's language, the reader's own, and whether scripts may run."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from hub import languages
from hub.middleware import is_private_address


def languages_of_request(request: HttpRequest) -> dict[str, Any]:
    """`reading`: the language of the address; `interface`: the interface's; `scripts`: whether any may run here."""
    code = get_language() or languages.DEFAULT.code
    return {
        "reading": languages.BY_CODE.get(code, languages.DEFAULT),
        "interface": languages.interface(code),
        "scripts": not is_private_address(request.path_info),
    }
