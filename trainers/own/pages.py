"""What the pages of an open profile draw: each part with what stands now beside what its owner changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hub import languages
from trainers import vouching
from trainers.choices import Tier
from trainers.models import Trainer
from trainers.own import applying, drawing, fields, labels, parts, wishes
from trainers.own.rows import Rows
from trainers.own.saying import say
from trainers.words import Words
from vocabulary import store as vocabulary

SEEN_BY = {
    Tier.PUBLIC: gettext_lazy("Everyone sees"),
    Tier.VETTED: gettext_lazy("Vetted organisations see"),
    Tier.DESK: gettext_lazy("Your desk sees"),
}


@dataclass
class Asked:
    """One part of a profile, filled from the record or from what was sent."""

    part: parts.Part
    record: fields.Record
    words: Words
    form: Any
    sets: list[tuple[Rows, Any]]

    def is_valid(self) -> bool:
        """Whether all of it is; each row says what is wrong with it."""
        sound = [self.form.is_valid(), *(formset.is_valid() for _rows, formset in self.sets)]
        return all(sound) and not self.missing()

    def missing(self) -> list[dict[str, str]]:
        """Lists that must not be empty, and are."""
        return [
            {"id": f"h-{rows.key}", "label": str(rows.title), "text": _("At least one is needed.")}
            for rows, formset in self.sets
            if rows.least and formset.is_bound and formset.is_valid() and not rows.given(formset)
        ]

    def wanted(self) -> fields.Record:
        """The fields of the record that were sent."""
        wanted = self.part.write(self.form.cleaned_data, self.record)
        for rows, formset in self.sets:
            wanted = {**wanted, **rows.write(rows.given(formset), wanted)}
        return wanted

    def errors(self) -> list[dict[str, Any]]:
        """What is to be put right, each leading to its field."""
        return [*drawing.errors(self.form, [formset for _rows, formset in self.sets]), *self.missing()]


def words() -> Words:
    """Words for who reads now."""
    reader = get_language() or languages.DEFAULT.code
    return Words(reader, vocabulary.interface_labels(reader))


def asked(trainer: Trainer, part: parts.Part, data: Any = None) -> Asked:
    """A part as its owner edits it: what they wait for already stands in the form."""
    record, said = applying.record_of(trainer), words()
    shown = record
    for field, wished in wishes.waiting(trainer).items():
        shown = fields.put(shown, field, wished)
    form = part.form(data, initial=part.read(shown), auto_id="f-%s")
    sets = [(rows, rows.formset(shown, said, data)) for rows in part.sets]
    return Asked(part, record, said, form, sets)


def part_context(trainer: Trainer, page: Asked) -> dict[str, Any]:
    """The page of one part: groups of questions, each beside what stands now."""
    waiting = wishes.waiting(trainer)
    return {
        "part": {"key": page.part.key, "title": page.part.title, "lead": page.part.lead},
        "errors": page.errors() if page.form.is_bound else [],
        "groups": [_group(field, page, waiting) for field in page.part.shown()],
    }


def _group(field: str, page: Asked, waiting: dict[str, Any]) -> dict[str, Any]:
    """One field of the record: what it says now and to whom, what waits, and the questions that change it."""
    tier = page.record[fields.TIERS].get(field)
    return {
        "label": labels.label(field),
        "text": say(field, fields.value(page.record, field), page.words),
        "seen": str(SEEN_BY[Tier(tier)]) if tier else "",
        "waits": field in waiting,
        "wished": say(field, waiting[field], page.words) if field in waiting else "",
        "fields": [drawing.field(page.form[name]) for name in page.part.questions(field, page.form)],
        "rows": [
            {"key": rows.key, **drawing.rows(rows, formset)} for rows, formset in page.sets if rows.field == field
        ],
    }


def overview(trainer: Trainer, today: dt.date) -> dict[str, Any]:
    """The first page: how the listing stands, what was decided, what waits, and the ways to each part."""
    row, said = vouching.row_of(trainer), words()
    pause = getattr(trainer, "pause", None)
    shown = Trainer.objects.listed(today).filter(pk=trainer.pk).exists()
    return {
        "name": trainer.display_name,
        "public_id": trainer.public_id if shown else "",
        "listed": shown,
        "paused_until": pause.back_on if pause and pause.back_on > today else None,
        "vouched_until": row.until if row and vouching.state_of(row, today) in vouching.IN_FORCE else None,
        "desk": row.desk.name if row else "",
        "decided": [
            {
                "label": labels.label(each.field),
                "accepted": each.state == "accepted",
                "wished": say(each.field, each.wished, said),
                "reason": each.reason,
            }
            for each in wishes.decided(trainer)
        ],
        "waiting": [
            {"field": field, "label": labels.label(field), "wished": say(field, wished, said)}
            for field, wished in wishes.waiting(trainer).items()
        ],
        "parts": [{"key": part.key, "title": part.title, "lead": part.lead} for part in parts.PARTS],
    }
