"""The application of the front pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Home page, standard pages, navigation."""

    name = "home"
    verbose_name = _("Home")
