"""“Something is wrong here”, said by a reader: what a text and an entry of the directory have in common.

No cookie and no token of one: it acts for nobody. What another site sends is refused all the same, a form that is
sent twice is kept once, and nothing but a day tells when.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from django.db import models

from hub import limits, travelling
from hub.busy import Busy, come_again, told
from hub.failures import csrf_failure
from hub.keys import keyed_hash
from hub.limits import Act
from hub.origin import is_foreign
from hub.travelling import Lost, Luggage
from hub.typed import typed

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

LONGEST: Final = 1_000
DAYS_KEPT: Final = 180
DAYS_AFTER_IT_WAS_SEEN_TO: Final = 30
# What nobody has seen to yet: about one entry, and in all. More could never be read.
MOST_OF_ONE: Final = 30
MOST_OPEN: Final = 2_000
AN_HOUR: Final = 3_600.0
FormOf = TypeVar("FormOf", bound="forms.Form")


def goes_on(came: dt.date, today: dt.date, *, done: bool) -> dt.date:
    """The day on which a remark goes: a month after somebody saw to it, and never later than half a year."""
    latest = came + dt.timedelta(days=DAYS_KEPT)
    return min(latest, today + dt.timedelta(days=DAYS_AFTER_IT_WAS_SEEN_TO)) if done else latest


def refuse_floods(open_: models.QuerySet[Any], **about: Any) -> None:
    """Take no more than can be read, in all and about one thing. Raises hub.busy.Busy."""
    if open_.count() >= MOST_OPEN or open_.filter(**about).count() >= MOST_OF_ONE:
        raise come_again(AN_HOUR)


def keep_once(row: models.Model, purpose: str, token: str) -> None:
    """Keep a row under the token that it was sent with: however often it is sent, there is one."""
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    columns.pop("token_hash")
    name = keyed_hash(f"{purpose}.token", token)
    type(row)._default_manager.get_or_create(token_hash=name, defaults=columns)


@dataclass(frozen=True)
class Telling(Generic[FormOf]):
    """How one sort of remark is asked for, kept and thanked for.

    `draw` gets a form, the luggage to send along and whether too many write just now; `keep` gets a valid form and
    its token and may raise hub.busy.Busy.
    """

    purpose: str
    act: Act
    form: Callable[..., FormOf]
    draw: Callable[[FormOf, Luggage, bool], HttpResponse]
    keep: Callable[[FormOf, str], None]
    thank: Callable[[], HttpResponse]

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The empty form, the form with its faults, or thanks."""
        if request.method != "POST":
            return self.draw(self.form(), Luggage(), False)
        if is_foreign(request):
            return csrf_failure(request)
        form = self.form(typed(request))
        try:
            luggage = travelling.opened(typed(request).get("travel", ""), self.purpose)
        except Lost:
            # Sent from a page of yesterday: it is as good as one of today.
            luggage = Luggage()
        if not form.is_valid():
            return self.draw(form, luggage, False)
        try:
            limits.admit(request, self.act)
            self.keep(form, luggage.token)
        except Busy as busy:
            return told(self.draw(form, luggage, True), busy)
        return self.thank()
