"""Words written for all genders at once: “défenseur·e·s”, “defensor@s”, “Verteidiger*innen”; their first form."""

from __future__ import annotations

import re

_DOTS = "·•⋅‧∙・"
# What follows the first form, up to the end of the word; never after fewer than three letters.
_TAILS = {
    "english": r"\((?:s|es)\)",
    "french": rf"(?:[{_DOTS}][^\W\d_]{{1,6}}){{1,2}}|\.(?:e|ne|le|euse|rice|trice)\.?s?"
    r"|\((?:e|s|x|ne|le|es|nes|se|ve|euse|rice|trice)\)s?|/(?:e|ne|le|euse|rice|trice)(?:/?s)?",
    "spanish": rf"[@*]s?|[{_DOTS}]as?|/(?:as?|os?|es)|\((?:as?|os?|s|es)\)s?",
    "italian": r"/[aeio]|\([aeio]\)|\*",
    "german": rf"[*:_{_DOTS}]-?(?:innen|in)|/-?(?:innen|in)|\((?:innen|in)\)",
}
_TAILS |= dict.fromkeys(("portuguese", "catalan"), _TAILS["spanish"])
TAILS = {name: re.compile(rf"(?:{tail})(?![^\W_])") for name, tail in _TAILS.items()}
_BEFORE = 3

# What stands in place of the vowel that tells a gender, and a vowel that the stemmer knows.
_VOWELS = {
    "spanish": (re.compile(r"(?<=[^aeiou\W])x(?=s?$)"), "o"),
    "italian": (re.compile(r"[\u0259\u025c]$"), "i"),
}
_VOWELS |= dict.fromkeys(("portuguese", "catalan"), _VOWELS["spanish"])
_SHORTEST = 4


def tails(text: str, analyser: str) -> dict[int, int]:
    """Where such endings begin in a text, and where they end."""
    pattern = TAILS.get(analyser)
    if not pattern:
        return {}
    spans = (found.span() for found in pattern.finditer(text))
    return {start: end for start, end in spans if start >= _BEFORE and text[start - _BEFORE : start].isalpha()}


def with_vowel(word: str, analyser: str) -> str:
    """The word with a vowel where “x” or “ə” stands for any: defensorxs, todxs, difensorə."""
    rule = _VOWELS.get(analyser)
    return rule[0].sub(rule[1], word) if rule and len(word) >= _SHORTEST else word
