"""Words of one script typed with the keys of another: `parol` for пароль, `gfhjkm` by its keys. Pure."""

from __future__ import annotations

from collections.abc import Iterator

_RUSSIAN = (
    *(("shch", "щ"), ("sch", "щ"), ("yo", "ё"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш")),
    *(("yu", "ю"), ("ya", "я"), ("ju", "ю"), ("ja", "я"), ("ey", "ей"), ("iy", "ий"), ("ay", "ай"), ("oy", "ой")),
    *zip("abvgdezijklmnoprstufhcyxwq'", "абвгдезийклмнопрстуфхцыхвкь", strict=True),
)
_KEYS = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюе")
_UKRAINIAN_LETTERS = str.maketrans({"ы": "и", "ё": "йо", "щ": "щ"})
READ_AS = {"russian": "", "ukrainian": "uk"}


def _spelt(word: str) -> str:
    """The word letter by letter, groups of letters first."""
    made, at = "", 0
    while at < len(word):
        found = next(((latin, own) for latin, own in _RUSSIAN if word.startswith(latin, at)), (word[at], word[at]))
        made, at = made + found[1], at + len(found[0])
    return made


def readings(word: str, analyser: str) -> Iterator[str]:
    """What a word of Latin letters may be in a language of another script: as it sounds, as its keys lie."""
    if analyser not in READ_AS or not word.isascii():
        return
    for read in (_spelt(word), word.translate(_KEYS)):
        yield (read.translate(_UKRAINIAN_LETTERS) if READ_AS[analyser] else read).replace("ё", "е")
