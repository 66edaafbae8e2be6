"""What operators are told of the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hub.health import NotWell
from search import engine, records
from search.engines.protocol import Health, IndexUnavailableError, SearchEngine
from search.kinds.library import texts
from search.models import EngineRecord, PendingUpdate


def state() -> str:
    """A line on each engine, that in use first.

    Raises NotWell where readers are not getting what they should: the engine in use does not answer or is not whole.
    """
    found = [(each, _health(each)) for each in engine.configured()]
    lines = "; ".join(_line(each, health) for each, health in found)
    if not found[0][1].ok:
        raise NotWell(lines)
    return lines


def _health(each: SearchEngine) -> Health:
    """Its own word; an engine that is left alone until it is back is not asked."""
    if engine.breaker(each).is_open:
        return Health(False, "does not answer, the embedded index stands in")
    return each.health()


def _line(each: SearchEngine, health: Health) -> str:
    record, waiting = records.known(each.name), PendingUpdate.objects.filter(engine=each.name).count()
    counts = f"{health.pages} pages, {health.passages} passages"
    parts = [f"{each.name}: {counts if health.ok else health.detail}, {waiting} updates waiting"]
    if record and record.updated_at:
        parts.append(f"last update {record.updated_at:%Y-%m-%d %H:%M} UTC")
    if record and record.compared_at:
        differed = f"{record.missing} missing, {record.extra} too many, {record.older} otherwise than published"
        parts.append(f"compared with the database {record.compared_at:%Y-%m-%d %H:%M} UTC ({differed})")
    if record and record.failed_at:
        parts.append(f"last fallback {record.failed_at:%Y-%m-%d %H:%M} UTC ({record.reason})")
    return ", ".join(parts)


@dataclass(frozen=True)
class EngineState:
    """One engine as the panel shows it; a language is named by its code."""

    name: str
    in_use: bool
    health: Health
    waiting: int
    record: EngineRecord | None
    passages: Mapping[str, int]


def states() -> list[EngineState]:
    """Every engine that is kept up to date, that in use first."""
    engines = engine.configured()
    return [_state(each, each is engines[0]) for each in engines]


def _state(each: SearchEngine, in_use: bool) -> EngineState:
    health = _health(each)
    waiting = PendingUpdate.objects.filter(engine=each.name).count()
    return EngineState(each.name, in_use, health, waiting, records.known(each.name), _passages(each, health))


def _passages(each: SearchEngine, health: Health) -> Mapping[str, int]:
    try:
        return texts(each).passages() if health.ok else {}
    except IndexUnavailableError:
        return {}
