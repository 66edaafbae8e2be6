"""What every profile shares. Each knob says why it is turned."""

from __future__ import annotations

import os
import zoneinfo

from hub.languages import TABLE
from hub.settings import env
from hub.settings.logs import *  # noqa: F403
from hub.settings.search import *  # noqa: F403
from hub.settings.security import *  # noqa: F403

BASE_DIR = env.BASE_DIR
HUB_DATA_DIR = env.data_dir()
HUB_URL = os.environ.get("HUB_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or ["127.0.0.1", "localhost", "[::1]"]
DEBUG = False
# How many proxies of ours stand in front, each adding the address it saw to X-Forwarded-For: for hub.limits only.
HUB_TRUSTED_PROXIES = int(os.environ.get("HUB_TRUSTED_PROXIES") or "0")

INSTALLED_APPS = [
    # Ours first, so that their templates win; right to left as the arrows of the house go.
    "home",
    "api",
    "publishing",
    "search",
    "casework",
    "trainers",
    "resources",
    "vocabulary",
    "files",
    "accounts",
    "hub",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.UserAdministrationConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "django_filters",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # Outermost, in this order: so that errors, files and redirects carry every header.
    "hub.middleware.HeadersMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "hub.csp.PolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "hub.middleware.MethodsMiddleware",
    # Outside of whatever keeps pages: the full page is made or found, and thinned on its way out.
    "hub.text_only.TextOnlyMiddleware",
    # Before anybody reads what is asked: codes of merged terms become those that stand for them.
    "vocabulary.middleware.MergedTermsMiddleware",
    # Within what adds headers to every answer, before whatever looks for somebody.
    "home.kept_pages.middleware.KeptPagesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hub.interface.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.StaffLanguageMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "accounts.sessions.SessionLifeMiddleware",
    "accounts.fresh_factor.FreshFactorMiddleware",
    "accounts.closed_doors.ClosedDoorsMiddleware",
    "accounts.language_gate.TranslatorsLanguagesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "publishing.bin.middleware.SaysWhatIsInTheBin",
    # Last, next to the view: what an editor sends is done wholly or not at all.
    "publishing.conflicts.middleware.WholeOrNotAtAll",
]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hub.context_processors.languages_of_request",
                "home.context_processors.site",
            ],
        },
    }
]

# The whole of the data: one SQLite file, or the PostgreSQL that DATABASE_URL names.
DATABASES = {"default": env.database(env.secret("DATABASE_URL"), HUB_DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Caches hold nothing that must survive; keys carry a version read from the database.
REDIS_URL = os.environ.get("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
# Whether public pages are kept in memory (home.kept_pages), 32 MB at most in each process.
HUB_PAGE_CACHE = env.flag("HUB_PAGE_CACHE", default=True)
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# Languages: one table says what the code knows; which ones a site publishes is its locales.
LANGUAGE_CODE = os.environ.get("HUB_LANGUAGE", "en")
LANGUAGES = [(language.code, language.endonym) for language in TABLE]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [(language.code, language.endonym) for language in TABLE if language.catalogue]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
WAGTAIL_I18N_ENABLED = True

STATIC_URL = "/static/"
STATIC_ROOT = HUB_DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    # The style files of every page as one.
    "hub.styles.OneStyleFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = HUB_DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# Whether what is mailed reaches anybody; the live site says so by its EMAIL_HOST.
HUB_HAS_MAIL = True

WAGTAIL_SITE_NAME = "Protection Hub"
WAGTAILADMIN_BASE_URL = HUB_URL
WAGTAILIMAGES_IMAGE_MODEL = "files.HubImage"
WAGTAILDOCS_DOCUMENT_MODEL = "files.HubDocument"
# What each kind must be, and how it is cleaned: files.documents.
WAGTAILDOCS_EXTENSIONS = [
    *("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "txt", "csv", "mp3", "m4a", "mp4", "webm"),
]
WAGTAILIMAGES_IMAGE_FORM_BASE = "files.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# For a line that costs: what a photograph bears before one sees it on a phone.
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILIMAGES_WEBP_QUALITY = 72
# Nothing is embedded from elsewhere: a link to another site stays a plain link.
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
# Comments and presence in the admin are kept; nothing asks a foreign host.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAILADMIN_COMMENTS_ENABLED = True
# Operators who may do everything are told only what is sent to their own roles.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
# Names of zones that browsers know as well; “localtime” is this machine's own word.
WAGTAIL_USER_TIME_ZONES = sorted(zoneinfo.available_timezones() - {"localtime", "Factory"})

FORMS_URLFIELD_ASSUME_HTTPS = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# A page sent to be translated stays a draft until its translation is published: no English below /fr/.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# A deleted original takes no sentence along that somebody has translated.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

# Seams: what a room on the left needs from a room on the right is named here, not imported there.
HUB_TREE = "home.trees.ensure_tree"
# What the site is called, for a request and a language.
HUB_SITE_NAME = "home.surroundings.name"
# Of translation keys those that have deleted pages in the bin, each with its language: an import leaves them there.
HUB_DELETED = "publishing.bin.places.deleted_translations"
# What `manage.py tick` does besides publishing and expiry: functions of the moment that count what they did.
HUB_TICK = [
    "accounts.upkeep.run",
    "vocabulary.chains.tick",
    "vocabulary.replaced.tick",
    "publishing.workflow.notices.tick",
    "trainers.own.ticking.tick",
    "casework.erasing.purge_due",
    "casework.needs_picture.counting.tick",
    "trainers.joining.purging.tick",
    "casework.proposals.ending.tick",
    "publishing.bin.acts.purge_due",
    "publishing.missing.counting.tick",
    "publishing.uploading.waiting.tick",
    "publishing.catalogue.taking.tick",
    "search.vain.keeping.tick",
    "resources.glossary.ticking.tick",
    "resources.redrawing.tick",
    "resources.downloads.making.tick",
    "resources.sizing.tick",
    "resources.remarks.sending.tick",
    "hub.leftovers.tick",
    "search.indexing.drain",
    "search.comparing.tick",
    "trainers.links_health.upkeep.tick",
]
# Whether public links of the directory are asked once a week if they answer; off, this site asks nobody anything.
HUB_CHECK_LINKS = env.flag("HUB_CHECK_LINKS")
# A proxy for what this site asks of others (http://127.0.0.1:9080, such as Tor's HTTPTunnelPort); empty: none.
HUB_LINK_PROXY = os.environ.get("HUB_LINK_PROXY", "")
# Addresses of other directories' HSDS feeds that may be fetched, such as https://other.example/api/hsds/.
HUB_HSDS_FEEDS = env.words("HUB_HSDS_FEEDS")
# Whom to tell of a weakness (mail or https addresses, with spaces between) and how: /.well-known/security.txt.
HUB_SECURITY_CONTACT = env.words("HUB_SECURITY_CONTACT")
HUB_SECURITY_POLICY = os.environ.get("HUB_SECURITY_POLICY", "")
# What others may do with the directory and the vocabulary as data: an SPDX name such as CC-BY-4.0; empty: not said.
HUB_DATA_LICENCE = os.environ.get("HUB_DATA_LICENCE", "")
# How many months ahead a desk may vouch for a trainer at most.
HUB_VOUCHING_MONTHS = 24
# What else is dropped when somebody leaves the site: functions of the request and the answer.
HUB_LEAVING = ["casework.cookie.leave", "trainers.own.sitting.leave"]
