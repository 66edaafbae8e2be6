"""Finds words of another language on a page, outside the elements that say so with `lang`.

Two sieves: little words that only one of the languages has, and whole texts that are an English message
of the interface where the page's own catalogue has another. Names of people and places stand in `bdi`,
codes in `code`: both belong to no language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import polib

from hub import catalogues

ROOT = Path(__file__).resolve().parents[2]
# Programs, standards and the like have one name in every language; in Arabic they stand in Latin letters.
NAMES = frozenset(
    {"Android", "BSD", "Bitwarden", "Browser", "Django", "Hub", "JavaScript", "KeePassDX", "KeePassXC", "KeePassium"}
    | {"Linux", "PIN", "Protection", "Signal", "Tor", "USB", "VPN", "WCAG", "Wagtail", "WhatsApp", "Windows"}
    | {"Atom", "CSV", "DCAT", "EPUB", "HSDS", "JSON", "OPDS", "OpenPGP", "PDF", "PGP", "SHA", "SUMS"}
    | {"html", "index", "library", "minisign", "onion", "vCard"}
    | {"axe", "https", "iOS", "iPhone", "macOS"}
    | {"Dangerzone", "ODT", "OnionShare", "Snowflake", "Tella"}
    # Organisations of the sample.
    | {"House", "Lantern", "Red", "Tierra", "Viva"}
)
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
NO_LANGUAGE = frozenset({"bdi", "code", "kbd", "samp", "script", "style", "template"})
READ_ALOUD = ("alt", "aria-label", "placeholder", "title", "summary")

LITTLE_WORDS = {
    "en": "the and of with this that these you your are is not from have has which who what when where been "
    "they their there was were will would should could about only more than into each every other another",
    "es": "el los una unos con para por pero está están usted ustedes nuestro nuestra este esta estos estas "
    "cuando donde desde hasta muy más también según sobre aquí quién qué cómo",
    "fr": "le une des du et avec pour dans est sont vous nous votre vos notre qui cette ces aux mais ou où "
    "leur leurs être très plus aussi selon ici chez ceux",
}
# Written the same in both languages.
ALSO = {"en": "", "es": "le del", "fr": "son", "ar": ""}
ADDRESS = re.compile(r"\S*(?:://|@)\S*|\b[\w-]+\.(?:org|example|com|net)\b")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LATIN = re.compile(r"[a-z]{3,}(?:[ -][a-z]{2,})*", re.IGNORECASE)
ARABIC = re.compile(r"[\u0621-\u064a]{2,}")


@dataclass(frozen=True)
class Piece:
    """A text of the page, the language that its nearest `lang` gives it, and whether names stand in it."""

    text: str
    language: str
    names: bool = False


class Reader(HTMLParser):
    """Reads the texts of a page with their languages."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.open: list[tuple[str, str, bool]] = [("", "", True)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = dict(attrs)
        _tag, language, counts = self.open[-1]
        language = had["lang"].split("-")[0].lower() if had.get("lang") else language
        counts = counts and tag not in NO_LANGUAGE and had.get("translate") != "no"
        if counts:
            self.pieces += [Piece(had[name] or "", language) for name in READ_ALOUD if had.get(name)]
        if tag not in VOID:
            self.open.append((tag, language, counts))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _language, _counts in self.open[1:]):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        tag, language, counts = self.open[-1]
        if counts and data.strip():
            # A title can hold no mark-up, so nothing in it can be marked as a name.
            parts = data.split(" – ") if tag == "title" else [data]
            self.pieces += [Piece(" ".join(part.split()), language, tag == "title") for part in parts]


@cache
def untranslated(language: str) -> frozenset[str]:
    """The English messages that this language says otherwise."""
    entries = polib.pofile(str(catalogues.file_of(ROOT, language)))
    return frozenset(e.msgid for e in entries if e.msgstr != e.msgid and re.search("[a-z]{3}", e.msgid))


def pieces(html: str) -> list[Piece]:
    """Every text of a page that belongs to a language."""
    reader = Reader()
    reader.feed(html)
    return reader.pieces


def foreign(
    html: str, language: str, untranslated: frozenset[str], names: frozenset[str] = frozenset()
) -> Iterator[str]:
    """The texts of a page in `language` that are, or hold, words of another one."""
    for piece in pieces(html):
        if piece.language == language:
            if piece.text in untranslated:
                yield f"untranslated: {piece.text}"
            elif not piece.names and (found := _words(piece.text, language, names)):
                yield f"{', '.join(found)}: {piece.text[:120]}"


def _words(text: str, language: str, names: frozenset[str]) -> list[str]:
    text = ADDRESS.sub(" ", text)
    if language == "ar":
        return [found[0] for found in LATIN.finditer(text) if not _is_name(found[0], names)]
    used = {word.casefold() for word in WORD.findall(text)}
    others = {word for code, words in LITTLE_WORDS.items() if code != language for word in words.split()}
    own = set(f"{LITTLE_WORDS[language]} {ALSO[language]}".split())
    return sorted(used & (others - own)) + ARABIC.findall(text)


def _is_name(found: str, names: frozenset[str]) -> bool:
    """Names of programs and the like stay as they are in Arabic; each of their words is in the list."""
    return all(word in names for word in re.split("[ -]", found))
