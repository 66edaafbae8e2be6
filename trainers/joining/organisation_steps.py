"""The steps of asking to be listed as an organisation."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from trainers.forms import naming
from trainers.importing.checks import ADDRESS
from trainers.joining import questions
from trainers.joining.fields import Lines, Plain, pick, pick_some
from trainers.joining.shared_steps import Reached, Seen, Who
from trainers.joining.steps import Asking, Said, Step


class Offers(Step):
    """What an organisation offers, to whom, where."""

    title = _("What does the organisation do?")
    short = _("What it does")

    organisation_kind = pick(_("What is it in the first place?"), questions.ORGANISATION_KINDS)
    services = pick_some(_("What does it offer?"), (), "", _("Choose at least one"))
    serves = pick_some(_("Whom does it serve?"))
    speaks = Lines(_("In which languages does it work?"), _("One on each line."), _("Write at least one language"))
    works_in = Lines(_("Where does it work?"), _("Countries or regions. One on each line."))
    urgent = pick_some(_("Can people in danger turn to it?"), questions.URGENT)
    website = Plain(
        _("What is its website?"), _("Beginning with https://"), _("Write an address such as https://example.org")
    )

    def __init__(self, data: Any, asking: Asking, before: Said) -> None:
        super().__init__(data, asking, before)
        self.offer("services", "service")
        self.offer("serves", "at-risk-group")

    def clean_speaks(self) -> list[str]:
        """Their codes."""
        return self.codes("speaks", naming.language)

    def clean_works_in(self) -> list[str]:
        """Their codes; regions too."""
        return self.codes("works_in", naming.place)

    def clean_website(self) -> str:
        """An address over https."""
        given: str = self.cleaned_data["website"].strip()
        given = f"{given}/" if given.count("/") == 2 else given
        if len(given) > 200 or not ADDRESS.fullmatch(given):
            raise forms.ValidationError(_("Write an address such as https://example.org"))
        return given


class OrganisationSeen(Seen):
    """Who may see an organisation's profile."""

    of = questions.ORGANISATION_SEEN


ORGANISATION: Final[tuple[type[Step], ...]] = (Who, Offers, Reached, OrganisationSeen)
