"""What the last check of a listing's link found."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.retention import Retention
from trainers.channels.models import an_owner, of_one_entry
from trainers.models.base import one_of
from trainers.models.desk import Desk
from trainers.models.organisation import Organisation
from trainers.models.trainer import Trainer


class Outcome(models.TextChoices):
    """How a link answered."""

    FINE = "fine", _("answers")
    SILENT = "silent", _("does not answer")
    WRONG = "wrong", _("answers with an error")
    ELSEWHERE = "elsewhere", _("leads to another site")
    REFUSED = "refused", _("is not asked: its address is private or not known")


class LinkCheck(models.Model):
    """A link by the keyed hash of its address; the address itself stays in the listing."""

    retention = Retention.LISTING
    wagtail_reference_index_ignore = True
    trainer = an_owner(Trainer, "link_checks")
    organisation = an_owner(Organisation, "link_checks")
    desk = an_owner(Desk, "link_checks")
    mark = models.CharField(max_length=64, unique=True)
    outcome = models.CharField(_("answer"), max_length=9, choices=Outcome.choices)
    checked = models.DateField(_("checked on"))
    failing_since = models.DateField(_("since"), null=True, blank=True)

    class Meta:
        """One owner, known outcome."""

        verbose_name = _("check of a link")
        ordering = ["pk"]
        constraints = [
            of_one_entry("link_check_of_one_entry"),
            one_of("outcome", Outcome, "link_outcome_known"),
        ]

    def __str__(self) -> str:
        """What was found; never where."""
        return self.outcome
