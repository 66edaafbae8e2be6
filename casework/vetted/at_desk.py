"""The part of a case's screen where its desk says that whoever asks is vetted, and reads what they opened since."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from casework import clocks
from casework.desk_acts import key_of
from casework.models import Case
from casework.states import ACTIVE
from casework.vetted import marking, openings
from casework.words import AGO
from trainers.models import Organisation, Trainer


def context(case_id: UUID, today: Any) -> dict[str, Any]:
    """Everything the part says, for whoever has been let in to the case. Raises hub.sealing.CannotBeOpened."""
    case = Case.objects.select_related("desk").get(pk=case_id)
    mark = marking.held(case)
    found = list(openings.seen(case, key_of(case)))
    names = _names(found)
    return {
        "can_be": case.state in ACTIVE,
        "since": mark.on if mark else None,
        "seen": [
            {"ago": AGO[clocks.ago(each.on, today)], "kind": each.kind, "name": names.get(each.id, each.id)}
            for each in found
        ],
    }


def _names(found: list[openings.Seen]) -> dict[str, str]:
    trainers = [each.id for each in found if each.kind == "trainer"]
    homes = [each.id for each in found if each.kind == "organisation"]
    names: dict[str, str] = {}
    if trainers:
        names.update(Trainer.objects.filter(public_id__in=trainers).values_list("public_id", "display_name"))
    if homes:
        names.update(Organisation.objects.filter(public_id__in=homes).values_list("public_id", "name"))
    return names
