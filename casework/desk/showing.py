"""What the screen of a case says, drawn from what was read of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import AuditEvent, User
from casework import clocks, desk_work, words
from casework.desk import facts, fitting, proposing
from casework.desk.forms import AnswerForm, moves
from casework.desk.listing import reference, shell
from casework.needs_picture import marking
from casework.proposals.desk import Handed
from casework.states import ACTIVE, State
from casework.vetted import at_desk
from trainers.sentences.filling import words_now

if TYPE_CHECKING:
    import datetime as dt

STAGES: Final = (State.NEW, State.READ, State.ANSWERED, State.CLOSED)
MOST_OPENINGS: Final = 10
# Events that are read at once; older ones only while fewer openings were found.
MOST_READ: Final = 100


def page(
    request: HttpRequest,
    found: desk_work.DeskCase,
    *,
    answer: AnswerForm | None = None,
    handed: Iterable[Handed] = (),
) -> HttpResponse:
    """The case, with an answer that was not sent still in its field, and links that were made just now."""
    row, today = found.row, timezone.localdate()
    crumbs = [{"url": reverse("desk_queue"), "label": _("Cases")}, {"url": "", "label": _("Case")}]
    context = {
        **shell(_("Case"), *crumbs),
        **_where(row, cast("User", request.user), today),
        **_written(found, today),
        "reference": reference(row.id),
        "fit": fitting_of(found, today),
        "vetted": at_desk.context(row.id, today),
        "unmet": marking.context(row.id),
        "proposing": proposing.context(found.proposals, handed, today),
        "answer": answer or AnswerForm(),
        "others": desk_work.hand_over_choices(row.desk) if row.state in ACTIVE else [],
        "moves": moves(row.state),
        "purge_on": found.purge_on,
        "openings": found.openings,
        "opened_by": _opened_by(row.id),
    }
    return render(request, "casework/desk/case.html", context)


def fitting_of(found: desk_work.DeskCase, today: dt.date) -> dict[str, Any]:
    """The facts of the need and the trainers who fit, in the words of who reads."""
    reader, known = words_now(), fitting.known()
    return {
        "facts": facts.facts(found.need, reader, {code: sheet.name for code, sheet in known.items()}),
        **fitting.context(found.row.id, found.need, reader, known, today),
    }


def _where(row: desk_work.QueueRow, user: User, today: dt.date) -> dict[str, Any]:
    return {
        "desk": str(row.desk),
        "urgency": row.urgency.value,
        "urgency_word": words.URGENCIES[row.urgency],
        "open": row.state in ACTIVE,
        "clock": words.time_left(row.left) if row.left else "",
        "late": bool(row.left and row.left.over),
        "answer_by": row.answer_by,
        "came": words.AGO[clocks.ago(row.received_on, today)],
        "stages": [{"label": words.STATES_IN_SHORT[each], "current": each == row.state} for each in STAGES],
        "coordinator": row.coordinator_name,
        "mine": row.coordinator_id == user.pk,
    }


def _written(found: desk_work.DeskCase, today: dt.date) -> dict[str, Any]:
    return {
        "own": facts.in_their_words(found.need),
        "contact_changed": found.row.contact_changed,
        "by_hand": found.contact.tell == "contact",
        "reaching": facts.reaching(found.contact),
        "messages_so_far": [
            {"said": each, "ago": "" if each.mine else words.AGO[clocks.ago(each.on, today)]} for each in found.messages
        ],
        "last": max((each.number for each in found.messages), default=0),
    }


def _opened_by(case_id: Any) -> list[dict[str, Any]]:
    """Who opened the case on which day, the last first: as the audit log says, not as somebody might keep it."""
    events = AuditEvent.objects.filter(what=f"case:{case_id}", act="case.read", outcome=AuditEvent.Outcome.DONE)
    rows: dict[tuple[str, dt.date], None] = {}
    for who, at in events.order_by("-number").values_list("who", "at").iterator(chunk_size=MOST_READ):
        rows[who, timezone.localdate(at)] = None
        if len(rows) == MOST_OPENINGS:
            break
    called = _names(who for who, _day in rows)
    return [{"name": called.get(who, who), "on": on} for who, on in rows]


def _names(accounts: Iterable[str]) -> dict[str, str]:
    keys = {int(who.removeprefix("user:")) for who in accounts if who.startswith("user:")}
    return {f"user:{user.pk}": user.get_full_name() for user in User.objects.filter(pk__in=keys)}
