"""Addresses of casework that everybody may open, in every language; none of them ever says which case."""

from django.urls import URLPattern

app_name = "casework"

urlpatterns: list[URLPattern] = []
