"""What a question or a title asks: what something is, or how something is done. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

WHAT, HOW = "what", "how"

# For each analyser the words of who asks what or why, and of who asks how. “What to do” asks how.
_WORDS: Mapping[str, tuple[str, str]] = {
    "english": (r"what (?:is|are|was|does)\b|what['’]s|why\b|meaning of", r"how\b|what (?:to|can|should|do)\b"),
    "spanish": (r"qué (?:es|son|significa)\b|por ?qué\b", r"cómo\b|como\b|qué (?:hacer|hago|puedo|debo)\b"),
    "french": (r"qu['’]est[- ]ce|que signifie|pourquoi\b|c['’]est quoi", r"comment\b|que (?:faire|dois|puis)\b"),
    "portuguese": (r"o que (?:é|são|significa)\b|por ?qu[eê]\b", r"como\b|o que (?:fazer|posso|devo)\b"),
    "italian": (r"(?:che )?cos['’]è|che cosa (?:è|sono)|perché\b", r"come\b|(?:che )?cosa (?:fare|posso|devo)\b"),
    "catalan": (r"què (?:és|són)\b|per què\b", r"com\b|què (?:fer|puc|he de)\b"),
    "german": (r"was (?:ist|sind|bedeutet)\b|warum\b|wieso\b", r"wie\b|was (?:tun|kann|soll)\b"),
    "russian": (r"что (?:такое|значит|это)\b|почему\b|зачем\b", r"как\b|что делать\b"),
    "ukrainian": (r"що (?:таке|означає|це)\b|чому\b|навіщо\b", r"як\b|що робити\b"),
    "arabic": (r"ما (?:هو|هي|هم|معنى)\b|لماذا\b", r"كيف|ماذا (?:أفعل|افعل|تفعل|نفعل)|ما العمل"),
    "persian": (r"چیست\b|یعنی چه\b|چرا\b", r"چگونه\b|چطور\b|چه (?:کار|باید)\b|چکار\b"),
    "chinese": (r"什[麼么]是|是什[麼么]|甚麼是|為什麼|为什么|為何|为何", r"如何|怎[麼么樣样]|怎辦"),
    "turkish": (r"nedir\b|neden\b|niçin\b", r"nasıl\b|ne yap"),
    "indonesian": (r"apa (?:itu|yang dimaksud)\b|mengapa\b|kenapa\b", r"bagaimana\b|cara\b|apa yang (?:harus|bisa)\b"),
    "hindi": (r"क्या (?:है|हैं)|क्यों", r"कैसे|क्या कर"),
    "swahili": (r"ni nini\b|kwa nini\b|maana ya\b", r"jinsi\b|namna\b|vipi\b|nifanye\b"),
}
_PATTERNS = {name: tuple(map(re.compile, words)) for name, words in _WORDS.items()}


@lru_cache(maxsize=4096)
def asks(text: str, analyser: str) -> str:
    """`WHAT`, `HOW`, or nothing where neither word is there."""
    what, how = _PATTERNS.get(analyser, (None, None))
    lowered = text.lower()
    if how and _stands(how, lowered):
        return HOW
    return WHAT if what and _stands(what, lowered) else ""


def _stands(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the words stand in a text, and not inside of a word."""
    return any(
        not text[: found.start()][-1:].isalpha() or ord(found[0][0]) > 0x2E80 for found in pattern.finditer(text)
    )
