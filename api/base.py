"""The API's own object: its routers are added in `api/urls.py`."""

from __future__ import annotations

from ninja import NinjaAPI

api = NinjaAPI(
    title="Protection Hub",
    version="1",
    urls_namespace="api-1",
    description="Public data only. Nothing that is asked here is stored.",
    docs_url=None,
)
