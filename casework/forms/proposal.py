"""What a trainer answers who is asked for a case: yes, other dates, or no and why."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Questions
from casework.forms.fields import Text, one
from casework.proposing import Stage
from trainers.forms.who_fits import Choice

SAID: Final = (
    Choice(Stage.YES.value, _("Yes, as it is asked")),
    Choice(Stage.DATES.value, _("Yes, on other dates")),
    Choice(Stage.NO.value, _("No, not this time")),
)
WHY_NOT: Final = (
    Choice("time", _("I have no time in these weeks")),
    Choice("subject", _("It is not my subject, or not at this level")),
    Choice("place", _("I cannot go there, or not safely")),
    Choice("near", _("I may know the group, or should keep out of it")),
    Choice("safety", _("It would put me or others at risk")),
    Choice("pause", _("I take on nothing new at the moment")),
    Choice("other", _("Another reason")),
)
CHOICES: Final = {"said": SAID, "reason": WHY_NOT}


class TrainerAnswerForm(Questions):
    """One of three answers; what belongs to the others is left."""

    said = one(_("Your answer"), SAID)
    dates = Text(
        _("Which dates would suit you?"),
        _("Only if you offer other dates. The desk and the group read this: leave out your name and where you are."),
        long=True,
    )
    reason = one(_("Why not?"), WHY_NOT, _("Only if you say no. The desk alone reads it."))
    words = Text(_("Anything the desk should know"), _("Only if you say no. The desk alone reads it."), long=True)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="f-%s", use_required_attribute=False)
        self.fields["reason"].required = False

    def clean(self) -> dict[str, Any]:
        """Other dates need to be said, and a no a reason."""
        given = {**self.cleaned_data}
        if given.get("said") == Stage.DATES and not given.get("dates") and "dates" not in self.errors:
            self.add_error("dates", _("Write which dates would suit you"))
        if given.get("said") == Stage.NO and not given.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Choose why not: the desk looks for somebody else with it"))
        return given

    def answered(self) -> dict[str, str]:
        """What goes with the answer that was given, and nothing else that stands in the form."""
        said, given = Stage(self.cleaned_data["said"]), self.cleaned_data
        if said == Stage.NO:
            return {"reason": given["reason"], "words": given["words"]}
        return {"words": given["dates"]} if said == Stage.DATES else {}

    def drawn(self) -> list[dict[str, Any]]:
        """Every field as components/field takes it, keeping what was typed."""
        return [self._drawn(name) for name in self.fields]

    def _drawn(self, name: str) -> dict[str, Any]:
        bound = self[name]
        field = {
            "id": bound.auto_id,
            "name": bound.html_name,
            "label": bound.label,
            "hint": bound.help_text,
            "errors": bound.errors,
            "optional": name == "words",
            "value": bound.value() or "",
        }
        if not isinstance(bound.field, forms.ChoiceField):
            return {**field, "kind": "textarea"}
        options = [{**choice._asdict(), "checked": choice.value == bound.value()} for choice in CHOICES[name]]
        return {**field, "kind": "radio", "options": options, "more": []}
