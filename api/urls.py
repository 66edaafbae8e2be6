"""The routers of the API."""

from api import search
from api.base import api

api.add_router("", search.router)

__all__ = ["api"]
