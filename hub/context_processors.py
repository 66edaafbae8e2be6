"""What each template knows of languages: the interface's, and the reader's own."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import get_language

from hub import languages


def languages_of_request(request: HttpRequest) -> dict[str, languages.Language]:
    """`reading`: the language of the address; `interface`: the one the interface is drawn in."""
    code = get_language() or languages.DEFAULT.code
    return {
        "reading": languages.BY_CODE.get(code, languages.DEFAULT),
        "interface": languages.interface(code),
    }
