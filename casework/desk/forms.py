"""The forms of a case at a desk: which cases are shown, an answer, another state."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.fields import Text
from casework.states import State, moves_by_hand
from casework.words import STATES_IN_SHORT

OPEN: Final = "open"
STAGES: Final = (
    (OPEN, _("Open")),
    *((state.value, STATES_IN_SHORT[state]) for state in (State.NEW, State.READ, State.ANSWERED, State.CLOSED)),
)
DONE: Final = {
    State.CLOSED: _("Close this case"),
    State.READ: _("Open it again"),
}


class StageForm(forms.Form):
    """Which cases the queue shows; nonsense shows what is open."""

    stage = forms.ChoiceField(label=_("Stage"), choices=STAGES, required=False)

    def state(self) -> State | None:
        """The one state to show; None for all that is open."""
        chosen = self.cleaned_data.get("stage", "") if self.is_valid() else ""
        return State(chosen) if chosen not in ("", OPEN) else None


class AnswerForm(forms.Form):
    """What the requester reads when they come back."""

    text = Text(_("Answer"), missing=_("Write something first."), long=True)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="answer-%s", use_required_attribute=False)
        self.fields["text"].widget.attrs |= {"rows": 5, "dir": "auto", "autocomplete": "off"}


def moves(state: State) -> list[dict[str, Any]]:
    """The buttons that move a case by itself."""
    return [{"to": to.value, "label": DONE[to], "stops": to == State.CLOSED} for to in moves_by_hand(state)]
