"""Which questions may be counted when they find nothing, and as which words. Pure.

What may say who somebody is or where is not counted: digits, addresses, codes, long questions, what is written like
a name. Whatever a rule cannot see has to pass the days (see `search.vain.waiting`).
"""

from __future__ import annotations

import unicodedata
from typing import Final

from search.analysis import analyse
from search.asking import analyser_of

LONGEST: Final = 60
MOST_WORDS: Final = 6
LONGEST_WORD: Final = 24
# Of a script that writes no blanks between words.
MOST_SIGNS: Final = 12
# VPN, PGP, LGBTI: longer words in capitals may be a code.
LONGEST_CAPITALS: Final = 6
AT_THE_END: Final = "?!.…؟。！？¿¡ "
BETWEEN: Final = frozenset(" '’-\u200c\u200d")


def counted(text: str, language: str) -> str:
    """The words under which a question is counted, the same however it is spaced or capitalised; empty: never."""
    bare = unicodedata.normalize("NFC", text).strip(AT_THE_END)
    words = bare.split()
    if not words or len(bare) > LONGEST or len(words) > MOST_WORDS or max(map(len, words)) > LONGEST_WORD:
        return ""
    if not all(sign in BETWEEN or unicodedata.category(sign)[0] in "LM" for sign in bare):
        return ""
    if any(map(_like_a_name, words[1:])) or any(map(_like_a_code, words)):
        return ""
    tokens = list(analyse(bare, analyser_of(language)))
    if any(token.gram for token in tokens) and len(bare) > MOST_SIGNS:
        return ""
    return " ".join(words).casefold() if any(not token.stop for token in tokens) else ""


def _like_a_name(word: str) -> bool:
    """Whether a word within a question begins with a capital and is no abbreviation."""
    return word[0].isupper() and not word.isupper()


def _like_a_code(word: str) -> bool:
    """Whether a word is in capitals, and longer than an abbreviation, or has a capital within."""
    return (word.isupper() and len(word) > LONGEST_CAPITALS) or (word[1:] != word[1:].lower() and not word.isupper())
