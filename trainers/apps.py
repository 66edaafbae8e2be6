"""The directory app."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hub import versions

# What changes nothing that is made of the directory.
NOT_THE_DIRECTORY = (
    "deskmember",
    "feedentry",
    "linkcheck",
    "importrecord",
    "vouchingchange",
    "profilelink",
    "profilesitting",
    "wish",
    "recentruns",
    "application",
    "remark",
)


class TrainersConfig(AppConfig):
    """Desks, organisations, trainers and matching."""

    name = "trainers"
    verbose_name = _("Directory")

    def ready(self) -> None:
        """Listen to who joins and leaves a desk and to what changes; tell the search what it may find here."""
        import_module("trainers.receivers")
        import_module("trainers.searching").register_kinds()
        versions.watch("directory", "trainers", but=NOT_THE_DIRECTORY)
        versions.watch_model("weights", import_module("trainers.weighing.models").WeightsVersion)
