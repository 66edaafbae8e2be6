"""What is due goes: applications and remarks past their last day."""

from __future__ import annotations

import datetime as dt

from accounts import audit
from trainers.models import Application, Remark


def tick(now: dt.datetime) -> dict[str, int]:
    """Remove what is due; the audit log names the rows, and nothing of what they held."""
    done = {}
    for name, model in (("applications", Application), ("remarks", Remark)):
        rows = model._default_manager.filter(purge_on__lte=now.date())
        gone = [str(pk) for pk in rows.values_list("pk", flat=True)]
        rows.filter(pk__in=gone).delete()
        for pk in gone:
            audit.record(who=audit.SYSTEM, act="joining.purge", what=f"{name[:-1]}:{pk}")
        done[name] = len(gone)
    return {name: number for name, number in done.items() if number}
