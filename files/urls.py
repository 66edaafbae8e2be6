"""Addresses of documents, under the names that Wagtail knows them by."""

from django.urls import re_path

from files.serving import serve

urlpatterns = [re_path(r"^(\d+)/(.*)$", serve, name="wagtaildocs_serve")]
