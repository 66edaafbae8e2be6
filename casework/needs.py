"""What a group that asks for training says of itself, as values: kept as JSON, read as a request for matching.

Pure. Stored answers are read forgivingly: what a later release adds or drops stops nobody from opening an old case.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

MOST_TOPICS: Final = 5
MOST_LANGUAGES: Final = 4
MOST_PEOPLE: Final = 1000
MOST_WEEKS: Final = 52
MOST_HOURS: Final = 520
MOST_WISHES: Final = 20
LONGEST_TEXT: Final = 5_000
LONGEST_LINE: Final = 200

GROUP_KINDS: Final = ("collective", "organisation", "network", "community", "newsroom", "person", "other")
SITUATIONS: Final = {"danger": "urgent", "incident": "soon", "preparing": "planned"}
RISK_LEVELS: Final = ("low", "medium", "high", "unknown")
FORMATS: Final = ("in_person", "online", "hybrid", "coaching", "accompaniment")
CARE: Final = (
    "childcare",
    "access",
    "interpretation",
    "safe_venue",
    "no_pictures",
    "travel_help",
    "psychosocial",
    "meals",
)
TELLS: Final = ("code", "contact")
# Within how long a training should begin when nobody named a day.
STARTS_IN: Final = {"urgent": dt.timedelta(days=7), "soon": dt.timedelta(weeks=4), "planned": dt.timedelta(weeks=10)}
FARTHEST: Final = dt.timedelta(days=365)
# Whoever does not know yet what to learn begins by looking at the risks.
FIRST_TOPICS: Final = ("risk-analysis", "security-planning")
VERSION: Final = 1


@dataclass(frozen=True)
class Contact:
    """How a group wants to hear of an answer, and what must never be done or said."""

    tell: str = "code"
    address: str = ""
    never: str = ""


@dataclass(frozen=True)
class Answers:
    """Everything that was asked, in the order of the questions."""

    country: str
    group_kind: str = "other"
    participants: int = 1
    at_risk_groups: tuple[str, ...] = ()
    called: str = ""
    situation: str = "preparing"
    happened: str = ""
    worries: str = ""
    risk_level: str = "unknown"
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    format: str = "online"
    start_by: dt.date | None = None
    weeks: int = 4
    hours: int = 12
    days_note: str = ""
    care: tuple[str, ...] = ()
    logistics: str = ""
    facilitator_prefer: tuple[str, ...] = ()
    contact: Contact = field(default_factory=Contact)
    wishes: tuple[str, ...] = ()


def urgency(answers: Answers) -> str:
    """How soon a desk must answer: by what happened, which is easier to say than how urgent it is."""
    return SITUATIONS.get(answers.situation, "planned")


def as_json(answers: Answers) -> str:
    """The answers as they are sealed."""
    value = {"version": VERSION, **dataclasses.asdict(answers)}
    value["start_by"] = answers.start_by.isoformat() if answers.start_by else None
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Answers:
    """The answers as they were kept; what is missing or of another kind has its default, what is unknown is left."""
    return _answers(_mapping(json.loads(text)))


def contact_as_json(contact: Contact) -> str:
    """A contact alone, as it is sealed."""
    return json.dumps(dataclasses.asdict(contact), ensure_ascii=False, separators=(",", ":"))


def contact_from_json(text: str) -> Contact:
    """A contact as it was kept."""
    return _contact(json.loads(text))


def as_request(answers: Answers, today: dt.date) -> dict[str, Any]:
    """The answers as the request that matching reads; an old wish for a day that has passed means now."""
    how_soon = urgency(answers)
    wanted = answers.start_by or today + STARTS_IN[how_soon]
    return {
        "country": answers.country,
        "languages": [
            {"code": code, "need": "prefer" if place else "must"}
            for place, code in enumerate(dict.fromkeys(answers.languages))
        ],
        "topics": [{"code": code} for code in dict.fromkeys(answers.topics or FIRST_TOPICS)],
        "format": answers.format,
        "participants": _between(answers.participants, MOST_PEOPLE),
        "at_risk_groups": list(dict.fromkeys(answers.at_risk_groups)),
        # Unsaid, the setting counts as a dangerous one.
        "risk_level": "high" if answers.risk_level == "unknown" else answers.risk_level,
        "urgency": how_soon,
        "start_by": min(max(wanted, today), today + FARTHEST).isoformat(),
        "weeks": _between(answers.weeks, MOST_WEEKS),
        "hours": _between(answers.hours, MOST_HOURS),
        "facilitator": {"prefer": list(dict.fromkeys(answers.facilitator_prefer))},
    }


def _between(number: int, most: int) -> int:
    return min(max(number, 1), most)


def _answers(read: Mapping[str, Any]) -> Answers:
    given: dict[str, Any] = {"country": ""}
    for each in dataclasses.fields(Answers):
        reading = READING.get(str(each.type))
        if reading and each.name in read:
            value = reading(read[each.name])
            given |= {} if value is None else {each.name: value}
    return Answers(**given)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _codes(value: object) -> tuple[str, ...] | None:
    return tuple(code for code in value if isinstance(code, str)) if isinstance(value, list) else None


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _contact(value: object) -> Contact:
    read = _mapping(value)
    names = [each.name for each in dataclasses.fields(Contact)]
    return Contact(**{name: read[name] for name in names if isinstance(read.get(name), str)})


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


READING: Final[Mapping[str, Callable[[object], Any]]] = {
    "str": _text,
    "int": _number,
    "tuple[str, ...]": _codes,
    "dt.date | None": _day,
    "Contact": _contact,
}
