"""What is sealed in a proposal, as values: why somebody is asked, what they answered."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from trainers.matching.outcome import Reason

# Reasons as codes and what fills their gaps: they are said in the language of who reads them.
Written = tuple[tuple[str, Mapping[str, Any]], ...]


@dataclass(frozen=True)
class Body:
    """Who is asked and why, and the private half of the box for the answer."""

    trainer: str
    name: str
    box: str
    language: str = "en"
    reasons: Written = ()
    concerns: Written = ()
    unknowns: Written = ()
    for_trainer: Written = ()
    run: int | None = None


@dataclass(frozen=True)
class Answer:
    """What a trainer said: yes, no with a reason, or other dates, and on which day."""

    said: str
    on: str
    reason: str = ""
    words: str = ""

    @property
    def day(self) -> dt.date:
        """The day it was said."""
        return dt.date.fromisoformat(self.on)


def written(reasons: Iterable[Reason]) -> Written:
    """Reasons as they are kept."""
    return tuple((each.code, dict(each.parameters)) for each in reasons)


def reasons(kept: Written) -> tuple[Reason, ...]:
    """Reasons as they are said; JSON knows no tuples."""
    return tuple(
        Reason(code, {name: tuple(value) if isinstance(value, list) else value for name, value in parameters.items()})
        for code, parameters in kept
    )


def body_as_json(body: Body) -> str:
    """A body as it is sealed."""
    return json.dumps(asdict(body), ensure_ascii=False, separators=(",", ":"))


def body_from_json(text: str) -> Body:
    """A body as it was kept; what a later release adds is left."""
    read = json.loads(text)
    return Body(**{name: read[name] for name in Body.__dataclass_fields__ if name in read})


def answer_as_json(answer: Answer) -> str:
    """An answer as it is sealed."""
    return json.dumps(asdict(answer), ensure_ascii=False, separators=(",", ":"))


def answer_from_json(text: str) -> Answer:
    """An answer as it was kept."""
    read = json.loads(text)
    return Answer(**{name: read[name] for name in Answer.__dataclass_fields__ if name in read})
