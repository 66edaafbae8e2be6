"""Every address of the site, grouped by what it promises: staff, machines, readers."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from accounts import urls as accounts_urls
from api import sitemaps
from api.data import views as data
from api.feeds import urls as feeds_urls
from api.hsds import urls as hsds_urls
from api.opds import urls as opds_urls
from api.urls import api
from casework import urls as casework_urls
from files import urls as files_urls
from home import marks, serving
from home import views as home
from hub import gallery, health, leave, media, robots, security_txt
from hub.languages import TABLE
from resources import urls as resources_urls
from resources.saving.views import worker
from search import urls as search_urls
from search import views as search
from trainers import urls as trainers_urls
from vocabulary import views as vocabulary

# For staff: never cached, never without a session.
staff = [
    path("staff/", include(accounts_urls)),
    # Before Wagtail's own: its sign-in and the screens that differ here.
    path("admin/", include(accounts_urls.admin_urlpatterns)),
    path("admin/", include(wagtailadmin_urls)),
]

# For machines and for leaving: no language in the address.
plain = [
    path("", home.root, name="root"),
    path("-/health/", health.health, name="health"),
    path("-/leave/", leave.leave, name="leave"),
    re_path(r"^-/colours/([0-9a-f]{6})-([0-9a-f]{6})\.(css|svg)$", marks.colours, name="colours"),
    re_path(r"^(favicon\.ico|apple-touch-icon\.png)$", marks.icon, name="icon"),
    path("apple-touch-icon-precomposed.png", marks.icon, {"name": "apple-touch-icon.png"}),
    path("-/search.xml", search.description, name="search-description"),
    path("-/vocabulary.jsonld", vocabulary.public, name="vocabulary"),
    path("-/library.jsonld", data.library, name="library-data"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap/<slug:language>-<int:number>.xml", sitemaps.part, name="sitemap-part"),
    path(".well-known/security.txt", security_txt.security_txt, name="security-txt"),
    path("opds/v2/", include((opds_urls, "opds2")), {"version": "2.0"}),
    path("opds/", include((opds_urls, "opds")), {"version": "1.2"}),
    path("sw.js", worker, name="worker"),
    path("r/<path:resource_id>/", home.resource, name="resource"),
    path("api/v1/", api.urls),
    path("api/hsds/", include(hsds_urls)),
    path("documents/", include(files_urls)),
    path("media/<path:name>", media.image, name="media"),
    re_path(rf"^(?P<language>{'|'.join(language.code for language in TABLE)})$", home.without_slash),
]
if settings.HUB_GALLERY:
    plain.append(path("-/components/", gallery.gallery, name="gallery"))

# For readers, in their language: no cookie, no session.
localised = i18n_patterns(
    path("search/", include(search_urls)),
    path("feeds/", include(feeds_urls)),
    path("", include(casework_urls)),
    path("", include(trainers_urls)),
    path("", include(resources_urls)),
    path("", include([each for each in wagtail_urls.urlpatterns if each.name != "wagtail_serve"])),
    re_path(wagtail_urls.serve_pattern, serving.serve, name="wagtail_serve"),
)

urlpatterns = [*staff, *plain, *localised]
handler404 = "home.views.not_found"
handler500 = "hub.failures.server_error"
