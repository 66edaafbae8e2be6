"""Addresses of casework that everybody may open, in every language; none of them ever says which case."""

from django.urls import path

from casework.needs_picture.page import needs, needs_json
from casework.vetted import views as vetted
from casework.views.asking import ask
from casework.views.case import case
from casework.views.helping import help_now
from casework.views.proposal import proposal, said
from casework.views.returning import closed, open_case

app_name = "casework"

urlpatterns = [
    path("request/", ask, name="ask"),
    path("help/", help_now, name="help_now"),
    path("needs/", needs, name="needs"),
    path("needs/numbers.json", needs_json, name="needs_json"),
    path("case/", open_case, name="open"),
    # The same, right after a request was sent and its code kept.
    path("case/kept/", open_case, {"sent": True}, name="kept"),
    path("case/open/", case, name="case"),
    path("case/closed/", closed, name="closed"),
    path("case/open/directory/", vetted.directory, name="vetted"),
    path("case/open/directory/trainers/<slug:public_id>/", vetted.trainer, name="vetted_trainer"),
    path("case/open/directory/organisations/<slug:public_id>/", vetted.organisation, name="vetted_organisation"),
    path("proposal/", proposal, name="proposal"),
    path("proposal/said/", said, name="proposal_said"),
]
