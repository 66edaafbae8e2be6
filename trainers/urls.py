"""Addresses of the directory."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from trainers.views.directory import directory
from trainers.views.entries import desk, organisation, profile

app_name = "trainers"


def _later(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=501)


urlpatterns = [
    path("trainers/", directory, name="directory"),
    path("trainers/<slug:public_id>/", profile, name="profile"),
    path("organisations/<slug:public_id>/", organisation, name="organisation"),
    path("desks/<slug:public_id>/", desk, name="desk"),
    path("who-fits/", _later, name="who_fits"),
]
