"""Which desks of a file have someone behind them. Pure."""

from __future__ import annotations

from typing import Any

from trainers.importing.checks import Fault

Record = dict[str, Any]


def with_someone_behind(
    records: list[Record], here: frozenset[str], central_here: frozenset[str]
) -> tuple[list[Record], list[tuple[str, Fault]]]:
    """The desks whose fallbacks all exist and end with the central unit, and what is wrong with the others."""
    kept = list(records)
    wrong: list[tuple[str, Fault]] = []
    while True:
        ids = here | {record["id"] for record in kept}
        central = central_here | {record["id"] for record in kept if record["central"]}
        faults = {record["id"]: fault for record in kept if (fault := _fault(record, ids, central))}
        if not faults:
            return kept, wrong
        wrong += list(faults.items())
        kept = [record for record in kept if record["id"] not in faults]


def _fault(record: Record, ids: frozenset[str], central: frozenset[str]) -> Fault | None:
    names = record["fallback"]
    for place, name in enumerate(names):
        if name not in ids:
            return Fault(f"fallback[{place}]", f"there is no desk “{name}” here")
    if names and names[-1] not in central:
        return Fault("fallback", "does not end with the central unit")
    return None
