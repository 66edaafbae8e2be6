"""The routers of the API."""

from api.base import api

__all__ = ["api"]

