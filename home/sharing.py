"""The card of a public page: title, summary, picture and addresses, all on the host that was asked.

An onion's pages so lead to the onion, and those of the clear site to the clear site.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from wagtail.models import Page

from home.models import HomePage
from hub import languages
from hub.querysets import publicly_readable

PICTURE = "fill-1200x630|format-jpeg|jpegquality-70"


def card(context: Mapping[str, Any]) -> dict[str, Any] | None:
    """What to say of the page that is drawn; nothing for previews and for what not everybody may read."""
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page) or request is None or getattr(request, "is_preview", False):
        return None
    if not _is_public(page, context):
        return None
    language = languages.BY_CODE.get(page.locale.language_code, languages.DEFAULT)
    return {
        "title": page.title,
        "site_name": context.get("site_name", ""),
        "summary": page.search_description or getattr(page, "summary", ""),
        "kind": "website" if isinstance(page, HomePage) else "article",
        "address": _address(request, page),
        "locale": language.tag.replace("-", "_"),
        "picture": _picture(request, page),
        "editions": _editions(request, page, context),
    }


def _is_public(page: Page, context: Mapping[str, Any]) -> bool:
    if "alternates" in context:
        return any(each.page_id == page.pk for each in context["alternates"])
    if isinstance(page, HomePage):
        return bool(context.get("home_is_public"))
    return publicly_readable(Page.objects.filter(pk=page.pk)).exists()


def _address(request: HttpRequest, page: Page) -> str:
    """Of a list its page as well, and nothing else that may stand in the address."""
    asked = request.GET.get("page", "")[:6]
    part = f"?page={int(asked)}" if asked.isascii() and asked.isdigit() and int(asked) > 1 else ""
    return _on_this_host(request, page.url) + part


def _on_this_host(request: HttpRequest, url: str | None) -> str:
    return request.build_absolute_uri(urlsplit(url or "/").path)


def _editions(request: HttpRequest, page: Page, context: Mapping[str, Any]) -> list[dict[str, str]]:
    rows = [(each.tag, each.url) for each in context.get("alternates", ())]
    if isinstance(page, HomePage):
        rows = [(each["tag"], f"/{each['code']}/") for each in context.get("languages", ())]
        rows.append(("x-default", "/"))
    return [{"tag": tag, "url": _on_this_host(request, url)} for tag, url in rows]


def _picture(request: HttpRequest, page: Page) -> dict[str, Any] | None:
    image = getattr(page, "card_image", None)
    if image is None:
        return None
    drawn = image.get_rendition(PICTURE)
    return {
        "url": _on_this_host(request, drawn.url),
        "width": drawn.width,
        "height": drawn.height,
        "alt": image.description,
    }
