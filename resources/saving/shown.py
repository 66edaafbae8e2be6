"""What a page loads besides itself, and what a press in it loads. Pure: from HTML to addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlsplit

# Wide enough for the screens of phones and for most of others.
WIDEST: Final = 900
# Every browser that has workers shows it.
TAKEN_BY_ALL: Final = "image/webp"


@dataclass(frozen=True)
class _Candidate:
    address: str
    width: int = 0
    media_type: str = ""


@dataclass
class Parts:
    """Addresses of this site, each once and in order.

    `instead`: which of them stands for those that are not saved; `media`: sound and film, `files`: what is downloaded.
    """

    addresses: list[str] = field(default_factory=list)
    instead: dict[str, str] = field(default_factory=dict)
    media: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def add(self, address: str) -> None:
        """Take the address of something that the page loads by itself."""
        _take(address, self.addresses)

    def add_picture(self, candidates: list[_Candidate]) -> None:
        """Take one picture of the sizes and forms that a page offers of it."""
        if not candidates:
            return
        modern = [each for each in candidates if each.media_type == TAKEN_BY_ALL and each.width <= WIDEST]
        chosen = max(modern, key=lambda each: each.width) if modern else candidates[-1]
        self.add(chosen.address)
        for each in candidates:
            if each.address != chosen.address:
                self.instead[urlsplit(each.address).path] = urlsplit(chosen.address).path


def _take(address: str, among: list[str]) -> None:
    """An address of this site; others are none of ours."""
    parts = urlsplit(address)
    if not parts.scheme and not parts.netloc and parts.path.startswith("/") and parts.path not in among:
        among.append(parts.path)


def parts(*pages: str) -> Parts:
    """What these pages load, and apart from it what a press starts; nothing that only a link leads to."""
    reader = _Reader()
    for page in pages:
        reader.feed(page)
        reader.picture = None
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Parts()
        self.picture: list[_Candidate] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "link" and has.get("rel") in {"stylesheet", "icon"}:
            self.found.add(has.get("href", ""))
        elif tag == "script" and has.get("src"):
            self.found.add(has["src"])
        elif tag in {"video", "audio"}:
            _take(has.get("src", ""), self.found.media)
        elif tag == "a" and "download" in has:
            _take(has.get("href", ""), self.found.files)
        elif tag == "picture":
            self.picture = []
        elif tag == "source" and self.picture is not None:
            self.picture += _candidates(has.get("srcset", ""), has.get("type", ""))
        elif tag == "img" and has.get("src"):
            # The one that every browser knows comes last: it is taken where nothing better is.
            own = [*_candidates(has.get("srcset", ""), ""), _Candidate(has["src"])]
            self.found.add_picture([*(self.picture or []), *own])

    def handle_endtag(self, tag: str) -> None:
        if tag == "picture":
            self.picture = None


def _candidates(srcset: str, media_type: str) -> list[_Candidate]:
    found = []
    for each in srcset.split(","):
        address, _blank, size = each.strip().partition(" ")
        if address:
            width = size.strip().removesuffix("w")
            found.append(_Candidate(address, int(width) if width.isdigit() else 0, media_type))
    return found
