"""Concepts: the managed terms that resources, trainers and organisations are tagged with."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from hub.retention import Retention
from vocabulary.forms import ConceptForm
from vocabulary.tree import above, with_narrower

CODE = RegexValidator(r"\A[a-z0-9]+([-_][a-z0-9]+)*\Z", _("Use small letters, digits and hyphens."))


class Scheme(models.TextChoices):
    """The lists that terms belong to."""

    TOPIC = "topic", _("Topics")
    AT_RISK_GROUP = "at-risk-group", _("At-risk groups")
    SERVICE = "service", _("Services")
    FORMAT = "format", _("Forms of work")
    LEVEL = "level", _("Levels")
    THREAT = "threat", _("Threats")
    WORD = "word", _("Words that searching knows")


class Status(models.TextChoices):
    """Whether a term may be chosen for new content."""

    ACTIVE = "active", _("In use")
    ARCHIVED = "archived", _("Archived")


class ConceptQuerySet(models.QuerySet["Concept"]):
    """Questions about the vocabulary."""

    def of(self, scheme: str) -> ConceptQuerySet:
        """The terms of one list, in their order."""
        return self.filter(scheme=scheme)

    def in_use(self) -> ConceptQuerySet:
        """Terms that may be chosen."""
        return self.filter(status=Status.ACTIVE)


class Concept(ClusterableModel):
    """A term of one list; its words are labels, one preferred in each language."""

    retention = Retention.NONE
    scheme = models.CharField(_("list"), max_length=20, choices=Scheme.choices)
    code = models.CharField(
        _("code"),
        max_length=60,
        validators=[CODE],
        help_text=_("Used in files and addresses. It never changes once something uses it."),
    )
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.ACTIVE)
    broader = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        verbose_name=_("broader term"),
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="replaces",
        verbose_name=_("merged into"),
    )

    objects = ConceptQuerySet.as_manager()
    base_form_class = ConceptForm

    class Meta:
        """A code is unique in its list."""

        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["scheme", "order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="concept_code_once_in_scheme"),
            models.CheckConstraint(condition=~models.Q(broader=models.F("id")), name="concept_not_above_itself"),
        ]

    def __str__(self) -> str:
        """The code, as files write it; pages show labels."""
        return self.code

    def clean(self) -> None:
        """A broader term is of the same list, no term lies above itself, and what was merged stays archived."""
        super().clean()
        if self.replaced_by_id and self.status == Status.ACTIVE:
            raise ValidationError({"status": _("It was merged into another term and stays archived.")})
        if self.broader is None:
            return
        if self.broader.scheme != self.scheme:
            raise ValidationError({"broader": _("Choose a term of the same list.")})
        parents = self.parents()
        line = (self.broader.code, *above(self.broader.code, parents))
        if self.code in line:
            raise ValidationError({"broader": _("This would close a circle: that term lies below this one.")})
        below = with_narrower(self.code, parents) - {self.code}
        if self.pk and below and self._ties().filter(other__code__in=line, concept__code__in=below).exists():
            raise ValidationError({"broader": _("A term below this one is related to a term above it.")})

    def parents(self) -> dict[str, str | None]:
        """Each term of the list with the one above it, this one as it is now."""
        stored: dict[str, str | None] = dict(
            Concept.objects.filter(scheme=self.scheme).values_list("code", "broader__code")
        )
        return {**stored, self.code: self.broader.code if self.broader else None}

    def in_one_line_with(self, other: Concept) -> bool:
        """Whether one of the two lies below the other."""
        if other.scheme != self.scheme:
            return False
        parents = self.parents()
        return other.code in above(self.code, parents) or self.code in above(other.code, parents)

    def _ties(self) -> models.QuerySet[models.Model]:
        tie: type[models.Model] = Concept._meta.get_field("related").related_model  # type: ignore[assignment]
        return tie._default_manager.filter(concept__scheme=self.scheme, other__scheme=self.scheme)
