"""Addresses of the directory."""

from django.urls import path

from trainers.joining.views.asking import join
from trainers.joining.views.correcting import correct
from trainers.joining.views.returning import back
from trainers.own.views import closed as own_closed
from trainers.own.views import enter
from trainers.own.views import part as own_part
from trainers.own.views import profile as own_profile
from trainers.views.coverage import coverage
from trainers.views.directory import directory
from trainers.views.entries import desk, organisation, profile
from trainers.views.lists import as_csv, as_json, feed
from trainers.views.papers import card, paper
from trainers.views.who_fits import who_fits

app_name = "trainers"


urlpatterns = [
    path("trainers/", directory, name="directory"),
    path("trainers/coverage/", coverage, name="coverage"),
    path("trainers/list.csv", as_csv, name="csv"),
    path("trainers/list.json", as_json, name="json"),
    path("trainers/feed.xml", feed, name="feed"),
    path("trainers/<slug:public_id>/", profile, name="profile"),
    path("trainers/<slug:public_id>/card.vcf", card, name="card"),
    path("trainers/<slug:public_id>/card.pdf", paper, name="paper"),
    path("organisations/<slug:public_id>/", organisation, name="organisation"),
    path("desks/<slug:public_id>/", desk, name="desk"),
    path("who-fits/", who_fits, name="who_fits"),
    path("profile/", enter, name="own"),
    path("profile/open/", own_profile, name="own_profile"),
    path("profile/open/<slug:key>/", own_part, name="own_part"),
    path("profile/closed/", own_closed, name="own_closed"),
    path("join/", join, name="join"),
    path("join/back/", back, name="join_back"),
    path("correct/<slug:kind>/<slug:public_id>/", correct, name="correct"),
]
