"""The vocabulary app."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hub import versions
from hub.chains import hand_down


class VocabularyConfig(AppConfig):
    """Concepts, places, and which language comes next to which."""

    name = "vocabulary"
    verbose_name = _("Vocabulary")

    def ready(self) -> None:
        """The hub cannot know our tables: what editors set for languages is handed down to it."""
        hand_down(import_module("vocabulary.chains").current)
        versions.watch("vocabulary", "vocabulary")
