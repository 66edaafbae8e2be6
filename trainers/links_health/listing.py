"""What a desk is told of keys and links: what ends, what has ended, what does not answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hub.templatetags.hub import day
from trainers.channels.kinds import ChannelKind
from trainers.channels.models import OWNERS, Channel, owner_of
from trainers.channels.openpgp import WARNED_BEFORE
from trainers.channels.shown import way
from trainers.links_health.models import LinkCheck, Outcome


@dataclass(frozen=True)
class Trouble:
    """Something about an entry that a desk should look at."""

    kind: str
    entry: Any
    text: str


def troubles(today: dt.date) -> list[Trouble]:
    """All of them, the entries in their order by name."""
    keys = Channel.objects.filter(kind=ChannelKind.PGP).select_related(*OWNERS)
    checks = LinkCheck.objects.exclude(outcome=Outcome.FINE).select_related(*OWNERS)
    found = [*_of_keys(keys, today), *_of_links(checks)]
    return sorted(found, key=lambda each: (str(each.entry).casefold(), each.kind))


def of_entry(entry: Any, today: dt.date) -> list[str]:
    """What there is to say of one entry."""
    keys = Channel.objects.filter(**owner_of(entry), kind=ChannelKind.PGP)
    checks = LinkCheck.objects.filter(**owner_of(entry)).exclude(outcome=Outcome.FINE)
    return [each.text for each in (*_of_keys(keys, today), *_of_links(checks))]


def _of_keys(rows: Any, today: dt.date) -> Iterator[Trouble]:
    for row in rows:
        ends = way(row).expires
        if ends is None or ends > today + WARNED_BEFORE:
            continue
        said = _("The OpenPGP key ended on %(day)s.") if ends <= today else _("The OpenPGP key ends on %(day)s.")
        yield Trouble(*_owner(row), said % {"day": day(ends)})


def _of_links(rows: Any) -> Iterator[Trouble]:
    said = {
        Outcome.SILENT: _("A link has not answered since %(day)s."),
        Outcome.WRONG: _("A link has answered with an error since %(day)s."),
        Outcome.ELSEWHERE: _("A link has led to another site since %(day)s."),
        Outcome.REFUSED: _("A link was not asked: its address is private or not known (since %(day)s)."),
    }
    for row in rows:
        yield Trouble(*_owner(row), said[Outcome(row.outcome)] % {"day": day(row.failing_since or row.checked)})


def _owner(row: Any) -> tuple[str, Any]:
    name = next(each for each in OWNERS if getattr(row, f"{each}_id"))
    return name, getattr(row, name)
