"""What the rows of the directory share: public ids, codes, texts in several languages."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, RevisionMixin, WorkflowMixin

from trainers import text
from vocabulary import places, tongues

models.CharField.register_lookup(Length)
models.TextField.register_lookup(Length)

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
PUBLIC_ID = RegexValidator(rf"\A{ID_PATTERN}\Z", _("Use small letters, digits and single hyphens."))


def plain_text(value: str) -> None:
    """Refuse markup and invisible characters that turn text around."""
    if text.fault(value):
        raise ValidationError(_("Write plain text: no tags, no control characters."))


def country(value: str) -> None:
    """Refuse what is no country."""
    if not places.is_country(value):
        raise ValidationError(_("There is no country with this code."))


def known_language(tag: str, field: str) -> None:
    """Refuse a tag that names no language, beside its field."""
    if not tongues.is_tag(tag):
        raise ValidationError({field: _("There is no language with this code. Write one such as es, quc or zh-Hant.")})


def in_order(first: Any, last: Any, field: str, *, strictly: bool) -> None:
    """Refuse a span that goes backwards, beside the field of its end."""
    if first is not None and last is not None and (last < first or (strictly and last == first)):
        raise ValidationError({field: _("This is before the beginning.")})


class DirectoryEntry(WorkflowMixin, DraftStateMixin, RevisionMixin, ClusterableModel):
    """A desk, organisation or trainer: drafted, reviewed and published as pages are."""

    # One copy less of who belongs where; what is pointed at is protected by the database.
    wagtail_reference_index_ignore = True
    public_id = models.CharField(
        _("id"),
        max_length=60,
        unique=True,
        validators=[PUBLIC_ID],
        help_text=_("Stands in addresses and files. It never changes, not even when the name does."),
    )

    class Meta:
        """No table of its own."""

        abstract = True

    def is_current(self) -> bool:
        """Published, and not past its expiry by the clock."""
        return self.live and not (self.expire_at and self.expire_at <= timezone.now())


class CodeRow(models.Model):
    """One code of a list, such as a country or a language."""

    code = models.CharField(_("code"), max_length=12)

    class Meta:
        """No table of its own; rows stay in the order they were given."""

        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        """The code."""
        return self.code


class OneLineTextField(models.TextField):  # type: ignore[type-arg]
    """A text without line breaks: what a form breaks into lines becomes one again."""

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Blanks of every kind become one blank."""
        return super().clean(" ".join(str(value or "").split()), model_instance)


class SummaryRow(models.Model):
    """A summary in one language, written in that language."""

    language = models.CharField(_("language"), max_length=12, help_text=_("Such as es, fr or zh-Hant."))
    text = OneLineTextField(_("text"), max_length=2000, validators=[plain_text])

    class Meta:
        """No table of its own."""

        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        """Which language it is in."""
        return self.language

    def clean(self) -> None:
        """A code that names a language."""
        known_language(self.language, "language")


def once(owner: str, field: str, name: str) -> models.UniqueConstraint:
    """A code stands once below its owner."""
    return models.UniqueConstraint(fields=[owner, field], name=name)


def between(field: str, least: int, most: int, name: str) -> models.CheckConstraint:
    """A number stays in its range, whoever writes it."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__range": (least, most)}), name=name)


def one_of(field: str, choices: type[models.Choices], name: str) -> models.CheckConstraint:
    """A value is one of a closed list, whoever writes it."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": choices.values}), name=name)
