"""Letters that sound alike, or that people take for one another, made one: a key per word. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

_PAIRS = (
    ("ph", "f"),
    ("sch", "s"),
    ("sh", "s"),
    ("tch", "c"),
    ("ck", "k"),
    ("qu", "k"),
    ("gh", "g"),
    ("wh", "w"),
    ("kn", "n"),
    ("th", "t"),
    ("rh", "r"),
    ("ll", "y"),
    ("ch", "c"),
    ("eau", "o"),
    ("au", "o"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ea", "i"),
    ("ei", "i"),
    ("ie", "i"),
    ("ai", "e"),
    ("тс", "ц"),
    ("сч", "щ"),
    ("зч", "щ"),
    ("шч", "щ"),
    ("خوا", "خا"),
)
# Letters above, what they are taken for below; "-" is not heard.
_LETTERS = (
    ("cqzyjvwxñh", "kksiibbsn-"),
    ("оеэяыйьъцщдбгвзжіїєґ", "аиииии--сштпкфсшииик"),
    ("ظضذصثطحغعىئؤةگکیپچژڤ", "زززسستهقاييوهككيبجزف"),
)
_ONE = str.maketrans(
    {
        one: "" if heard == "-" else heard
        for ones, all_heard in _LETTERS
        for one, heard in zip(ones, all_heard, strict=True)
    }
)
_TWICE = re.compile(r"(\w)\1+")


@lru_cache(maxsize=1 << 16)
def key_of(word: str) -> str:
    """How a word sounds, roughly, whatever its language; the word itself where nothing is left."""
    key = word
    for pair, one in _PAIRS:
        key = key.replace(pair, one)
    return _TWICE.sub(r"\1", key[:1] + key[1:].translate(_ONE) if key[:1] == "h" else key.translate(_ONE)) or word
