"""Which language a request is answered in, and which language its interface speaks.

The language of the address is Django's active language: it finds pages and builds addresses. Where
that language has no full catalogue, its interface is drawn whole in the first language of its chain
that has one, never string by string: gettext for it is lent that language's catalogue.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import trans_real

from hub import languages


class LentTranslation(trans_real.DjangoTranslation):
    """The whole catalogue of one language, answering to the name of another."""

    def __init__(self, own: str, lender: str) -> None:
        """Load `lender`'s catalogue and keep `own` as the name that `get_language()` gives."""
        super().__init__(lender)
        self.own = own

    def to_language(self) -> str:
        """The language that was activated, not the one that lent its words."""
        return self.own


def lend_catalogues() -> None:
    """Give each language without a catalogue that of its interface language."""
    for language in languages.TABLE:
        if not language.catalogue:
            lender = languages.interface(language.code).code
            lent: dict[str, trans_real.DjangoTranslation] = vars(trans_real)["_translations"]
            lent[language.code] = LentTranslation(language.code, lender)


@receiver(setting_changed)
def lend_again(*, setting: str, **_: Any) -> None:
    """Django forgets its catalogues when these settings change in a test."""
    if setting in {"LANGUAGES", "LANGUAGE_CODE", "LOCALE_PATHS"}:
        lend_catalogues()


class LanguageMiddleware:
    """Activate the language of the address; no cookie and no guess is ever used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step of the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the address, else in the site's own."""
        code = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            return self.get_response(request)


def preferred(accept_language: str, offered: list[str]) -> str | None:
    """The first of the browser's languages that is offered, its other forms included (`pt` → `pt-br`)."""
    for tag, _weight in trans_real.parse_accept_lang_header(accept_language.lower()[:500]):
        if tag in offered:
            return tag
        near = {"zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant", "zh": "zh-hans", "zh-cn": "zh-hans"}
        if near.get(tag) in offered:
            return near[tag]
        same = [code for code in offered if code.split("-")[0] == tag.split("-")[0]]
        if same:
            return same[0]
    return None
