"""The casework app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    """Training requests, the desks' work on them, first help."""

    name = "casework"
    verbose_name = _("Casework")
