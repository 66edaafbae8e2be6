"""Making spellings meet: case, width, digits, accents, Arabic letters and marks."""

from __future__ import annotations

import unicodedata

from .scripts import CONTROL

# Letters that Unicode does not take apart.
LATIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ё": "е"}
)
_HAMZA = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ة": "ه", "ۀ": "ه", "ۂ": "ه", "ە": "ه"}
ARABIC_LETTERS = str.maketrans(
    {**_HAMZA, "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ک": "ك", "ھ": "ه", "ہ": "ه", "ء": ""}
)
PERSIAN_LETTERS = str.maketrans({**_HAMZA, "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ھ": "ه", "ہ": "ه", "ء": ""})
_FOLDED_SCRIPTS = ("LATIN", "GREEK")
# Stress marks of Cyrillic primers; the breve of й and the dots of ї are letters of their own.
_STRESS = {"\u0300", "\u0301"}
NUKTA = "\u093c"


def without_controls(text: str) -> str:
    """The text without direction marks, zero-width characters and soft hyphens."""
    return CONTROL.sub("", text)


def ascii_digits(text: str) -> str:
    """Digits of any script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in text)


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]


def _drops(base: str, mark: str) -> bool:
    """Whether a mark on this base is an accent that readers leave out when they type."""
    script = _script(base) if base else ""
    if script in _FOLDED_SCRIPTS:
        return True
    if script == "CYRILLIC":
        return mark in _STRESS
    return script in {"ARABIC", "HEBREW"} or mark == NUKTA


def without_accents(text: str, keep: str = "") -> str:
    """The text without accents on Latin and Greek, stress, vowel points and nuktas; `keep` stays as it is."""
    if text.isascii():
        return text
    kept: list[str] = []
    for character in text:
        base = ""
        for each in character if character in keep else unicodedata.normalize("NFD", character):
            if unicodedata.category(each)[0] != "M":
                base = each
            elif _drops(base or (kept[-1][0] if kept else ""), each):
                continue
            kept.append(each)
    return unicodedata.normalize("NFC", "".join(kept))


def only_word(text: str) -> str:
    """The text without what compatibility forms leave behind: slashes, brackets, spaces."""
    if text.isalnum():
        return text
    return "".join(each for each in text if each.isalnum() or unicodedata.category(each)[0] == "M")
