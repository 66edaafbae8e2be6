"""How names and terms are written in the index, and how a question meets them. Pure."""

from __future__ import annotations

import re

from anyascii import anyascii

from hub import languages
from search.asking import analyser_of

# Begin no word of any language, so that what somebody types is never taken for a term or for bare consonants.
TERM, BARE = "zz0", "zz1"
FEWEST_CONSONANTS = 3
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_ARTICLE = re.compile(r"\bال")
_SYLLABLE = re.compile("[A-Z][a-z]*")
_NOT_SOUNDED = re.compile("[^b-df-hj-np-tvxz]")
_ALIKE = str.maketrans("qc", "kk")


def code(term: str) -> str:
    """A term as one word."""
    return TERM + "".join(letter for letter in term.lower() if letter.isalnum())


def bare(word: str) -> str:
    """A word of Latin letters by its consonants, for writing without vowels; nothing where it has too few."""
    found = _NOT_SOUNDED.sub("", word.lower().removesuffix("h").translate(_ALIKE))
    return BARE + found if len(found) >= FEWEST_CONSONANTS else ""


def names(name: str) -> list[str]:
    """A name as it is written, and as it may be written in Latin letters where it has others."""
    if all(letter < "\u0250" for letter in name):
        return [name]
    if _ARABIC.search(name):
        words = anyascii(_ARTICLE.sub("", name)).split()
        return [name, *filter(None, map(bare, words))]
    latin = str(anyascii(name)).replace("'", "").strip()
    syllables = _SYLLABLE.findall(latin)
    glued = " " not in latin and len(syllables) > 1
    return [name, " ".join(syllables), f"{syllables[0]} {''.join(syllables[1:])}"] if glued else [name, latin]


def analyser(tag: str) -> str:
    """The analyser of a text's language, for any tag."""
    known = languages.find(tag) or next((each for each in languages.TABLE if each.tag.split("-")[0] == tag), None)
    return known.analyser if known else analyser_of(tag)
