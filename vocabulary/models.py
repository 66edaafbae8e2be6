"""Concepts: the managed terms that resources, trainers and organisations are tagged with."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from hub.languages import TABLE
from hub.retention import Retention
from hub.stamps import RowForm
from vocabulary.places import fold
from vocabulary.tree import above

models.CharField.register_lookup(Length)
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

    objects = ConceptQuerySet.as_manager()
    base_form_class = RowForm

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
        """A broader term is of the same list, and no term lies above itself."""
        super().clean()
        if self.broader is None:
            return
        if self.broader.scheme != self.scheme:
            raise ValidationError({"broader": _("Choose a term of the same list.")})
        parents = dict(Concept.objects.filter(scheme=self.scheme).values_list("code", "broader__code"))
        if self.code in (self.broader.code, *above(self.broader.code, parents)):
            raise ValidationError({"broader": _("This would close a circle: that term lies below this one.")})


class LabelKind(models.TextChoices):
    """What a label is for."""

    PREFERRED = "preferred", _("Name")
    SYNONYM = "synonym", _("Other word")
    HIDDEN = "hidden", _("Found, never shown")


class Label(models.Model):
    """A word for a concept in one language."""

    retention = Retention.NONE
    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(
        _("language"), max_length=12, choices=[(language.code, language.endonym) for language in TABLE]
    )
    kind = models.CharField(_("kind"), max_length=10, choices=LabelKind.choices, default=LabelKind.PREFERRED)
    text = models.CharField(_("word"), max_length=200)
    key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        """One preferred label per language, no word twice."""

        verbose_name = _("word")
        verbose_name_plural = _("words")
        ordering = ["language", "kind", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "language"],
                condition=models.Q(kind="preferred"),
                name="label_one_preferred_per_language",
            ),
            models.UniqueConstraint(fields=["concept", "language", "text"], name="label_word_once"),
            models.CheckConstraint(condition=models.Q(text__length__gt=0), name="label_not_empty"),
        ]

    def __str__(self) -> str:
        """The word itself."""
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the form in which words are compared beside the word."""
        self.key = fold(self.text)[:200]
        super().save(*args, **kwargs)


class AliasCode(models.Model):
    """A code that other lists, or a merged term, use for a concept of ours."""

    retention = Retention.NONE
    scheme = models.CharField(_("list"), max_length=20, choices=Scheme.choices)
    code = models.CharField(_("code"), max_length=60, validators=[CODE])
    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        """An alias stands for one concept."""

        verbose_name = _("other code")
        verbose_name_plural = _("other codes")
        ordering = ["scheme", "code"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="alias_code_once_in_scheme"),
        ]

    def __str__(self) -> str:
        """The code."""
        return self.code

    def clean(self) -> None:
        """A code stands for one term, whether as its own or as another."""
        super().clean()
        concept = getattr(self, "concept", None)
        within = {"scheme": concept.scheme} if concept and concept.scheme else {}
        taken = AliasCode.objects.filter(code=self.code, **within).exclude(pk=self.pk).exists()
        if taken or Concept.objects.filter(code=self.code, **within).exists():
            raise ValidationError({"code": _("Another term has this code already.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """An alias belongs to the list of its concept."""
        self.scheme = self.concept.scheme
        super().save(*args, **kwargs)


class Fallback(models.Model):
    """A language that readers of another are offered next, set by an editor; without rows the code's table holds."""

    retention = Retention.NONE
    language = models.CharField(_("language"), max_length=12)
    place = models.PositiveSmallIntegerField(_("place"))
    falls_back_to = models.CharField(_("falls back to"), max_length=12, blank=True)

    class Meta:
        """Each place once; a row without a language says that nothing but the site's first language comes next."""

        verbose_name = _("language that comes next")
        verbose_name_plural = _("languages that come next")
        default_permissions = ("change",)
        ordering = ["language", "place"]
        constraints = [
            models.UniqueConstraint(fields=["language", "place"], name="fallback_one_in_place"),
            models.UniqueConstraint(fields=["language", "falls_back_to"], name="fallback_language_once"),
            models.CheckConstraint(
                condition=~models.Q(language=models.F("falls_back_to")), name="fallback_not_to_itself"
            ),
        ]

    def __str__(self) -> str:
        """From which to which."""
        return f"{self.language} → {self.falls_back_to}"
