"""A light Arabic stemmer: the article and its particles in front, plural and pronoun endings behind.

After L. Larkey, L. Ballesteros, M. Connell, "Light Stemming for Arabic Information Retrieval" (light10):
it merges what readers take for one word and leaves the root alone.
"""

from __future__ import annotations

PARTICLES = ("وال", "بال", "كال", "فال", "ولل", "ال", "لل")
ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
SHORTEST = 2


def light_stem(word: str) -> str:
    """The word, already folded, without particles and endings, never under two letters."""
    if word.startswith("و") and len(word) > SHORTEST + 2 and not word.startswith(PARTICLES):
        word = word[1:]
    for particle in PARTICLES:
        if word.startswith(particle) and len(word) >= len(particle) + SHORTEST:
            word = word[len(particle) :]
            break
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + SHORTEST:
            word = word[: -len(ending)]
    return word
