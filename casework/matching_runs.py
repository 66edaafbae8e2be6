"""Finding out who fits a case, and keeping each new answer sealed with the case, to be read again as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from casework import contents, runs
from casework.desk_acts import key_of
from casework.envelopes import Key, Place, seal, unseal
from casework.models import Case, MatchRun
from casework.needs import Answers, as_request
from casework.proposals import declined
from casework.runs import Run
from hub.sealing import Ciphertext
from trainers import answers
from trainers.matching.faults import Fault
from trainers.weighing import current, recent

# Of one case; the oldest goes when there are more.
MOST_RUNS: Final = 50
# Numbers in addresses that could be a run's.
HIGHEST: Final = 10**6


class CannotMatch(Exception):
    """What was asked is no request any more, such as one for a term that has gone."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


def at_desk(case_id: UUID, today: dt.date) -> Run:
    """Who fits a case now, for whoever has been let in to it.

    Raises CannotMatch, hub.sealing.CannotBeOpened, Case.DoesNotExist.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).select_related("desk").get(pk=case_id)
        key = key_of(case)
        return run_for(case, key, contents.need_of(case, key), today)


def kept(case_id: UUID, number: int) -> Run | None:
    """A run of a case as it was kept, for whoever has been let in to it. Raises hub.sealing.CannotBeOpened."""
    if number > HIGHEST:
        return None
    row = MatchRun.objects.filter(case=case_id, number=number).select_related("case__desk").first()
    return run_of(row, key_of(row.case)) if row else None


def again(case_id: UUID, then: Run, today: dt.date) -> Run:
    """The same question answered now, and not kept.

    Raises CannotMatch, hub.sealing.CannotBeOpened, Case.DoesNotExist.
    """
    case = Case.objects.select_related("desk").get(pk=case_id)
    key = key_of(case)
    return fresh(case, key, contents.need_of(case, key), today, then.seed)


def run_for(case: Case, key: Key, need: Answers, today: dt.date) -> Run:
    """Who fits a case now; kept where it says anything that the last run did not.

    Whoever calls holds the row of the case. Raises CannotMatch, hub.sealing.CannotBeOpened.
    """
    last = latest(case, key)
    now = fresh(case, key, need, today, last.seed if last else None)
    if last is not None and last.said == now.said:
        return last
    number = last.number + 1 if last else 1
    kept = replace(now, number=number)
    row = MatchRun(case=case, number=number, on=today)
    row.body = Ciphertext(seal(key, runs.as_json(kept), _place(row)))
    row.save()
    case.runs.filter(number__lte=number - MOST_RUNS).delete()
    return kept


def fresh(case: Case, key: Key, need: Answers, today: dt.date, seed: int | None = None) -> Run:
    """Who fits a case now; a case keeps the draw among equals that its first run had.

    Raises CannotMatch, hub.sealing.CannotBeOpened.
    """
    request = request_of(case, key, need, today)
    asked = answers.asked(request, today)
    if asked.need is None:
        raise CannotMatch(asked.faults)
    held = current.held()
    outcome = answers.desk_outcome(asked.need, today, seed, held.weights)
    if seed is None:
        # The first one: later ones would say the same of the same case.
        recent.keep(outcome)
    return runs.of(outcome, request, held.number, today)


def request_of(case: Case, key: Key, need: Answers, today: dt.date) -> Mapping[str, Any]:
    """What a group asked for as matching reads it, without those who have declined it."""
    return {**as_request(need, today), "declined": sorted(declined(case, key))}


def latest(case: Case, key: Key) -> Run | None:
    """The last run that was kept. Raises hub.sealing.CannotBeOpened."""
    row = case.runs.order_by("-number").first()
    return run_of(row, key) if row else None


def run_of(row: MatchRun, key: Key) -> Run:
    """A run as it was kept. Raises hub.sealing.CannotBeOpened."""
    return runs.from_json(unseal(key, row.body, _place(row)))


def _place(row: MatchRun) -> Place:
    return Place(str(row.case_id), row._meta.label_lower, str(row.pk), "body")
