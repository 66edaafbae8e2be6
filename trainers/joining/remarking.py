"""Telling a desk that something is wrong with an entry: once however often it is sent, and nothing about who did."""

from __future__ import annotations

import datetime as dt
from typing import Final

from hub import remarks
from trainers.joining.desks import desk_for_remark
from trainers.models import Remark

PURPOSE: Final = "trainers.correcting"


def send(kind: str, entry: str, *, what: str, text: str, token: str, today: dt.date) -> None:
    """Keep a remark for the desk. Raises desks.NoDesk, hub.busy.Busy."""
    desk = desk_for_remark(kind, entry, today)
    remarks.refuse_floods(Remark.objects.filter(done=False), kind=kind, entry=entry)
    goes = remarks.goes_on(today, today, done=False)
    row = Remark(kind=kind, entry=entry, desk=desk, what=what, text=text, came_on=today, purge_on=goes)
    remarks.keep_once(row, PURPOSE, token)
