"""What the indexes are called and what is in them. Pure.

`hub-1.2-g7-en` holds the passages and titles of a language, `hub-1.2-g7-pages` the facts of every page; 1.2 is the
version of layout and analysis, g7 the generation. `hub-1.2-en` and `hub-1.2-pages` are aliases of those in use.
Another version has indexes of its own: during an upgrade the old site reads the old ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from search.analysis import VERSION as ANALYSIS_VERSION
from search.engines import weights

# Counts up with every change of what is stored.
LAYOUT = 1
VERSION = f"{LAYOUT}.{ANALYSIS_VERSION}"
PAGES = "pages"

# `combined_fields` (BM25 over several fields as one) takes no weight below 1: all are scaled, and k1 with them.
SCALE = 2.5
K1, B = 1.2, 0.75
ANALYSED = [name for fields in (weights.TEXT, weights.NAME) for form in fields.values() for name in form]
WORDS = "words"

# A passage is known by one number: its page and its place in it. The last place is the page's title.
PLACES = 4096
TITLE = PLACES - 1


@dataclass(frozen=True)
class Names:
    """The names of indexes and aliases below a prefix."""

    prefix: str

    @property
    def state(self) -> str:
        """The index that says which generation is being built and numbers the tickets."""
        return f"{self.prefix}-{VERSION}-state"

    def alias(self, what: str) -> str:
        """What readers and operators call an index in use."""
        return f"{self.prefix}-{VERSION}-{what}"

    def index(self, generation: int, what: str) -> str:
        """The index of a generation."""
        return f"{self.prefix}-{VERSION}-g{generation}-{what}"

    def written(self, generation: int, what: str) -> str:
        """The alias that is written to: it never comes into being by itself, as an index would."""
        return f"{self.index(generation, what)}-w"

    def generation(self, index: str) -> int:
        """The generation of an index of this version; 0 for any other."""
        rest = index.removeprefix(f"{self.prefix}-{VERSION}-g")
        number = rest.partition("-")[0]
        return int(number) if rest != index and number.isdigit() else 0

    @property
    def every(self) -> str:
        """All indexes of all versions, for cleaning up."""
        return f"{self.prefix}-*"


def settings(shards: int, replicas: int, language: bool) -> dict[str, Any]:
    """Readers see what was written only after a refresh, which writers ask for themselves."""
    return {
        "number_of_shards": shards if language else 1,
        "number_of_replicas": replicas,
        "refresh_interval": "-1",
        "similarity": {"default": {"type": "BM25", "k1": K1 * SCALE, "b": B}},
    }


def mappings(language: bool) -> dict[str, Any]:
    """Analysed words come as tokens and are only looked for; what is shown lies in `_source`."""
    number = {"type": "long"}
    if not language:
        properties: dict[str, Any] = {"page": number, "ticket": number, "gone": {"type": "boolean"}}
        return {"dynamic": False, "properties": properties}
    token = {"type": "text", "analyzer": "whitespace"}
    properties = dict.fromkeys(ANALYSED, token)
    properties |= {"unit": number, "page": number, "ticket": number, WORDS: {"type": "keyword"}}
    return {"dynamic": False, "_source": {"excludes": [*ANALYSED, WORDS]}, "properties": properties}


def unit(page: int, place: int) -> int:
    """The number of a passage."""
    return page * PLACES + min(place, TITLE - 1)


def identifier(page: int, ticket: int, place: int) -> str:
    """The document of a passage: each writer has documents of its own, so that old ones serve until the new do."""
    return f"{page}-{ticket}-{place}"
