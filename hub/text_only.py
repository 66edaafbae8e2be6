"""Each public page as text alone, at `/text/` before its address: no picture, one small style file, no script but one.

The page itself is made (or found) as for everybody, then thinned here: what is kept for others is never another page,
and addresses inside the page, such as the canonical one, are those of the full page. The one script saves a text on
the device: it stays where a page offers that, and asks for the list of the text alone.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from html import escape, unescape
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.templatetags.static import static

from hub.languages import TABLE

PREFIX: Final = "/text"
STYLE: Final = "css/text.css"
# Counted up when the same page would be thinned otherwise: browsers that have it then ask anew.
MADE_WITH: Final = 2
CODES: Final = "|".join(re.escape(language.code) for language in TABLE)
# What may follow the prefix: pages in a language, and the addresses that lead to one.
HAS_TEXT: Final = re.compile(rf"/(?:(?:{CODES})(?:/.*)?|r/.+)?", re.DOTALL)
HEAD: Final = re.compile(r"<head>.*?</head>", re.DOTALL)
# What a script is for stands in its tag: one says that text alone needs it too.
SCRIPT: Final = re.compile(r"<script\b(?![^>]*\bdata-text\b).*?</script>\s*", re.DOTALL)
LIST: Final = re.compile(r'(<div\b[^>]*\bdata-save="/[^"]+)\.json"')
LINK: Final = re.compile(r"<link\b[^>]*>\s*")
KEPT_LINK: Final = re.compile(r'rel="(?:canonical|icon)"')
CARD: Final = re.compile(r'<meta property="og:[^>]*>\s*')
DRAWN: Final = re.compile(r"<(svg|video|audio)\b.*?</\1>", re.DOTALL)
SOURCE: Final = re.compile(r"<source\b[^>]*>|</?picture\b[^>]*>")
PICTURE: Final = re.compile(r"<img\b[^>]*>")
ALT: Final = re.compile(r'\balt="([^"]*)"')
# It ends where the next one begins; a list of countries stands in forms that may not be packed.
CLOSING: Final = "</option>"
NOTHING_LEFT: Final = re.compile(r"<figure\b[^>]*>\s*</figure>")
TAG: Final = re.compile(r"<(?:a|form|button|input|area)\b[^>]*>")
# Files have an ending and are the same here and there.
INNER: Final = re.compile(rf'\b(href|action|formaction)="(/(?:{CODES}|r)/(?![^"?#]*\.\w+["?#])[^"]*)"')
SWITCH: Final = re.compile(
    rf'(<(?P<tag>a|button)\b[^>]*\b(?:href|formaction)="){PREFIX}([^"]*"[^>]*) data-full="([^"]*)">[^<]*</(?P=tag)>'
)

Answer = Callable[[HttpRequest], HttpResponseBase]


def thinned(html: str, style: str) -> str:
    """The page as text: words for pictures, links that stay among such pages, and one way back to the full page."""
    html = LIST.sub(r'\1.text.json"', SCRIPT.sub("", html)).replace(CLOSING, "")
    html = HEAD.sub(lambda found: _head(found[0], style), html, count=1)
    html = PICTURE.sub(_words, SOURCE.sub("", DRAWN.sub("", html)))
    html = NOTHING_LEFT.sub("", html)
    # The way back first: its address has no prefix from here on, and the step after it would give it one again.
    parts, at = [], 0
    for found in SWITCH.finditer(html):
        parts += [_prefixed(html[at : found.start()]), f"{found[1]}{found[3]}>{found[4]}</{found['tag']}>"]
        at = found.end()
    return "".join([*parts, _prefixed(html[at:])])


def _head(head: str, style: str) -> str:
    head = LINK.sub(lambda found: found[0] if KEPT_LINK.search(found[0]) else "", CARD.sub("", head))
    return head.replace("</head>", f'<link rel="stylesheet" href="{escape(style)}">\n</head>')


def _words(picture: re.Match[str]) -> str:
    said = ALT.search(picture[0])
    words = unescape(said[1]).strip() if said else ""
    return f'<span class="instead">[{escape(words)}]</span>' if words else ""


def _prefixed(html: str) -> str:
    return TAG.sub(lambda tag: INNER.sub(rf'\1="{PREFIX}\2"', tag[0]), html)


def led(location: str) -> str:
    """Where an answer leads on: a page of the site stays text alone, all else is as it was."""
    path = location.partition("?")[0].partition("#")[0]
    inside = location.startswith("/") and not location.startswith("//") and HAS_TEXT.fullmatch(path)
    return f"{PREFIX}{location}" if inside else location


def address(request: HttpRequest) -> str:
    """Where the page that is asked for stands as text alone; nothing for pages that have none."""
    if request.path_info.count("/") < 2 or not HAS_TEXT.fullmatch(request.path_info):
        return ""
    return PREFIX + (request.get_full_path() if request.method in {"GET", "HEAD"} else request.path)


class TextOnlyMiddleware:
    """Takes the prefix off, lets the full page be made, and thins what comes back."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        full = request.path_info.removeprefix(PREFIX)
        if full == request.path_info or not HAS_TEXT.fullmatch(full):
            return self.get_response(request)
        request.path = request.path.removesuffix(request.path_info) + full
        request.path_info = full
        style = static(STYLE)
        # The tag of the page says nothing of what is made of it here, or of the style file.
        mark = f'-{zlib.crc32(f"{MADE_WITH}{style}".encode()):08x}"'
        has = request.META.pop("HTTP_IF_NONE_MATCH", "")
        if mine := [tag.replace(mark, '"') for tag in has.split(",") if mark in tag]:
            request.META["HTTP_IF_NONE_MATCH"] = ",".join(mine)
        response = self.get_response(request)
        if response.has_header("ETag"):
            response["ETag"] = response["ETag"].removesuffix('"') + mark
        if response.has_header("Location"):
            response["Location"] = led(response["Location"])
        if _is_page(response) and isinstance(response, HttpResponse):
            text = response.content.decode(response.charset)
            response.content = thinned(text, style).encode(response.charset)
            if response.has_header("Content-Length"):
                response["Content-Length"] = str(len(response.content))
        return response


def _is_page(response: HttpResponseBase) -> bool:
    return not response.streaming and response.get("Content-Type", "").startswith("text/html")
