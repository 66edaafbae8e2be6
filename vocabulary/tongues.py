"""Which language tags (BCP 47) name a language; pure."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale

from hub import languages
from vocabulary.places import DATA

TAG = re.compile(r"([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}|[0-9]{3}))?", re.ASCII)


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """The codes of languages, without script or country."""
    named = {str(code) for code in Locale.parse("en").languages if str(code).isalpha()}
    return frozenset(named | taught()) - {"mul", "und", "zxx"}


@lru_cache(maxsize=1)
def taught() -> frozenset[str]:
    """The codes of languages that trainers are known to train in."""
    ours = (DATA / "languages.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(line for line in ours if line and not line.startswith("#"))


def is_tag(text: str) -> bool:
    """Whether this names a language, as BCP 47 writes it: `es`, `quc`, `zh-Hant`."""
    match = TAG.fullmatch(text)
    if match is None or match[1] not in known():
        return False
    english = Locale.parse("en")
    return (not match[2] or match[2] in english.scripts) and (not match[3] or match[3] in english.territories)


@lru_cache(maxsize=16)
def by_name(reader: str) -> dict[str, str]:
    """Each language's name in the language of a reader, with its code, in the order of the names."""
    named = {languages.display_name(code, reader): code for code in known()}
    return dict(sorted(named.items(), key=lambda item: item[0].casefold()))
