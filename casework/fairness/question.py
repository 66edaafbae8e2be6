"""What a desk asks of the picture of gaps: read from the address, forgivingly; it turns back into the same address."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from vocabulary import places
from vocabulary.tree import Broader

OWN: Final = ""
"""The regions of one's own desks."""
LEAVES: Final = tuple(code for code in places.REGIONS if code not in set(places.REGIONS.values()))


@dataclass(frozen=True)
class Question:
    """Which topics, which language and which regions are looked at; empty is all wide topics, any language, one's
    own regions."""

    topic: str = ""
    language: str = ""
    region: str = OWN

    @classmethod
    def read(cls, query: Mapping[str, str], topics: Collection[str], languages: Collection[str]) -> Question:
        """What an address asks; what there is not is left out."""
        topic, language, region = (query.get(name, "") for name in ("topic", "language", "region"))
        return cls(
            topic if topic in topics else "",
            language if language in languages else "",
            region if places.is_region(region) else OWN,
        )

    def address(self, **more: str) -> str:
        """The query of the same question."""
        values = {"topic": self.topic, "language": self.language, "region": self.region, **more}
        return urlencode({name: value for name, value in values.items() if value})

    def rows(self, broader: Broader) -> tuple[str, ...]:
        """The topics looked at: all wide ones, or one with what lies right below it."""
        if not self.topic:
            return tuple(code for code, parent in broader.items() if parent is None)
        return (self.topic, *(code for code, parent in broader.items() if parent == self.topic))

    def columns(self, own: Iterable[str]) -> tuple[str, ...]:
        """The smallest regions looked at."""
        if self.region == OWN:
            wanted = {places.region_of(country) for country in own}
            return tuple(code for code in LEAVES if code in wanted) or LEAVES
        return tuple(code for code in LEAVES if places.within(code, self.region))
