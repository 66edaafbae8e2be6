"""Many texts in one zip of plain pages that open from a USB stick, without a server, a script or a network. Pure."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from resources.downloads.epub import MOMENT
from resources.downloads.values import Book, Part

STYLE: Final = (Path(__file__).parent / "pack.css").read_text(encoding="utf-8")
SUMS: Final = "SHA256SUMS"
TO_PART: Final = re.compile(r'href="part:(\d+)')
# What forbids a page opened from a disk to load or send anything that is not beside it.
POLICY: Final = "default-src 'none'; style-src 'self' file:; img-src 'self' file:"
# Already compressed: packing them again only takes time.
STORED: Final = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")


@dataclass(frozen=True)
class Entry:
    """A text of a pack: its name on the site, what kind it is, and all it says."""

    slug: str
    kind: str
    book: Book


@dataclass(frozen=True)
class Words:
    """What the pack itself says, in the language `tag`."""

    tag: str
    dir: str
    state: str
    check: str
    contents: str
    back: str
    next: str


@dataclass(frozen=True)
class Pack:
    """The texts of one language, or of one topic in it."""

    name: str
    title: str
    tag: str
    dir: str
    site: str
    entries: Sequence[Entry]
    words: Words


def packed(pack: Pack, sign: Callable[[bytes], str]) -> bytes:
    """The zip; `sign` answers the signature file of the list of sums. The same texts give the same bytes."""
    target = io.BytesIO()
    sums: list[str] = []
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in sorted(_files(pack).items()):
            _add(archive, f"{pack.name}/{name}", content)
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
        listed = "".join(sums).encode()
        _add(archive, f"{pack.name}/{SUMS}", listed)
        _add(archive, f"{pack.name}/{SUMS}.minisig", sign(listed).encode())
    return target.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, MOMENT)
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(STORED) else zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def _files(pack: Pack) -> dict[str, bytes]:
    inside = {entry.slug for entry in pack.entries}
    files = {"index.html": _index(pack).encode(), "pack.css": STYLE.encode()}
    for entry in pack.entries:
        for name, html in _pages(pack, entry):
            files[f"texts/{entry.slug}/{name}"] = _near(html, pack.site, inside).encode()
        files |= {f"pictures/{name}": picture.content for name, picture in entry.book.pictures.items()}
    return files


def _near(html: str, site: str, inside: set[str]) -> str:
    """Links to other texts of the pack lead to them; all others to the site."""
    address = re.compile(rf'href="{re.escape(escape(site))}/r/([^/"]+)/(?:[^"]*)"')

    def nearer(found: re.Match[str]) -> str:
        return f'href="../{found[1]}/index.html"' if found[1] in inside else found[0]

    return address.sub(nearer, html)


def _index(pack: Pack) -> str:
    words = pack.words
    ours = f'lang="{words.tag}" dir="{words.dir}"'
    groups: dict[str, list[Entry]] = {}
    for entry in pack.entries:
        groups.setdefault(entry.kind, []).append(entry)
    ways = "".join(f'<li><a href="#kind-{at}">{escape(kind)}</a></li>' for at, kind in enumerate(groups, 1))
    lists = "".join(
        f'<h2 id="kind-{at}" {ours}>{escape(kind)}</h2>\n<ul>{"".join(_line(entry) for entry in entries)}</ul>\n'
        for at, (kind, entries) in enumerate(groups.items(), 1)
    )
    body = (
        f"<h1>{escape(pack.title)}</h1>\n"
        f'<p {ours}>{escape(words.state)} <a href="{escape(pack.site)}/" dir="ltr">{escape(pack.site)}/</a></p>\n'
        f"<nav {ours}><ul>{ways}</ul></nav>\n{lists}<footer {ours}><p>{escape(words.check)}</p></footer>"
    )
    return _page(pack, pack.title, body, up="")


def _line(entry: Entry) -> str:
    summary = f"<br><small>{escape(entry.book.summary)}</small>" if entry.book.summary else ""
    return f'<li><a href="texts/{escape(entry.slug)}/index.html">{escape(entry.book.title)}</a>{summary}</li>\n'


def _page(pack: Pack, title: str, body: str, *, up: str = "../../") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{pack.tag}" dir="{pack.dir}"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="{up}pack.css"></head>\n'
        f"<body><main>{body}</main></body></html>\n"
    )


def _pages(pack: Pack, entry: Entry) -> Iterator[tuple[str, str]]:
    """The first page of a text, and one for each of its parts where it has several."""
    book, parts = entry.book, entry.book.parts
    alone = len(parts) == 1
    head = f"{_back(pack, '../../index.html', pack.title)}<h1>{escape(book.title)}</h1>\n"
    summary = f"<p>{escape(book.summary)}</p>\n" if book.summary else ""
    inner = _inner(parts[0]) if alone else _contents(pack, parts)
    yield "index.html", _page(pack, book.title, f"{head}{summary}{inner}{_rights(book)}")
    if alone:
        return
    for number, part in enumerate(parts, 1):
        heading = f"{_back(pack, 'index.html', book.title)}<h1>{escape(part.title)}</h1>\n"
        onward = _onward(pack, number, parts)
        yield _file(number), _page(pack, f"{part.title} – {book.title}", f"{heading}{_inner(part)}{onward}")


def _inner(part: Part) -> str:
    html = part.html.replace('src="picture:', 'src="../../pictures/')
    return TO_PART.sub(lambda found: f'href="{_file(int(found[1]))}', html)


def _file(number: int) -> str:
    return f"{number:03}.html"


def _back(pack: Pack, href: str, title: str) -> str:
    words = pack.words
    return (
        f'<nav><a href="{href}"><span lang="{words.tag}">{escape(words.back)}</span> '
        f"<bdi>{escape(title)}</bdi></a></nav>\n"
    )


def _contents(pack: Pack, parts: Sequence[Part]) -> str:
    words = pack.words
    entries = "".join(
        f'<li><a href="{_file(number)}">{escape(part.title)}</a></li>\n' for number, part in enumerate(parts, 1)
    )
    return f'<h2 lang="{words.tag}" dir="{words.dir}">{escape(words.contents)}</h2>\n<ol>{entries}</ol>'


def _onward(pack: Pack, number: int, parts: Sequence[Part]) -> str:
    if number == len(parts):
        return ""
    words = pack.words
    return (
        f'<nav class="onward"><a href="{_file(number + 1)}"><span lang="{words.tag}">{escape(words.next)}</span> '
        f"<bdi>{escape(parts[number].title)}</bdi></a></nav>"
    )


def _rights(book: Book) -> str:
    words = book.words
    return (
        f'<footer lang="{words.tag}" dir="{words.dir}"><p>{escape(words.state)} '
        f'<a href="{escape(book.address)}" dir="ltr">{escape(book.address)}</a></p>{book.rights}</footer>'
    )
