"""A case proposed to a trainer. Nothing here says to whom, or for what: that is sealed."""

from __future__ import annotations

from typing import Final

from django.db import models

from casework.models.base import CaseSealedField, OfCase
from casework.models.case import Case
from casework.proposing import Stage
from hub.retention import Retention

# Plain text, so that migrations name no code of today.
STAGES: Final = [(each.value, each.value) for each in Stage]


class Proposal(OfCase):
    """One trainer asked for one case."""

    retention = Retention.CASE_CONTENT
    case = models.ForeignKey(Case, models.CASCADE, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=12, choices=STAGES, default=Stage.OPEN.value)
    # Which trainer, why, and the private half of the box for the answer: under the key of the case.
    body = CaseSealedField()
    # What the trainer dropped into the box.
    answer = CaseSealedField(null=True)  # type: ignore[misc]
    # Of the link that was made last; it stays when the link was used, so that a second use is told so.
    token_hash = models.CharField(max_length=64, blank=True, default="")
    # What the link shows, under a key that only the link holds; gone with the link.
    outline = CaseSealedField(null=True)  # type: ignore[misc]
    link_until = models.DateField(null=True, db_index=True)

    class Meta(OfCase.Meta):
        """Numbered within the case; a link has an end; one agreement at a time."""

        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="proposal_number_once"),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(stage=Stage.AGREED.value), name="proposal_one_agreed"
            ),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~models.Q(token_hash=""), name="proposal_link_once"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=[code for code, _word in STAGES]), name="proposal_stage_known"
            ),
            models.CheckConstraint(
                condition=models.Q(outline__isnull=True, link_until__isnull=True)
                | (models.Q(outline__isnull=False, link_until__isnull=False) & ~models.Q(token_hash="")),
                name="proposal_link_whole",
            ),
        ]
