"""What ends links and proposals besides an answer: closing, handing over, an agreement, the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from casework.models import Case, Proposal
from casework.proposals import links
from casework.proposing import LIVE, Stage


def end(rows: Iterable[Proposal], stage: Stage) -> None:
    """Bring proposals to rest; their links lead nowhere from now on."""
    for row in rows:
        row.stage = stage
        links.cut(row)
        row.save()


def case_closed(case: Case) -> None:
    """A case that is closed asks nobody any more; an agreement stays, its link goes."""
    end(case.proposals.filter(stage__in=LIVE), Stage.WITHDRAWN)
    _cut(case.proposals.filter(outline__isnull=False))


def case_handed_over(case: Case) -> None:
    """Links that one desk made are not another's to answer for; what was answered stays."""
    end(case.proposals.filter(stage=Stage.OPEN), Stage.WITHDRAWN)
    _cut(case.proposals.filter(outline__isnull=False))


def tick(now: dt.datetime) -> Mapping[str, int]:
    """What `manage.py tick` does: links that are over show nothing, not even to who has the link and the disk."""
    over = Proposal.objects.filter(link_until__lt=now.date())
    return {"links of proposals ended": over.update(outline=None, link_until=None)}


def _cut(rows: Iterable[Proposal]) -> None:
    for row in rows:
        links.cut(row)
        row.save()
