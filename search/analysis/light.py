"""Light stemmers for languages that Snowball has none for, or a weak one: the commonest endings, nothing clever."""

from __future__ import annotations

import re
from collections.abc import Callable

from .folding import ARABIC_LETTERS

SHORTEST = 3
_UKRAINIAN = """ованих уванням ування ованої ованого остями остям остях истами ського ському ською ської ських ськими
    ність ності ністю ами ями ові еві ому ого ими іми ій їй ою єю ею ах ях ам ям ів їв ий ій ої ої их іх ти ть ться тися
    ла ло ли ся сь а я у ю и і ї е є о й ь"""
_SORANI = "ەکانیان ەکانمان ەکانتان ەکانی ەکان ەکەی ەکە یەکان یەک ێکی ێک انی ان ەوە ی ە"
_PASHTO = "ونو ونه انو ان ګان ګانو وو و ې ه ي"


def without_endings(endings: str) -> Callable[[str], str]:
    """A stemmer that takes the longest of these endings off a word and leaves three letters at least."""
    longest_first = tuple(sorted(set(endings.split()), key=lambda each: (-len(each), each)))

    def stem(word: str) -> str:
        for ending in longest_first:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
                return word[: -len(ending)]
        return word

    return stem


ukrainian = without_endings(_UKRAINIAN)
sorani = without_endings(_SORANI.translate(ARABIC_LETTERS))
pashto = without_endings(_PASHTO.translate(ARABIC_LETTERS))

_PERSIAN_PLURALS = ("هایشان", "هایمان", "هایتان", "هایم", "هایت", "هایش", "هایی", "های", "ها")
# The ending, what stands for it, and how many letters must be left: زندان is no plural of زند, دفتر no “more دف”.
_PERSIAN = (
    *((ending, "", 2) for ending in _PERSIAN_PLURALS),
    *(("گان", "ه", 3), ("یان", "", 4), ("ان", "", 4), ("ات", "", 4), ("ین", "", 4)),
    *(("شان", "", 4), ("مان", "", 4), ("تان", "", 4), ("ترین", "", 3), ("تر", "", 3)),
    *(("یی", "", 3), ("ی", "", 4)),
)
_PERSIAN_VERB = re.compile("ن?می(?=.{2,}(?:م|ید|ند|یم)$)|ن?می(?=.{3,}د$)")
_ROUNDS = 3


def persian(word: str) -> str:
    """Plurals, comparatives, possessives and می of a verb, one after the other: سازمان‌هایشان as سازمان."""
    word = _PERSIAN_VERB.sub("", word, count=1) if word.startswith(("می", "نمی")) else word
    for _ in range(_ROUNDS):
        for ending, instead, left in _PERSIAN:
            if word.endswith(ending) and len(word) - len(ending) >= left:
                word = word.removesuffix(ending) + instead
                break
        else:
            break
    return word


# Who does it and in which tense; to do it; what nouns of a class begin with. The first that fits is taken off.
_SWAHILI = tuple(
    re.compile(pattern)
    for pattern in (
        r"m?wana(?=\w{4})",
        r"(?:ha)?(?:ni|u|a|tu|wa|zi|ya)(?:na|li|ta|me)(?:vyo|po|cho|lo|yo|o)?(?=\w{4})",
        r"ku(?=[^aeiou]\w{3})",
        r"(?:ki|vi)(?=\w{3})",
        r"(?:mw|wa|ma|mi|m)(?=\w{4})",
        r"u(?=[^aeiou]\w{4})",
    )
)
_SWAHILI_PLACE = re.compile(r"(?<=\w{4}[aeiou])ni$")


def swahili(word: str) -> str:
    """The word without the place it is in and without what its class, person or tense puts before it."""
    word = _SWAHILI_PLACE.sub("", word)
    for pattern in _SWAHILI:
        shorter = pattern.sub("", word, count=1) if pattern.match(word) else word
        if shorter != word:
            return shorter
    return word


_HERSELF = re.compile(r"(?<=ist|ent|ant|eur|log|alt)inn?$")


def german(stem: str) -> str:
    """One stem for who does something, whatever their gender: Journalist and Journalistinnen."""
    return _HERSELF.sub("", stem)


def ukrainian_root(word: str) -> str:
    """The stem with the consonant that it has before most endings: безпеці as безпека."""
    found = ukrainian(word)
    return found[:-1] + "к" if found.endswith("ц") else found


# A nasal before another consonant may be written as a letter or as a dot: हिन्दी and हिंदी.
_NASAL = re.compile("[\u0919\u091e\u0923\u0928\u092e]\u094d(?=[\u0915-\u0939])")


def hindi(word: str) -> str:
    """The word with its nasals written as dots."""
    return _NASAL.sub("\u0902", word.replace("\u0901", "\u0902"))
