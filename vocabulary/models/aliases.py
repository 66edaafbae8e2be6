"""Other codes and addresses that stand for a term."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from hub.retention import Retention
from vocabulary import plain
from vocabulary.models.concepts import CODE, Concept, Scheme


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


class SameElsewhere(models.Model):
    """The address of a term of another vocabulary that means the same."""

    retention = Retention.NONE
    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="elsewhere")
    address = models.URLField(_("address"), max_length=500)

    class Meta:
        """Each once."""

        verbose_name = _("same term elsewhere")
        verbose_name_plural = _("same terms elsewhere")
        ordering = ["address"]
        constraints = [models.UniqueConstraint(fields=["concept", "address"], name="elsewhere_once")]

    def __str__(self) -> str:
        """The address."""
        return self.address

    def clean(self) -> None:
        """An address of the web, without what an address cannot hold."""
        super().clean()
        if why := plain.address_fault(self.address):
            raise ValidationError({"address": why})
