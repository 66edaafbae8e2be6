"""The application of the API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Routers over other apps' stores."""

    name = "api"
