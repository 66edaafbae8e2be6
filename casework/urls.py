"""Addresses of casework that everybody may open, in every language; none of them ever says which case."""

from django.urls import path

from casework.views.asking import ask
from casework.views.case import case
from casework.views.helping import help_now
from casework.views.returning import closed, open_case

app_name = "casework"

urlpatterns = [
    path("request/", ask, name="ask"),
    path("help/", help_now, name="help_now"),
    path("case/", open_case, name="open"),
    # The same, right after a request was sent and its code kept.
    path("case/kept/", open_case, {"sent": True}, name="kept"),
    path("case/open/", case, name="case"),
    path("case/closed/", closed, name="closed"),
]
