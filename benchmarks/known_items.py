"""Known items: a resource looked for by the words of its title, as they are and with one mistake in the longest."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from search.passages import Document

from .search_needs import Query, mean

PER_LANGUAGE = 40
SHORTEST = 5
UNSPACED = {"zh-hant", "zh-hans", "th", "km", "my", "lo"}
Search = Callable[[Query], Sequence[str]]


def misspelt(word: str, letters: str, chance: random.Random) -> str:
    """The word with one letter left out, put in or changed, or two that changed places."""
    at = chance.randrange(len(word) - 1)
    other = chance.choice(letters)
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + other + word[at:],
            word[:at] + other + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def _items(library: Sequence[Document]) -> Iterator[tuple[Document, set[str]]]:
    """Some resources of each language, the same each time, with all that have the same title."""
    titled: dict[tuple[str, str], set[str]] = defaultdict(set)
    tops: dict[str, list[Document]] = defaultdict(list)
    for each in library:
        if not each.is_chapter and each.title:
            titled[each.language, each.title].add(each.resource)
            tops[each.language].append(each)
    for language, found in sorted(tops.items()):
        chosen = random.Random(f"known {language}").sample(found, min(PER_LANGUAGE, len(found)))  # noqa: S311
        yield from ((each, titled[language, each.title]) for each in chosen)


def _with_mistake(document: Document, letters: str) -> str:
    """The title with its longest word misspelt; nothing where no word is long enough."""
    words = document.title.split()
    longest = max(range(len(words)), key=lambda at: len(words[at]))
    if len(words[longest]) < SHORTEST or not words[longest].isalpha():
        return ""
    chance = random.Random(document.place + document.language)  # noqa: S311
    words[longest] = misspelt(words[longest].lower(), letters, chance)
    return " ".join(words)


def _reciprocal(found: Sequence[str], wanted: set[str]) -> float:
    order = list(dict.fromkeys(each.partition("/")[0] for each in found))
    return next((1 / (at + 1) for at, each in enumerate(order) if each in wanted), 0.0)


def reciprocal_ranks(search: Search, library: Sequence[Document], *, mistaken: bool) -> dict[str, float]:
    """MRR for each language; languages without spaces have no words to misspell."""
    letters: dict[str, str] = {}
    for each in library:
        if not letters.get(each.language):
            letters[each.language] = "".join(sorted({sign for sign in each.title.lower() if sign.isalpha()}))
    ranks: dict[str, list[float]] = defaultdict(list)
    for document, wanted in _items(library):
        if mistaken and document.language in UNSPACED:
            continue
        text = _with_mistake(document, letters[document.language]) if mistaken else document.title
        if text:
            query = Query("", text, document.language, document.language, "known", {})
            ranks[document.language].append(_reciprocal(search(query), wanted))
    return {language: mean(found) for language, found in ranks.items()}
