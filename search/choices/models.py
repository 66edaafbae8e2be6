"""A text that editors chose for a question, to stand first or not to be shown."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hub import languages
from hub.retention import Retention
from search.choices.keys import key

LONGEST_TIME = dt.timedelta(days=366)


class Verdict(models.TextChoices):
    """What happens to the text where the question is asked."""

    FIRST = "first", _("Comes first")
    HIDDEN = "hidden", _("Is not shown")


class ChoiceQuerySet(models.QuerySet["EditorialChoice"]):
    """Questions about the choices."""

    def for_question(self, text: str, language: str, today: dt.date) -> ChoiceQuerySet:
        """Those that hold today for a question of a reader of a language, in their order."""
        found = key(text, languages.BY_CODE[language].analyser) if language in languages.BY_CODE else ""
        if not found:
            return self.none()
        return self.filter(key=found, language=language, until__gte=today).order_by("order", "pk")

    def read_anew(self) -> None:
        """Give each the key that its question has now: how words are read changes with a version of the software."""
        for choice in self.filter(language__in=languages.BY_CODE):
            found = key(choice.question, languages.BY_CODE[choice.language].analyser)
            same = self.filter(key=found, language=choice.language, page=choice.page_id)
            if found != choice.key and not same.exists():
                self.filter(pk=choice.pk).update(key=found)


class EditorialChoice(models.Model):
    """For one question in one language and until one day; `key` says which ways of typing are that question."""

    retention = Retention.NONE
    question = models.CharField(
        _("question"),
        max_length=200,
        help_text=_("As readers type it. Other forms and another order of the same words count as the same."),
    )
    language = models.CharField(
        _("language"),
        max_length=12,
        choices=[(language.code, language.endonym) for language in languages.TABLE],
        help_text=_("Of the page on which it is asked."),
    )
    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("text"))
    verdict = models.CharField(_("what happens"), max_length=6, choices=Verdict.choices, default=Verdict.FIRST)
    order = models.PositiveSmallIntegerField(
        _("order"), default=1, help_text=_("Of several that come first, the smallest number leads.")
    )
    until = models.DateField(_("until"), help_text=_("The last day on which this holds, a year from now at most."))
    why = models.CharField(_("why"), max_length=200, help_text=_("For the editors after you. Readers never see it."))
    key = models.CharField(max_length=200, editable=False)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        """One verdict for a text and a question."""

        verbose_name = _("chosen result")
        verbose_name_plural = _("chosen results")
        ordering = ["language", "question", "order"]
        constraints = [models.UniqueConstraint(fields=["key", "language", "page"], name="one_choice_for_a_text")]
        indexes = [models.Index(fields=["key", "language"], name="choice_of_a_question")]

    def __str__(self) -> str:
        """The question."""
        return self.question

    def clean(self) -> None:
        """Some word to look for, a day that is near, and nothing chosen twice."""
        super().clean()
        problems: dict[str, Any] = {}
        language = languages.BY_CODE.get(self.language)
        self.key = key(self.question, language.analyser) if language else ""
        if language and not self.key:
            problems["question"] = _("There is no word in this.")
        today = timezone.localdate()
        if self.until and not today <= self.until <= today + LONGEST_TIME:
            problems["until"] = _("Choose a day from today on, a year ahead at most.")
        same = EditorialChoice.objects.filter(key=self.key, language=self.language, page=self.page_id)
        if self.key and self.page_id and same.exclude(pk=self.pk).exists():
            problems["page"] = _("For this question this text has a choice already.")
        if problems:
            raise ValidationError(problems)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key with the question."""
        self.key = key(self.question, languages.BY_CODE[self.language].analyser)
        super().save(*args, **kwargs)
