"""The vocabulary app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VocabularyConfig(AppConfig):
    """Concepts and places."""

    name = "vocabulary"
    verbose_name = _("Vocabulary")
