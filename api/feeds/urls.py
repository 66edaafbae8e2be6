"""Addresses of the feeds, below the language."""

from django.urls import path

from api.feeds.views import feed, feeds

app_name = "feeds"

urlpatterns = [
    path("", feeds, name="feeds"),
    path("<slug:name>.atom", feed, name="feed"),
]
