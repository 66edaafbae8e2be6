"""The directory app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainersConfig(AppConfig):
    """Desks, organisations, trainers and matching."""

    name = "trainers"
    verbose_name = _("Directory")
