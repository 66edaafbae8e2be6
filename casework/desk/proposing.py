"""The part of a case's screen about proposals: who was asked and what they said, and the links, shown once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from casework import clocks, words
from casework.desk_acts import NotAllowed
from casework.forms.proposal import WHY_NOT
from casework.proposals import Asked, desk
from casework.proposals.desk import Handed
from casework.proposing import LIVE, By, Stage, may_hand_link, may_move
from hub.templatetags.hub import day

if TYPE_CHECKING:
    from accounts.models import User

Context = dict[str, Any]
MOST_DIGITS: Final = 4
# Whom the buttons of a match cannot ask: they are asked, or agreed with.
ASKED: Final = LIVE | {Stage.AGREED}


def context(proposals: Sequence[Asked], handed: Iterable[Handed], today: dt.date) -> Context:
    """What the screen says: each proposal, links made just now, and who can be asked by a button."""
    return {
        "proposals": [_row(each, today) for each in proposals],
        "handed": [_link(each) for each in handed],
        "asked_ids": {each.trainer for each in proposals if each.state in ASKED},
        "may_ask": not any(each.agreed for each in proposals),
    }


def propose(request: HttpRequest, case_id: UUID) -> tuple[Handed, ...]:
    """Ask those who were chosen. Raises casework.desk_acts.NotAllowed."""
    return desk.propose(_user(request), case_id, request.POST.getlist("trainer"), timezone.localdate())


def renew(request: HttpRequest, case_id: UUID) -> tuple[Handed, ...]:
    """A link in place of the one before. Raises casework.desk_acts.NotAllowed."""
    return (desk.renew(_user(request), case_id, _number(request), timezone.localdate()),)


def withdraw(request: HttpRequest, case_id: UUID) -> None:
    """Take a proposal back. Raises casework.desk_acts.NotAllowed."""
    desk.withdraw(_user(request), case_id, _number(request))
    messages.success(request, _("The proposal is taken back. Its link leads nowhere now."))


def _row(each: Asked, today: dt.date) -> Context:
    hands = may_hand_link(each.state)
    return {
        "number": each.number,
        "name": each.body.name,
        "stage": words.STAGES[each.state],
        "live": each.live or each.agreed,
        "link": _until(each, today) if hands else "",
        "may_renew": bool(hands),
        "names": each.agreed,
        "may_withdraw": bool(may_move(each.state, Stage.WITHDRAWN, By.DESK)),
        **_answered(each, today),
    }


def _answered(each: Asked, today: dt.date) -> Context:
    if each.answer is None:
        return {"when": "", "why_not": "", "their_words": ""}
    why_not = next((str(choice.label) for choice in WHY_NOT if choice.value == each.answer.reason), "")
    ago = words.AGO[clocks.ago(each.answer.day, today)]
    return {"when": ago, "why_not": why_not, "their_words": each.answer.words}


def _until(each: Asked, today: dt.date) -> str:
    if each.link_until is not None and each.link_until >= today:
        return _("A link works until %(day)s, that day included.") % {"day": day(each.link_until)}
    return _("No link works at the moment.")


def _link(handed: Handed) -> Context:
    return {
        "name": handed.name,
        "url": f"{settings.HUB_URL}{handed.path}",
        "until": handed.until,
        "names": handed.names,
    }


def _number(request: HttpRequest) -> int:
    wanted = request.POST.get("proposal", "")
    if not (wanted.isascii() and wanted.isdecimal() and len(wanted) <= MOST_DIGITS):
        raise NotAllowed("no_such_proposal")
    return int(wanted)


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)
