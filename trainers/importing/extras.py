"""What a record may say besides: ways of contact, how somebody works, what to ask. An absent key says nothing."""

from __future__ import annotations

from typing import Any

from trainers.channels import checking, keeping
from trainers.channels.kinds import ChannelKind, SayingKind
from trainers.choices import Tier
from trainers.importing.checks import Check, Fault, Faults, each, fields, known, one_of, table, together, words
from vocabulary import tongues

Record = dict[str, Any]
CHANNELS = "channels"
SAYINGS = tuple(SayingKind.values)
KEYS = (CHANNELS, *SAYINGS)
MOST_CHANNELS = 12
MOST_QUESTIONS = 12


def _value(value: Any, path: str) -> Faults:
    if not isinstance(value, str):
        yield Fault(path, "is not a text")


def _usable(value: Any, path: str) -> Faults:
    try:
        checking.normal(value["kind"], value["value"], None)
    except checking.UnusableChannelError as reason:
        yield Fault(f"{path}.value", str(reason))


_tier = one_of("tier", Tier.values)
_language = known("language", tongues.is_tag)
_channel = together(
    fields({"kind": one_of("way of contact", ChannelKind.values), "value": _value, "tier": _tier}), _usable
)


def _saying(text: Check) -> Check:
    return fields({"tier": _tier, "texts": table(_language, text, 1, 60)})


MAY: dict[str, Check] = {
    CHANNELS: each(_channel, most=MOST_CHANNELS),
    SayingKind.HOW.value: _saying(words(2000)),
    SayingKind.ASK.value: _saying(each(words(200), least=1, most=MOST_QUESTIONS)),
}


def normal(record: Record) -> Record:
    """The record with its extras in one form; what is empty is left out."""
    found = {key: value for key, value in record.items() if key not in KEYS}
    if record.get(CHANNELS):
        found[CHANNELS] = [
            {**way, "value": checking.normal(way["kind"], way["value"], None)[0]} for way in record[CHANNELS]
        ]
    return found | {kind: record[kind] for kind in SAYINGS if record.get(kind)}


def read(row: Any) -> Record:
    """What an entry says besides; empty where it says nothing."""
    ways = keeping.channels_of(row)
    said = keeping.sayings_of(row)
    return ({CHANNELS: ways} if ways else {}) | {kind: said[kind] for kind in SAYINGS if kind in said}


def write(row: Any, record: Record) -> None:
    """Write what the record speaks of, and leave the rest as it is."""
    if CHANNELS in record:
        keeping.put_channels(row, record[CHANNELS])
    for kind in SayingKind:
        if kind.value in record:
            keeping.put_saying(row, kind, record[kind.value]["tier"], record[kind.value]["texts"])


def only_spoken_of(stored: Record, wanted: Record) -> Record:
    """What is stored, without the extras of which the other record says nothing."""
    return {key: value for key, value in stored.items() if key not in KEYS or key in wanted}
