"""Which published texts must be checked again, in one query."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Value
from django.utils.translation import gettext as _

from hub.templatetags.hub import day
from resources.models import PAGE_MODELS

SOON: Final = dt.timedelta(days=60)
FIELDS: Final = ("pk", "title", "locale__language_code", "review_by", "reviewed_on", "review_owner_id")
# A chapter is checked with its manual, whose dates it shows.
MODELS: Final = tuple(model for model in PAGE_MODELS if model.kind != "chapter")


@dataclass(frozen=True)
class Due:
    """A text that readers have, and when it must be checked again."""

    page: int
    title: str
    lang: str
    review_by: dt.date
    reviewed_on: dt.date | None
    owner: int | None
    kind: str

    def overdue(self, today: dt.date) -> bool:
        """Whether readers are told already."""
        return self.review_by < today


def rows(today: dt.date, *, owner: int | None = None) -> list[Due]:
    """What is overdue or due in 60 days, the oldest date first; with `owner`, what somebody looks after."""
    asked: dict[str, Any] = {"live": True, "alias_of": None, "review_by__lte": today + SOON}
    if owner is not None:
        asked["review_owner"] = owner
    first, *others = (
        model.objects.filter(**asked).order_by().values_list(*FIELDS, Value(model.kind)) for model in MODELS
    )
    return sorted((Due(*row) for row in first.union(*others, all=True)), key=lambda row: (row.review_by, row.page))


def sentence(row: Due, today: dt.date) -> str:
    """When, in words."""
    words = _("Overdue since %(day)s") if row.overdue(today) else _("Due on %(day)s")
    return words % {"day": day(row.review_by)}
