"""Words for terms in each language, and sentences that say what a term means."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from hub.languages import TABLE
from hub.retention import Retention
from vocabulary import plain
from vocabulary.models.concepts import Concept
from vocabulary.places import fold

models.CharField.register_lookup(Length)
LANGUAGES = [(language.code, language.endonym) for language in TABLE]


class LabelKind(models.TextChoices):
    """What a label is for."""

    PREFERRED = "preferred", _("Name")
    SYNONYM = "synonym", _("Other word")
    HIDDEN = "hidden", _("Found, never shown")


class Label(models.Model):
    """A word for a concept in one language."""

    retention = Retention.NONE
    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(_("language"), max_length=12, choices=LANGUAGES)
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

    def clean(self) -> None:
        """A word is letters that people see: nothing that hides, turns the line round or draws."""
        super().clean()
        if why := plain.fault(self.text):
            raise ValidationError({"text": why})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the form in which words are compared beside the word."""
        self.key = fold(self.text)[:200]
        super().save(*args, **kwargs)


class NoteKind(models.TextChoices):
    """What a note says."""

    DEFINITION = "definition", _("What it means")
    SCOPE = "scope", _("When to use it")


class Note(models.Model):
    """A sentence or two about a term in one language, for whoever chooses it and for whoever takes the list over."""

    retention = Retention.NONE
    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="notes")
    language = models.CharField(_("language"), max_length=12, choices=LANGUAGES)
    kind = models.CharField(_("kind"), max_length=10, choices=NoteKind.choices, default=NoteKind.DEFINITION)
    text = models.TextField(_("text"), max_length=2000)

    class Meta:
        """One of each kind in a language."""

        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["language", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "language", "kind"], name="note_one_of_a_kind"),
        ]

    def __str__(self) -> str:
        """How it begins."""
        return self.text[:60]

    def clean(self) -> None:
        """The same letters as in words, and line breaks."""
        super().clean()
        if why := plain.fault(self.text, lines=True):
            raise ValidationError({"text": why})
