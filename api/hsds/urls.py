"""Addresses of the feed; with and without a slash at the end, since clients of other directories ask for both."""

from django.urls import path, re_path

from api.hsds import views

app_name = "hsds"
LISTS = {
    "organizations": views.organizations,
    "services": views.services,
    "service_at_locations": views.service_at_locations,
    "taxonomies": views.taxonomies,
    "taxonomy_terms": views.taxonomy_terms,
}

urlpatterns = [
    path("", views.about, name="about"),
    path("profile/", views.the_profile, name="profile"),
    path("profile/<slug:name>.json", views.modification, name="modification"),
    path("openapi.json", views.openapi, name="openapi"),
    *(re_path(rf"^{name}/?$", view, name=name) for name, view in LISTS.items()),
    *(
        re_path(rf"^{name}/(?P<identifier>[0-9a-f-]{{36}})/?$", views.one, {"kind": name}, name=f"one-{name}")
        for name in LISTS
    ),
]
