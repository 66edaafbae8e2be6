"""A case: who answers, how far it is and when it goes. Nothing here says who asked or what for."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from casework.models.base import OfCase
from casework.states import ACTIVE, State, Urgency
from hub.retention import Retention
from trainers.models import Desk, DeskMember

# Plain text, so that migrations name no code of today.
STATES: Final = [(each.value, each.value) for each in State]
ATTENDED: Final = "attended"
URGENCIES: Final = [(each.value, each.value) for each in Urgency]


class CaseQuerySet(models.QuerySet["Case"]):
    """Questions about cases."""

    def active(self) -> CaseQuerySet:
        """Cases that a desk works on and that their requester can open."""
        return self.filter(state__in=ACTIVE)

    def with_attendance(self) -> CaseQuerySet:
        """Each with whether who took it still works at its desk, with an account that is open."""
        here = DeskMember.objects.filter(desk=OuterRef("desk"), user=OuterRef("coordinator"), user__is_active=True)
        # By name, since the type checker would take the attribute for a second one.
        return self.annotate(**{ATTENDED: Exists(here)})


class Case(OfCase):
    """A request for training, as far as it lies open."""

    retention = Retention.CASE
    code_hash = models.CharField(max_length=64, unique=True)
    # Of the form's token, so that sending twice is sending once; empty when the form can no longer be sent.
    token_hash = models.CharField(max_length=64, blank=True, default="")
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="cases")
    state = models.CharField(max_length=12, choices=STATES, default=State.UNCONFIRMED.value)
    urgency = models.CharField(max_length=8, choices=URGENCIES)
    received_on = models.DateField()
    answer_by = models.DateField()
    last_message_on = models.DateField()
    closed_on = models.DateField(null=True)
    purge_on = models.DateField(db_index=True)
    order = models.PositiveBigIntegerField(unique=True)
    coordinator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_by_desk = models.PositiveIntegerField(default=0)
    new_for_requester = models.PositiveIntegerField(default=0)
    new_for_desk = models.PositiveIntegerField(default=0)
    # How to be told was changed since the desk last read the case.
    contact_changed = models.BooleanField(default=False)
    # A trainer or the group answered a proposal since the desk last read the case.
    proposal_news = models.BooleanField(default=False)
    # Only where it was asked for, see CaseQuerySet.with_attendance.
    attended: bool

    objects = CaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        """A token sends one case; a case is closed on a day or not at all."""

        ordering = ["order"]
        indexes = [models.Index(fields=["desk", "state"], name="case_queue")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[code for code, _word in STATES]), name="case_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(urgency__in=[code for code, _word in URGENCIES]), name="case_urgency_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.CLOSED.value) ^ models.Q(closed_on__isnull=True),
                name="case_closed_on_a_day",
            ),
            models.CheckConstraint(condition=models.Q(purge_on__gt=models.F("received_on")), name="case_stays_a_day"),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~models.Q(token_hash=""), name="case_once_per_token"
            ),
        ]


class CaseHead(models.Model):
    """The number of the last case: the row that makes senders take turns. Cases are in order without a time."""

    retention = Retention.NONE
    wagtail_reference_index_ignore = True
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        """One row."""

        default_permissions = ()

    def __str__(self) -> str:
        """The number."""
        return str(self.number)
