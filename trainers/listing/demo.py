"""Sample trainers who show everyone when they can be had: some all of it, some a part, most nothing."""

from __future__ import annotations

from trainers.choices import Tier
from trainers.models import TrainerTiers


def seed() -> None:
    """Open the times of some; safe to run again."""
    everyone = list(TrainerTiers.objects.order_by("trainer__public_id").values_list("pk", flat=True))
    for each, field in ((3, "availability"), (4, "accepts"), (6, "accompaniment_hours_per_month")):
        TrainerTiers.objects.filter(pk__in=everyone[::each]).update(**{field: Tier.PUBLIC})
