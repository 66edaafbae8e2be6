"""What operators are told of the index."""

from __future__ import annotations

from collections import Counter

from hub.health import NotWell
from search import engine, records
from search.engines.protocol import Health, IndexUnavailableError, SearchEngine
from search.models import PendingUpdate


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
    if record and record.failed_at:
        parts.append(f"last fallback {record.failed_at:%Y-%m-%d %H:%M} UTC ({record.reason})")
    return ", ".join(parts)


def passages_by_language(each: SearchEngine) -> dict[str, int]:
    """How many pages of each language an engine holds; nothing where it does not answer."""
    try:
        return dict(Counter(entry.language for entry in each.entries().values()))
    except IndexUnavailableError:
        return {}
