"""Light stemmers for languages that Snowball has none for, or a weak one: the commonest endings, nothing clever."""

from __future__ import annotations

from collections.abc import Callable

from .folding import ARABIC_LETTERS

SHORTEST = 3
_UKRAINIAN = """ованих уванням ування ованої ованого остями остям остях истами ського ському ською ської ських ськими
    ність ності ністю ами ями ові еві ому ого ими іми ій їй ою єю ею ах ях ам ям ів їв ий ій ої ої их іх ти ть ться тися
    ла ло ли ся сь а я у ю и і ї е є о й ь"""
_SORANI = "ەکانیان ەکانمان ەکانتان ەکانی ەکان ەکەی ەکە یەکان یەک ێکی ێک انی ان ەوە ی ە"
_PASHTO = "ونو ونه انو ان ګان ګانو وو و ې ه ي"
_PERSIAN = "هایشان هایمان هایی های ها ترین تر یی شان مان تان"


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
persian = without_endings(_PERSIAN)
