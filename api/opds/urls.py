"""Addresses of a catalogue, the same for each version."""

from django.urls import path

from api.opds import views

urlpatterns = [
    path("", views.root, name="root"),
    path("<slug:language>/", views.language, name="language"),
    path("<slug:language>/new/", views.newest, name="new"),
    path("<slug:language>/all/", views.every, name="all"),
    path("<slug:language>/topics/<slug:topic>/", views.topic, name="topic"),
    path("<slug:language>/search/", views.search, name="search"),
    path("<slug:language>/search.xml", views.description, name="description"),
]
