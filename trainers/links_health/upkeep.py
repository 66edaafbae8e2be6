"""The links of public listings, asked once a week where the operator wants that."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from hub.keys import keyed_hash
from trainers.channels.kinds import ChannelKind
from trainers.channels.models import Channel, owner_of
from trainers.choices import Tier
from trainers.links_health.asking import Asker
from trainers.links_health.models import LinkCheck, Outcome
from trainers.models import Desk, Organisation, Trainer
from trainers.models.base import DirectoryEntry

log = logging.getLogger("hub.tick")

EVERY: Final = dt.timedelta(days=7)
# One round asks few, so that what else is due does not wait.
MOST_A_ROUND: Final = 20
LONGEST_ROUND: Final = 30.0


@dataclass(frozen=True)
class Link:
    """An address that a listing shows to everyone, and whose it is."""

    entry: DirectoryEntry
    url: str

    @property
    def mark(self) -> str:
        """What a check is kept under: it tells nothing of the address."""
        return keyed_hash("trainers.link", f"{self.entry._meta.model_name}/{self.entry.pk}/{self.url}")


def links(today: dt.date) -> Iterator[Link]:
    """Addresses that are public anyway: asking for another would tell the net who is listed here."""
    for organisation in Organisation.objects.listed().filter(contact__website_tier=Tier.PUBLIC):
        yield Link(organisation, organisation.website)
    public = Channel.objects.filter(kind=ChannelKind.WEB, tier=Tier.PUBLIC)
    for rows, owner in (
        (Organisation.objects.listed(), "organisation"),
        (Trainer.objects.listed(today), "trainer"),
        (Desk.objects.listed(), "desk"),
    ):
        for channel in public.filter(**{f"{owner}__in": rows}).select_related(owner):
            yield Link(getattr(channel, owner), channel.value)


def tick(now: dt.datetime) -> dict[str, int]:
    """Ask what is due, write down what was found, and forget what no listing shows any more."""
    if not settings.HUB_CHECK_LINKS:
        return {}
    return {"links asked": check(timezone.localdate(now), Asker(proxy=settings.HUB_LINK_PROXY))}


def check(today: dt.date, asker: Asker) -> int:
    """Ask the links that were not asked for a week."""
    found = {link.mark: link for link in links(today)}
    LinkCheck.objects.exclude(mark__in=found).delete()
    known = {row.mark: row for row in LinkCheck.objects.all()}
    due = [link for mark, link in found.items() if mark not in known or known[mark].checked <= today - EVERY]
    until, asked = time.monotonic() + LONGEST_ROUND, 0
    for link in due[:MOST_A_ROUND]:
        if time.monotonic() > until:
            break
        asked += _ask(link, known.get(link.mark), asker, today)
    return asked


def _ask(link: Link, before: LinkCheck | None, asker: Asker, today: dt.date) -> bool:
    """Ask one link; whatever goes wrong with it, it waits for its next week like any other and holds up none."""
    try:
        outcome = asker.ask(link.url)
    except Exception as fault:
        log.warning("A link of an entry could not be asked: %s", type(fault).__name__)
        outcome = Outcome.SILENT
    try:
        _note(link, before, outcome, today)
    except DatabaseError:
        # Its entry went meanwhile.
        return False
    return True


@transaction.atomic
def _note(link: Link, before: LinkCheck | None, outcome: Outcome, today: dt.date) -> None:
    row = before or LinkCheck(**owner_of(link.entry), mark=link.mark)
    row.outcome, row.checked = outcome, today
    row.failing_since = None if outcome == Outcome.FINE else row.failing_since or today
    row.save()
