"""What every form of a public profile is made of: the public values and nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from trainers import public
from trainers.channels import shown
from trainers.models import Trainer
from trainers.words import Words


@dataclass(frozen=True)
class Profile:
    """A listed trainer, what they show besides, and the words of one reader."""

    trainer: public.PublicTrainer
    more: shown.More
    words: Words
    today: dt.date
    url: str


def listed(public_id: str, today: dt.date) -> Trainer | None:
    """The row of a listed trainer with everything a profile may show; None where nobody of this id is listed."""
    rows = Trainer.objects.listed(today).for_page().select_related("terms", "availability")
    return rows.prefetch_related("channels", "sayings").filter(public_id=public_id).first()


def of(row: Trainer, words: Words, today: dt.date, url: str) -> Profile:
    """The public side of a row of `listed`."""
    return Profile(public.trainer(row, public.offers_of(row)), shown.more(row, today), words, today, url)
