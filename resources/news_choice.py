"""Which news a reader wants: of one month, on one topic. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
TOPIC = re.compile(r"[a-z0-9-]{1,80}")


@dataclass(frozen=True)
class Item:
    """A piece of news: its page, its day (the first of January 1970 where none is known), its topics."""

    number: int
    day: dt.date
    topics: frozenset[str] = frozenset()

    @property
    def month(self) -> str:
        """Such as 2026-11."""
        return f"{self.day:%Y-%m}"


@dataclass(frozen=True)
class NewsChoice:
    """A month and a topic, both or none; what is no month and no code counts as not said."""

    month: str = ""
    topic: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> NewsChoice:
        """What an address says."""
        month, topic = query.get("month", ""), query.get("topic", "")
        return cls(month if MONTH.fullmatch(month) else "", topic if TOPIC.fullmatch(topic) else "")

    def as_query(self) -> str:
        """The same as an address has it."""
        said = {"month": self.month, "topic": self.topic}
        return "?" + urlencode({name: value for name, value in said.items() if value})

    def with_month(self, month: str) -> NewsChoice:
        """The same topic in a month, or in all."""
        return replace(self, month=month)

    def with_topic(self, topic: str) -> NewsChoice:
        """The same month on a topic, or on all."""
        return replace(self, topic=topic)

    def takes(self, item: Item) -> bool:
        """Whether a piece of news is among what is wanted."""
        return self.month in {"", item.month} and (not self.topic or self.topic in item.topics)


def months(items: Iterable[Item], choice: NewsChoice) -> list[tuple[str, int]]:
    """The months that have news on the topic, the latest first, with how many."""
    wanted = choice.with_month("")
    return sorted(Counter(item.month for item in items if wanted.takes(item)).items(), reverse=True)


def topics(items: Iterable[Item], choice: NewsChoice) -> Counter[str]:
    """How many news of the month each topic has."""
    wanted = choice.with_topic("")
    return Counter(topic for item in items if wanted.takes(item) for topic in item.topics)
