"""The routers of the API."""

from api import match, search, trainers
from api.base import api

api.add_router("", search.router)
api.add_router("", trainers.router)
api.add_router("", match.router)

__all__ = ["api"]
