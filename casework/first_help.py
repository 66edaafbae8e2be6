"""“I need help now”: the situations, where somebody stands in the three questions, which texts come first.

Pure: texts and their HTML come from `casework.first_texts`, the sentences from `casework.help_words`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from html.parser import HTMLParser
from itertools import zip_longest
from typing import Final, NamedTuple

NOT_SAID: Final = "-"
QUESTIONS: Final = ("what", "where", "speaks")
MOST_TEXTS: Final = 4
FEWEST_STEPS: Final = 3
# Steps, not words or tools: a manual only where nothing shorter is about the topic.
KINDS: Final = ("guide", "checklist", "manual")
LEVELS: Final = ("", "beginner", "advanced", "expert")


class Situation(StrEnum):
    """What happened: five situations, and whatever is none of them."""

    DEVICE = "device"
    ACCOUNT = "account"
    ARREST = "arrest"
    THREAT = "threat"
    HURT = "hurt"
    OTHER = "other"


# The topics whose texts help first, the nearest first.
TOPICS: Final[dict[Situation, tuple[str, ...]]] = {
    Situation.DEVICE: ("device-seizure", "malware", "mobile-phones", "protecting-files"),
    Situation.ACCOUNT: ("account-recovery", "phishing", "impersonation", "passwords"),
    Situation.ARREST: ("arrests", "kidnapping", "incident-response"),
    Situation.THREAT: ("being-followed", "incident-response", "doxing", "online-abuse", "protection-strategies"),
    Situation.HURT: ("trauma-support", "sexual-violence-response", "workspace-raids", "incident-response", "stress"),
    Situation.OTHER: ("incident-response", "security-planning", "protection-strategies", "evacuation"),
}
# What somebody says who skips all questions.
SKIPPED: Final = {"what": Situation.OTHER, "where": NOT_SAID, "speaks": NOT_SAID}


@dataclass(frozen=True)
class Asked:
    """The answers so far; "" is not answered yet, NOT_SAID is an answer too."""

    what: str = ""
    where: str = ""
    speaks: str = ""

    def answers(self) -> dict[str, str]:
        """The answers given, by question."""
        return {name: value for name in QUESTIONS if (value := getattr(self, name))}

    def without(self, question: str) -> Asked:
        """The answers to the other questions."""
        return replace(self, **{question: ""})


class Place(NamedTuple):
    """Where somebody stands: the question to ask, None when all are answered; whether their answer was no answer."""

    asked: Asked
    question: str | None
    refused: bool


def stand(said: Mapping[str, str], countries: Collection[str], is_language: Callable[[str], bool]) -> Place:
    """What to ask next; what is no answer is asked again, wherever it came from. `ask` goes back to a question."""
    known: dict[str, Callable[[str], bool]] = {
        "what": lambda value: value in TOPICS,
        "where": lambda value: value == NOT_SAID or value in countries,
        "speaks": lambda value: value == NOT_SAID or is_language(value),
    }
    asked = Asked(**{name: value for name in QUESTIONS if known[name](value := said.get(name, ""))})
    if (wanted := said.get("ask", "")) in QUESTIONS:
        return Place(asked, wanted, refused=False)
    open_ones = (name for name in QUESTIONS if not getattr(asked, name))
    question = next(open_ones, None)
    return Place(asked, question, refused=question is not None and question in said)


class Text(NamedTuple):
    """A text of the library under one of its topics."""

    page: int
    same: str
    topic: str
    language: str
    kind: str
    level: str
    places: tuple[str, ...] = ()


def choose(texts: Iterable[Text], situation: Situation, chain: Iterable[str], here: Collection[str]) -> list[int]:
    """The texts that help first: in the first languages of the chain that have some, else in any.

    Each topic gives its best before any gives its second. A text about other places than `here` is left out.
    """
    fitting = [text for text in texts if not text.places or set(text.places) & set(here)]
    known = list(dict.fromkeys(chain))
    others = sorted({text.language for text in fitting} - set(known))
    found: dict[str, int] = {}
    for language in (*known, *others):
        if language in others and found:
            break
        for text in _by_turns([text for text in fitting if text.language == language], TOPICS[situation]):
            found.setdefault(text.same, text.page)
    return list(found.values())[:MOST_TEXTS]


def _by_turns(texts: Iterable[Text], topics: Iterable[str]) -> Iterator[Text]:
    ordered = sorted(texts, key=_nearness)
    columns = [[text for text in ordered if text.topic == topic] for topic in topics]
    for row in zip_longest(*columns):
        yield from (text for text in row if text is not None)


def _nearness(text: Text) -> tuple[int, int, int]:
    kind = KINDS.index(text.kind) if text.kind in KINDS else len(KINDS)
    level = LEVELS.index(text.level) if text.level in LEVELS else len(LEVELS)
    return level, kind, text.page


class Steps(NamedTuple):
    """Things to do in their order, and the heading they stand under."""

    heading: str
    items: tuple[str, ...]


def steps(html: str) -> Steps | None:
    """The first numbered list of a text, in plain words; None where it has none but its footnotes."""
    reader = _ListReader()
    reader.feed(html)
    reader.close()
    # Footnotes are a numbered list too: the last thing of a text that points to them.
    if not reader.done or ("<sup" in html and not reader.followed):
        return None
    return Steps(reader.heading, tuple(reader.items))


class _ListReader(HTMLParser):
    """Reads the first list with enough numbered items; lists within its items are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.heading, self.items = "", list[str]()
        self.done, self.followed = False, False
        self._depth, self._words = 0, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("h2", "h3", "h4") or (tag == "li" and self._depth == 1):
            self._words = []
        elif tag == "ol" or (tag == "ul" and self._depth):
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if self.done:
            return
        said = " ".join("".join(self._words).split())
        if tag in ("h2", "h3", "h4"):
            self.heading = said
        elif tag == "li" and self._depth == 1:
            self.items.append(said)
        elif tag in ("ol", "ul") and self._depth:
            self._depth -= 1
            self.done = not self._depth and len(self.items) >= FEWEST_STEPS
            if not self._depth and not self.done:
                self.items = []

    def handle_data(self, data: str) -> None:
        self.followed = self.followed or bool(self.done and data.strip())
        if self._depth <= 1:
            self._words.append(data)
