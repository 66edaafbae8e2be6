"""Addresses of the library besides its pages."""

from django.urls import path, re_path

from resources.downloads.offline import offline, pack
from resources.downloads.views import download
from resources.remarks.views import wrong
from resources.saving.views import not_connected, texts

app_name = "resources"

urlpatterns = [
    re_path(r"^downloads/(?P<resource_id>[\w-]+)\.(?P<extension>epub|pdf)$", download, name="download"),
    path("wrong/<path:place>/", wrong, name="wrong"),
    path("offline/", offline, name="offline"),
    path("offline/saved/", not_connected, name="not-connected"),
    re_path(r"^offline/texts/(?P<resource_id>[\w-]+)\.json$", texts, name="saving"),
    re_path(r"^offline/texts/(?P<resource_id>[\w-]+)\.text\.json$", texts, {"plain": True}, name="saving-text"),
    re_path(r"^offline/library(?:-(?P<topic>[a-z0-9-]+))?\.zip$", pack, name="pack"),
]
