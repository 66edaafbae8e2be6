"""Which language comes next to which, as editors set it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.retention import Retention


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
