"""Rows of a record that are edited as rows: a row whose first field is emptied is gone, so that no script is needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from trainers.own.fields import Record
from trainers.own.forms import Given, terms
from trainers.own.row_forms import GroupForm, LanguageForm, PeriodForm, RowForm, SlotForm, SummaryForm, TermForm
from trainers.words import Words

MOST: Final = 60


@dataclass(frozen=True)
class Rows:
    """Rows of one kind: how they are asked, read from a record and written to it."""

    key: str
    title: Any
    form: type[RowForm]
    empty: int
    most: int
    read: Callable[[Record, Words], list[Given]]
    write: Callable[[list[Given], Record], Record]
    # The field of the record that they are.
    field: str
    hint: Any = ""
    least: int = 0

    def formset(self, record: Record, words: Words, data: Any = None) -> Any:
        """The rows as forms: those that are there, and some empty ones."""
        initial = self.read(record, words)
        made = forms.formset_factory(self.form, extra=self.empty, max_num=self.most, absolute_max=MOST)
        more = {}
        if issubclass(self.form, TermForm):
            more = {"offered": terms(self.form.scheme, [row["code"] for row in initial])}
        return made(data, initial=initial, prefix=self.key, form_kwargs=more, auto_id="f-%s")

    def given(self, formset: Any) -> list[Given]:
        """The rows that are not empty."""
        rows = (form.cleaned_data for form in formset.forms if form.has_changed() or form.initial)
        return [row for row in rows if row.get(self.form.first) not in (None, "")]


def _languages(rows: list[Given], _record: Record) -> Record:
    by_code = {row["code"]: {"code": row["code"], "level": row["level"], "can_train": row["can_train"]} for row in rows}
    return {"languages": list(by_code.values())}


def _terms(field: str, level: str) -> Callable[[list[Given], Record], Record]:
    def write(rows: list[Given], _record: Record) -> Record:
        return {field: list({row["code"]: {"code": row["code"], level: row["level"]} for row in rows}.values())}

    return write


def _span(row: Given) -> Given:
    return {"day": row["day"], "from": f"{row['opens']:%H:%M}", "to": f"{row['closes']:%H:%M}"}


def _slots(rows: list[Given], wanted: Record) -> Record:
    times = wanted["availability"]
    return {"availability": times and {**times, "weekly": [_span(row) for row in rows]}}


def _periods(rows: list[Given], wanted: Record) -> Record:
    times = wanted["availability"]
    found: Record = {"periods": [], "closed": []}
    for row in sorted(rows, key=lambda row: (row["opens"], row["closes"])):
        span = {"from": row["opens"].isoformat(), "to": row["closes"].isoformat()}
        found["closed" if row["closed"] else "periods"].append(span)
    return {"availability": times and {**times, **found}}


def _read_slots(record: Record, _words: Words) -> list[Given]:
    times = record["availability"] or {"weekly": []}
    return [
        {"day": row["day"], "opens": dt.time.fromisoformat(row["from"]), "closes": dt.time.fromisoformat(row["to"])}
        for row in times["weekly"]
    ]


def _read_periods(record: Record, _words: Words) -> list[Given]:
    times = record["availability"] or {"periods": [], "closed": []}
    spans = [*((False, each) for each in times["periods"]), *((True, each) for each in times["closed"])]
    rows = [{"opens": each["from"], "closes": each["to"], "closed": closed} for closed, each in spans]
    return sorted(rows, key=lambda row: str(row["opens"]))


LANGUAGES: Final = Rows(
    "languages",
    _("Languages"),
    LanguageForm,
    2,
    20,
    lambda record, words: [{**each, "code": words.language(each["code"])} for each in record["languages"]],
    _languages,
    "languages",
    _("Empty the name of a language to take it out."),
    least=1,
)
TOPICS: Final = Rows(
    "topics",
    _("Topics"),
    TermForm,
    3,
    MOST,
    lambda record, _words: list(record["topics"]),
    _terms("topics", "level"),
    "topics",
    _("Choose “–” to take a topic out."),
)
GROUPS: Final = Rows(
    "groups",
    _("At-risk groups"),
    GroupForm,
    2,
    MOST,
    lambda record, _words: [{"code": each["code"], "level": each["experience"]} for each in record["at_risk_groups"]],
    _terms("at_risk_groups", "experience"),
    "at_risk_groups",
    _("Choose “–” to take a group out."),
)
SUMMARIES: Final = Rows(
    "summaries",
    _("Summary, in one to three languages"),
    SummaryForm,
    1,
    3,
    lambda record, words: [{"language": words.language(tag), "text": text} for tag, text in record["summary"].items()],
    lambda rows, _record: {"summary": {row["language"]: row["text"] for row in rows}},
    "summary",
    _("Empty a text to take it out."),
    least=1,
)
SLOTS: Final = Rows(
    "slots",
    _("Open times in each week"),
    SlotForm,
    2,
    MOST,
    _read_slots,
    _slots,
    "availability",
    _("They count only if you tick “I say below when I can work”."),
)
PERIODS: Final = Rows(
    "periods",
    _("Periods"),
    PeriodForm,
    2,
    MOST,
    _read_periods,
    _periods,
    "availability",
    _("Without a period, your open times hold all year. With one, you work only then, or are away."),
)
