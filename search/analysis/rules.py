"""What each language does with a word: one row per analyser named in `hub.languages`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from . import light
from .arabic import light_stem
from .folding import ARABIC_LETTERS, LATIN_LETTERS, PERSIAN_LETTERS
from .stopwords import STOPWORDS


def _unchanged(word: str) -> str:
    return word


def _turkish_case(word: str) -> str:
    return word.replace("İ", "i").replace("I", "ı")


@dataclass(frozen=True)
class Rules:
    """How words of one language are folded and stemmed."""

    name: str
    snowball: str = ""
    light: Callable[[str], str] = _unchanged
    letters: dict[int, str] = field(default_factory=lambda: LATIN_LETTERS)
    keeps: str = ""  # letters that stay themselves in the exact form, such as ñ
    restores: tuple[tuple[str, str], ...] = ()  # unaccented endings the stemmer knows only with their accent
    mends: tuple[tuple[re.Pattern[str], str], ...] = ()  # irregular forms the stemmer takes for other words
    stems_accented: bool = False  # vowels with dots are other vowels: stem first, fold after
    before_case: Callable[[str], str] = _unchanged
    elides: re.Pattern[str] | None = None  # l' d' qu' in front of a word
    cuts: re.Pattern[str] | None = None  # 's behind it
    parts_at_joiner: bool = False
    stops: frozenset[str] = frozenset()


_APOSTROPHE = "['\u2019\u02bc\uff07]"
_ROMANCE = re.compile(rf"(?i:jusqu|quoiqu|lorsqu|puisqu|quelqu|qu|dell|nell|sull|dall|all|un|[cdjlmnst]){_APOSTROPHE}")
_POSSESSIVE = re.compile(rf"{_APOSTROPHE}[sS]?$")
_SUFFIX = re.compile(rf"{_APOSTROPHE}\w*$")
_ARABIC_SCRIPT = {**LATIN_LETTERS, **ARABIC_LETTERS}
_PERSIAN_SCRIPT = {**LATIN_LETTERS, **PERSIAN_LETTERS}


# Detener and its kin: detuvieron, detiene.
_TENER = (
    (re.compile(r"tuv(?=(?:e|o|iste|isteis|imos|ieron|ier\w+|ies\w+)$)"), "ten"),
    (re.compile(r"(?<=\w)tien(?=(?:e|es|en)$)"), "ten"),
)
# Défenseuse, formatrice; dangereuse, sérieuse and their like are left to the stemmer.
_AGENTS = ((re.compile(r"(?<=\w[cdhlnpsu])euse(?=s?$)"), "eur"), (re.compile(r"(?<=\w)trice(?=s?$)"), "teur"))
_NOUNS = (("cion", "ción"), ("sion", "sión"))
_ABSTRACT = (("ite", "ité"), ("ites", "ités"))
_NASALS = (("coes", "ção"), ("cao", "ção"), ("oes", "ão"), ("ao", "ão"))


def _rules(name: str, **differences: object) -> Rules:
    return Rules(name=name, stops=STOPWORDS.get(name, frozenset()), **differences)  # type: ignore[arg-type]


RULES: dict[str, Rules] = {
    rules.name: rules
    for rules in (
        _rules("script", letters={**_ARABIC_SCRIPT}),
        _rules("english", snowball="english", cuts=_POSSESSIVE),
        _rules("spanish", snowball="spanish", keeps="ñ", restores=_NOUNS, mends=_TENER),
        _rules(
            "french",
            snowball="french",
            elides=_ROMANCE,
            restores=_ABSTRACT,
            mends=_AGENTS,
        ),
        _rules("portuguese", snowball="portuguese", restores=_NASALS),
        _rules("italian", snowball="italian", elides=_ROMANCE),
        _rules("catalan", snowball="catalan", elides=_ROMANCE, restores=(("cio", "ció"), ("sio", "sió"))),
        _rules("german", snowball="german", stems_accented=True, light=light.german),
        _rules("indonesian", snowball="indonesian"),
        _rules(
            "turkish",
            snowball="turkish",
            stems_accented=True,
            restores=(("ligi", "liği"), ("lugu", "luğu")),
            before_case=_turkish_case,
            cuts=_SUFFIX,
        ),
        _rules("russian", snowball="russian"),
        _rules("ukrainian", light=light.ukrainian_root),
        _rules("hindi", snowball="hindi", stems_accented=True, light=light.hindi),
        _rules("swahili", light=light.swahili),
        _rules("arabic", light=light_stem, letters=_ARABIC_SCRIPT),
        _rules("arabic-script", letters=_ARABIC_SCRIPT),
        _rules("sorani", light=light.sorani, letters=_ARABIC_SCRIPT),
        _rules("pashto", light=light.pashto, letters=_ARABIC_SCRIPT),
        _rules("persian", light=light.persian, letters=_PERSIAN_SCRIPT, parts_at_joiner=True),
        _rules("chinese"),
    )
}


def rules_for(analyser: str) -> Rules:
    """The rules of an analyser; a language without its own is read by script."""
    return RULES.get(analyser, RULES["script"])
