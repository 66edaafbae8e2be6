"""Which codes stand for other terms since two were merged: kept in rows, handed down as a file that costs no query.

Old codes stay in addresses that people kept, in files and in sealed requests, where nothing can be written anew.
The file is made from the rows after each merge and by every tick, so that a site restored from a copy has it again.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from hub.handed import Handed
from vocabulary.models import Concept

NAME: Final = "merged-terms.json"
Codes = Mapping[str, Mapping[str, str]]


def _read(said: Any) -> Codes:
    return {str(scheme): {str(a): str(b) for a, b in codes.items()} for scheme, codes in said.items()}


handed: Final[Handed[Codes]] = Handed(NAME, _read, {})
# For each list the codes of merged terms with those that they stand for.
current = handed.current


def code(scheme: str, given: str) -> str:
    """The code that stands for the same term today."""
    return current().get(scheme, {}).get(given, given)


def in_request(value: Any) -> Any:
    """A request for training as it was written, with today's codes of its topics and groups, each once."""
    if not isinstance(value, dict) or not current():
        return value
    said = dict(value)
    topics, groups = said.get("topics"), said.get("at_risk_groups")
    if isinstance(topics, list):
        given = [_topic(each) for each in topics]
        said["topics"] = [each for place, each in enumerate(given) if each not in given[:place]]
    if isinstance(groups, list) and all(isinstance(each, str) for each in groups):
        said["at_risk_groups"] = list(dict.fromkeys(code("at-risk-group", each) for each in groups))
    return said


def _topic(given: Any) -> Any:
    own = given.get("code") if isinstance(given, dict) else None
    return {**given, "code": code("topic", own)} if isinstance(own, str) else given


def of_rows() -> dict[str, dict[str, str]]:
    """What the rows say: one query."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    rows = Concept.objects.exclude(replaced_by=None).order_by("scheme", "code")
    for scheme, old, new in rows.values_list("scheme", "code", "replaced_by__code"):
        found[scheme][old] = new
    return dict(found)


def hand_out() -> bool:
    """Write the file where it does not say what the rows say; whether it was written."""
    return handed.hand_out(of_rows())


def tick(now: dt.datetime) -> Mapping[str, int]:
    """What `manage.py tick` does: the file, where it is missing or of another database."""
    return {"merged terms": 1} if hand_out() else {}
