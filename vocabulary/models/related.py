"""Terms that belong together without one lying below the other."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from hub.retention import Retention
from vocabulary.models.concepts import Concept


class Related(models.Model):
    """Another term to look at as well: each pair is kept as two rows, one from either side."""

    retention = Retention.NONE
    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="related")
    other = models.ForeignKey(
        Concept, models.CASCADE, related_name="+", limit_choices_to={"status": "active"}, verbose_name=_("term")
    )

    class Meta:
        """Each once."""

        verbose_name = _("related term")
        verbose_name_plural = _("related terms")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "other"], name="related_once"),
            models.CheckConstraint(condition=~models.Q(concept=models.F("other")), name="related_not_to_itself"),
        ]

    def __str__(self) -> str:
        """The other's code."""
        return self.other.code

    def clean(self) -> None:
        """Neither the term itself nor one above or below it."""
        super().clean()
        concept = getattr(self, "concept", None)
        if concept is None or self.other_id is None:
            return
        if concept.pk == self.other_id:
            raise ValidationError({"other": _("A term is not related to itself.")})
        if concept.in_one_line_with(self.other):
            raise ValidationError({"other": _("That term lies above or below this one already.")})


@receiver(post_save, sender=Related)
def from_the_other_side(sender: type[Related], instance: Related, **_signal: object) -> None:
    """Keep the row of the other side."""
    Related.objects.get_or_create(concept_id=instance.other_id, other_id=instance.concept_id)


@receiver(post_delete, sender=Related)
def on_neither_side(sender: type[Related], instance: Related, **_signal: object) -> None:
    """A pair goes as a pair."""
    Related.objects.filter(concept_id=instance.other_id, other_id=instance.concept_id).delete()
