"""The proposals on the page of an opened case: who said yes, why they fit, and what the group decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from casework.opening import Opened
from casework.proposals import Asked, group
from casework.proposals.values import reasons
from casework.proposing import Stage
from casework.verdicts import Verdict
from trainers.models import Trainer
from trainers.sentences import matches
from trainers.words import Words

Context = dict[str, Any]
MOST_DIGITS: Final = 4


def context(proposals: Sequence[Asked], words: Words, today: dt.date) -> Context:
    """What the group reads: those it decides about, how many trainers are being asked, and whom it agreed with."""
    shown = [each for each in proposals if each.ready or each.agreed]
    known = _shown_to_everyone([each.trainer for each in shown], today) if shown else {}
    return {
        "deciding": [_row(each, known, words) for each in shown if each.ready],
        "agreed": next((_row(each, known, words) for each in shown if each.agreed), None),
        "asking": sum(each.state == Stage.OPEN for each in proposals),
    }


def decide(opened: Opened, data: Mapping[str, str], today: dt.date, *, yes: bool) -> Verdict:
    """Agree with a trainer or turn them down.

    Raises casework.requester.CaseGone, hub.sealing.CannotBeOpened.
    """
    wanted = number(data)
    if wanted is None:
        return Verdict(False, "no_such_proposal")
    return group.agree(opened, wanted, today) if yes else group.turn_down(opened, wanted, today)


def number(data: Mapping[str, str]) -> int | None:
    """Which proposal a form is about."""
    wanted = data.get("proposal", "")
    fine = wanted.isascii() and wanted.isdecimal() and len(wanted) <= MOST_DIGITS
    return int(wanted) if fine else None


def about(wanted: int | None, text: str) -> str:
    """A question as the desk reads it: which proposal it is about, then the words."""
    if wanted is None:
        return text
    return _("About proposal %(number)s:") % {"number": wanted} + "\n" + text


def _row(each: Asked, known: Mapping[str, str], words: Words) -> Context:
    """Only who is shown to everyone, or was agreed with, has a name here."""
    public = each.trainer in known
    name = known.get(each.trainer, each.body.name if each.agreed else "")
    return {
        "number": each.number,
        "name": name,
        "url": reverse("trainers:profile", args=[each.trainer]) if public else "",
        "dates": each.answer.words if each.answer and each.answer.said == Stage.DATES else "",
        **{
            part: [matches.sentence(reason, words) for reason in reasons(kept) if reason.code in matches.ALL]
            for part, kept in (
                ("reasons", each.body.reasons),
                ("concerns", each.body.concerns),
                ("unknowns", each.body.unknowns),
            )
        },
    }


def _shown_to_everyone(trainers: Iterable[str], today: dt.date) -> dict[str, str]:
    rows = Trainer.objects.listed(today).filter(public_id__in=trainers)
    return dict(rows.values_list("public_id", "display_name"))
