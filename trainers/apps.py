"""The directory app."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hub import versions


class TrainersConfig(AppConfig):
    """Desks, organisations, trainers and matching."""

    name = "trainers"
    verbose_name = _("Directory")

    def ready(self) -> None:
        """Listen to who joins and leaves a desk and to what changes; tell the search what it may find here."""
        import_module("trainers.receivers")
        import_module("trainers.searching").register_kinds()
        versions.watch("directory", "trainers", but=("deskmember", "importrecord"))
