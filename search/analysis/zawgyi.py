"""Burmese written for Zawgyi, a font that puts other signs on Unicode's numbers: told from Unicode, and read as it.

In Zawgyi signs stand as they are drawn: what Unicode writes after its consonant (ေ, the ring of ြ) comes before it,
a consonant below another one has a number of its own, and so have narrow and wide forms of the same sign.
"""

from __future__ import annotations

import re

_BELOW = "\u1039"
_KINZI = "\u1004\u103a\u1039"
_E = "\u1031"
_YA, _RA, _WA, _HA, _KILLER = "\u103b", "\u103c", "\u103d", "\u103e", "\u103a"
_WIDE_RA = "\u107e-\u1084"

# Consonants below another one, by their numbers from 1060 on.
_STACKED = dict(
    zip(
        "\u1060\u1061\u1062\u1063\u1065\u1066\u1067\u1068\u1069\u106c\u106d\u1070\u1071\u1072\u1073\u1074\u1075\u1076"
        "\u1077\u1078\u1079\u107a\u107b\u107c\u1085\u1093",
        "\u1000\u1001\u1002\u1003\u1005\u1006\u1006\u1007\u1008\u100b\u100c\u100f\u1010\u1010\u1011\u1011\u1012\u1013"
        "\u1014\u1015\u1016\u1017\u1018\u1019\u101c\u1018",
        strict=True,
    )
)
# What each sign stands for. The order within a syllable is made afterwards.
_SIGNS = {
    **{sign: _BELOW + below for sign, below in _STACKED.items()},
    "\u103a": _YA,
    "\u103b": _RA,
    "\u103c": _WA,
    "\u103d": _HA,
    "\u1039": _KILLER,
    "\u107d": _YA,
    **dict.fromkeys("\u107e\u107f\u1080\u1081\u1082\u1083\u1084", _RA),
    "\u1033": "\u102f",
    "\u1034": "\u1030",
    "\u105a": "\u102b\u103a",
    "\u106a": "\u1009",
    "\u106b": "\u100a",
    "\u1086": "\u103f",
    "\u1087": _HA,
    "\u1088": _HA + "\u102f",
    "\u1089": _HA + "\u1030",
    "\u108a": _WA + _HA,
    "\u1064": _KINZI,
    "\u108b": _KINZI + "\u102d",
    "\u108c": _KINZI + "\u102e",
    "\u108d": _KINZI + "\u1036",
    "\u108e": "\u102d\u1036",
    "\u108f": "\u1014",
    "\u1090": "\u101b",
    "\u1094": "\u1037",
    "\u1095": "\u1037",
    "\u106e": "\u100d\u1039\u100d",
    "\u106f": "\u100d\u1039\u100e",
    "\u1091": "\u100f\u1039\u100d",
    "\u1092": "\u100b\u1039\u100c",
    "\u1096": "\u1039\u1010\u103d",
    "\u1097": "\u100b\u1039\u100b",
}
_BASES = "\u1000-\u102a\u103f-\u104f\u106a\u106b\u106e\u106f\u1086\u108f\uaa60\uaa61\uaa64"
_SYLLABLE = re.compile(rf"[{_E}\u103b{_WIDE_RA}]*[{_BASES}][^{_BASES}{_E}\u103b{_WIDE_RA}]*|.", re.DOTALL)
# Medials, ေ, vowels above, vowels below, the long ones, the killer of the vowel, dots.
_ORDER = "\u103b\u103c\u103d\u103e\u1031\u102d\u102e\u1032\u102f\u1030\u102b\u102c\u103a\u1036\u1037\u1038"
_RANK = {sign: at for at, sign in enumerate(_ORDER)}
_STACK = re.compile(f"{_BELOW}[\u1000-\u1021]")
_WRITTEN_TOGETHER = (("\u1005\u103b", "\u1008"), ("\u1025\u102e", "\u1026"), ("\u1025\u103a", "\u1009\u103a"))

# What no Unicode text has: signs before their consonant, a killer that stacks nothing or that a vowel follows.
_OWN = re.compile(
    rf"(?<![\u1000-\u102a\u103b-\u103f\u1040\u105a-\u1082\u108e]){_E}|(?<![\u1000-\u1082])\u103b"
    rf"|{_BELOW}(?![\u1000-\u1021\u105a-\u1081])|{_E}\u1040"
    rf"|{_KILLER}(?=[\u102b-\u1034])|\u1036[\u102f\u1033]"
)
# Numbers that Unicode gives to letters of Karen, Shan and other neighbours, who stack nothing.
_NUMBERS = re.compile("[\u1033\u1034\u105a\u1060-\u1097]")
# What no Zawgyi text has: a vowel after ေ, a kinzi in full, a killer before the last dots.
_UNICODE = re.compile(rf"{_E}(?=[\u102b\u102c\u1037\u1038\s]|$)|{_HA}|{_KILLER}(?=[{_BELOW}\u1037\u1038])")
_BURMESE = re.compile("[\u1000-\u109f]")
# A zero beside letters is the letter that looks like it.
_ROUND = re.compile("\u1040(?=[\u102b-\u103e])|(?<=[\u1000-\u103e])\u1040")
# Signs on the numbers of digits, moved to numbers of letters that Burmese does not use.
_DIGITS = "\u1090\u1091\u1092\u1093\u1094\u1095\u1096\u1097"
_MOVED = dict(zip(map(ord, _DIGITS), "\u101b\uaa60\uaa61\uaa62\u1037\u1037\uaa63\uaa64", strict=True))
_SIGNS |= {moved: _SIGNS[chr(at)] for at, moved in _MOVED.items() if moved >= "\uaa60"}


def is_zawgyi(text: str) -> bool:
    """Whether more speaks for Zawgyi than against it; a sign where Unicode can have none counts twice."""
    if not _BURMESE.search(text):
        return False
    own, numbers = len(_OWN.findall(text)), len(_NUMBERS.findall(text))
    speaks = bool(own or (numbers and _BELOW in text))
    return speaks and own * 2 + numbers > len(_UNICODE.findall(text))


def as_letters(text: str) -> str:
    """The text, as long as before, with letters in place of digits that stand for them."""
    return _ROUND.sub("\u101d", text.translate(_MOVED))


def syllables(run: str) -> list[tuple[int, int, str]]:
    """The syllables of a run of Zawgyi signs: where each stands, and how Unicode writes it."""
    found = [(each.start(), each.end(), _unicode(each.group())) for each in _SYLLABLE.finditer(run)]
    return [(start, end, text) for start, end, text in found if text]


def _unicode(syllable: str) -> str:
    signs = "".join(_SIGNS.get(each, each) for each in syllable)
    kinzi = _KINZI if _KINZI in signs else ""
    signs = signs.replace(_KINZI, "")
    stacks = "".join(dict.fromkeys(_STACK.findall(signs)))
    signs = _STACK.sub("", signs)
    bases = "".join(each for each in signs if each not in _RANK)
    rest = "".join(sorted(dict.fromkeys(each for each in signs if each in _RANK), key=_RANK.__getitem__))
    made = kinzi + bases + stacks + rest
    for apart, together in _WRITTEN_TOGETHER:
        made = made.replace(apart, together)
    return made
