"""Addresses of the directory."""

from django.urls import path

from trainers.views.directory import directory
from trainers.views.entries import desk, organisation, profile
from trainers.views.who_fits import who_fits

app_name = "trainers"


urlpatterns = [
    path("trainers/", directory, name="directory"),
    path("trainers/<slug:public_id>/", profile, name="profile"),
    path("organisations/<slug:public_id>/", organisation, name="organisation"),
    path("desks/<slug:public_id>/", desk, name="desk"),
    path("who-fits/", who_fits, name="who_fits"),
]
