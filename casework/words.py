"""The sentences of the tables: states, moves, urgency, verdicts, and clocks in words."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from casework.clocks import Ago, Left
from casework.proposing import Stage
from casework.states import State, Urgency
from hub.templatetags.hub import number

# What a requester reads about their own case.
STATES: Final[dict[State, Promise]] = {
    State.UNCONFIRMED: _("Not confirmed yet"),
    State.NEW: _("Waits to be read by the desk"),
    State.READ: _("Read by the desk"),
    State.ANSWERED: _("Answered"),
    State.CLOSED: _("Closed"),
}
# The same in one word, for a desk's list.
STATES_IN_SHORT: Final[dict[State, Promise]] = {
    State.UNCONFIRMED: _("Not confirmed"),
    State.NEW: _("New"),
    State.READ: _("Read"),
    State.ANSWERED: _("Answered"),
    State.CLOSED: _("Closed"),
}
URGENCIES: Final[dict[Urgency, Promise]] = {
    Urgency.URGENT: _("Urgent"),
    Urgency.SOON: _("Soon"),
    Urgency.PLANNED: _("Planned"),
}
# About when a requester wrote: a desk is told no day of it.
AGO: Final[dict[Ago, Promise]] = {
    Ago.TODAY: _("today"),
    Ago.WEEK: _("this week"),
    Ago.MONTH: _("this month"),
    Ago.BEFORE: _("before"),
}
TRANSITIONS: Final[dict[str, Promise]] = {
    "code_kept": _("The code was kept: the desk can read the request now."),
    "opened": _("Somebody at the desk has read the request."),
    "answer": _("The desk has written an answer."),
    "message": _("A new message waits for the desk."),
    "handed_over": _("Another desk answers from now on, and has not read it yet."),
    "closed": _("The desk has closed the case. It goes 90 days later."),
    "reopened": _("The desk has opened the case again."),
}
# How far a proposal is, as a desk reads it.
STAGES: Final[dict[Stage, Promise]] = {
    Stage.OPEN: _("Waits for the trainer"),
    Stage.YES: _("The trainer said yes: waits for the group"),
    Stage.DATES: _("The trainer offers other dates: waits for the group"),
    Stage.NO: _("The trainer said no"),
    Stage.AGREED: _("Both said yes"),
    Stage.REFUSED: _("The group said no"),
    Stage.WITHDRAWN: _("Taken back"),
    Stage.PASSED: _("Ended: the group agreed with somebody else"),
}
PROPOSING: Final[dict[str, Promise]] = {
    "proposed": _("The trainer can be asked."),
    "nobody_chosen": _("Choose a trainer first."),
    "not_a_match": _("One of them does not fit this case any more, or said no to it. Nobody was asked."),
    "asked_already": _("This trainer has been asked for this case. If the link is lost, make a new one."),
    "too_many_asked": _("Five trainers are asked at a time at most. Wait for an answer, or take one back."),
    "counted_already": _("This need is counted as unmet already."),
    "agreed_already": _("Both sides have said yes to a trainer already."),
    "answered_already": _("The trainer has answered already."),
    "trainer_first": _("The trainer has not answered yet."),
    "trainer_gone": _("This trainer is not available any more. The desk can tell you more."),
    "no_such_proposal": _("There is no such proposal."),
    "trainer_said_yes": _("The trainer said yes."),
    "trainer_offered_dates": _("The trainer offered other dates."),
    "trainer_said_no": _("The trainer said no."),
    "group_said_no": _("The group said no to this trainer."),
    "both_agreed": _("Both sides said yes. Names may be shared."),
    "withdrawn": _("The desk took this proposal back."),
    "another_agreed": _("Somebody else was agreed with."),
}
REASONS: Final[dict[str, Promise]] = {
    "own_case": _("This is your own case."),
    "own_desk": _("The case is with your desk."),
    "desk_only": _("Only the desk does this."),
    "requester_only": _("Only whoever asked can do this."),
    "other_desk": _("The case is with another desk. Only its coordinators can read it."),
    "operators_read_no_cases": _("Operators keep the site running. They read no cases."),
    "no_desk": _("You belong to no desk. An operator can change that."),
    "unknown": _("There is no such case. It may have been erased."),
    "already_there": _("The case is in this state already."),
    "no_such_move": _("A case in this state cannot be moved there."),
    "not_by_hand": _("This happens by itself, with an answer, a message or a hand-over."),
    "not_active": _("The case is closed. Open it again first."),
    "not_a_fallback": _("A case goes to a desk that stands in for yours, or to the central unit."),
    "nobody_there": _("Nobody works at this desk yet. Choose another one."),
    "desk_gone": _("This desk is not there any more. Choose another one."),
    "empty": _("Write something first."),
    "cannot_be_opened": _("This case cannot be opened with the desk’s key. Tell an operator."),
    **TRANSITIONS,
    **PROPOSING,
}


def reason(code: str) -> str:
    """The sentence of a verdict."""
    return str(REASONS[code])


def time_left(left: Left) -> str:
    """The clock of a case in words."""
    if left.over:
        return ngettext("%(days)s day over", "%(days)s days over", left.days) % {"days": number(left.days)}
    if left.days == 0:
        return str(_("Answer today"))
    return ngettext("%(days)s day left", "%(days)s days left", left.days) % {"days": number(left.days)}
