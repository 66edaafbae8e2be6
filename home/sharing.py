"""The card of a public page: title, summary, picture and addresses, all on the host that was asked.

An onion's pages so lead to the onion, and those of the clear site to the clear site.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from files.sizes import drawn_as
from home.models import HomePage
from hub import atom, languages
from hub.drawn import gap, with_gaps
from hub.jsonld import as_script
from hub.kept import kept
from hub.querysets import publicly_readable
from resources import jsonld
from resources.kinds import KINDS_LABELS

# As https://specs.opds.io/opds-1.2 wants a catalogue to be found.
CATALOGUE = f"{atom.MEDIA_TYPE};profile=opds-catalog"
PICTURE = "fill-1200x630|format-jpeg|jpegquality-70"


def drawn(context: Mapping[str, Any]) -> SafeString:
    """What a page says of itself, as it stands in its head; nothing for previews and what not everybody may read."""
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page) or request is None or getattr(request, "is_preview", False):
        return _drawn(None)
    if not getattr(page, "for_all", False):
        return _drawn(_card(request, page, context, _on_this_host(request, page.url) + _part(request)))
    # The same for all who ask under one name, but for the page of a list.
    at = (request.scheme, request.get_host())
    html, own = kept(("card", page.pk, *at), lambda: _with_gap(request, page, context), large=True)
    return format_html(html, address=own + _part(request))


def _with_gap(request: HttpRequest, page: Page, context: Mapping[str, Any]) -> tuple[str, str]:
    """The head with a gap for the page's address, and that address."""
    return with_gaps(_drawn(_card(request, page, context, gap("address")))), _on_this_host(request, page.url)


def _drawn(card: dict[str, Any] | None) -> SafeString:
    return render_to_string("partials/sharing.html", {"card": card})


def _card(request: HttpRequest, page: Page, context: Mapping[str, Any], address: str) -> dict[str, Any] | None:
    """See partials/sharing.html."""
    if not _is_public(page, context):
        return None
    language = languages.BY_CODE.get(page.locale.language_code, languages.DEFAULT)
    return {
        "title": page.title,
        "site_name": context.get("site_name", ""),
        "summary": page.search_description or getattr(page, "summary", ""),
        "kind": "website" if isinstance(page, HomePage) else "article",
        "address": address,
        "locale": language.tag.replace("-", "_"),
        "picture": _picture(request, page),
        "editions": _editions(request, page, context),
        "feeds": _feeds(request, page),
        "jsonld": _jsonld(request, page, context),
    }


def _feeds(request: HttpRequest, page: Page) -> list[dict[str, str]]:
    """What programs can follow of the page's language: all texts, and those of the page's kind."""
    code, kind = page.locale.language_code, getattr(page, "kind", "")
    names = [("all", _("All texts"))]
    if kind := {"chapter": "manual"}.get(kind, kind):
        names.append((kind, str(KINDS_LABELS[kind])))
    with override(code):
        feeds = [(reverse("feeds:feed", args=[name]), atom.MEDIA_TYPE, label) for name, label in names]
    if not kind:
        feeds.append((reverse("opds:language", args=[code]), CATALOGUE, "OPDS"))
    return [{"url": _on_this_host(request, url), "type": what, "title": label} for url, what, label in feeds]


def _jsonld(request: HttpRequest, page: Page, context: Mapping[str, Any]) -> SafeString | None:
    site, home = str(context.get("site_name", "")), f"/{page.locale.language_code}/"
    thing = jsonld.thing(page, context, site, home, request.build_absolute_uri)
    return as_script(thing) if thing else None


def _is_public(page: Page, context: Mapping[str, Any]) -> bool:
    if "alternates" in context:
        return any(each.page_id == page.pk for each in context["alternates"])
    if isinstance(page, HomePage):
        return bool(context.get("home_is_public"))
    return publicly_readable(Page.objects.filter(pk=page.pk)).exists()


def _part(request: HttpRequest) -> str:
    """Of a list its page, and nothing else that may stand in the address."""
    asked = request.GET.get("page", "")[:6]
    return f"?page={int(asked)}" if asked.isascii() and asked.isdigit() and int(asked) > 1 else ""


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
    drawn = drawn_as(image, PICTURE) if image else None
    if image is None or drawn is None:
        return None
    return {
        "url": _on_this_host(request, drawn.url),
        "width": drawn.width,
        "height": drawn.height,
        "alt": image.description,
    }
