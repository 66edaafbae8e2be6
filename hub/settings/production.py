"""The live site. What it needs comes from the environment or from files; there is no default for a secret.

SECRET_KEY or SECRET_KEY_FILE, HUB_URL (https://…), ALLOWED_HOSTS; optional: HUB_DATA_DIR, DATABASE_URL,
REDIS_URL, HUB_LEAVE_URL, and EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD(_FILE),
DEFAULT_FROM_EMAIL for the links of lost passwords.
"""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from hub.settings import env
from hub.settings.base import *  # noqa: F403
from hub.settings.base import HUB_URL

HUB_PRODUCTION = True
HUB_GALLERY = False
DEBUG = False

SECRET_KEY = env.secret("SECRET_KEY")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY, or SECRET_KEY_FILE to a file of mode 0600. docs/operate.md says how.")
SECRET_KEY_FALLBACKS = [key for key in [env.secret("SECRET_KEY_BEFORE")] if key]
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or [urlsplit(HUB_URL).hostname or ""]
CSRF_TRUSTED_ORIGINS = [HUB_URL]

HUB_REQUIRE_SECOND_FACTOR = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False

# Behind nginx on the same host: gunicorn takes X-Forwarded-Proto from there only (forwarded_allow_ips).
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# A promise for years about every subdomain, kept by browsers' makers: the owner of the domain makes it.
SECURE_HSTS_PRELOAD = env.flag("HUB_HSTS_PRELOAD")
if not SECURE_HSTS_PRELOAD:
    SILENCED_SYSTEM_CHECKS = ["security.W021"]

SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
HUB_CASE_COOKIE = "__Host-case"
HUB_PROFILE_COOKIE = "__Host-profile"

HUB_HAS_MAIL = bool(os.environ.get("EMAIL_HOST"))
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=EMAIL_PORT == 587)
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", f"noreply@{urlsplit(HUB_URL).hostname}")
HUB_LEAVE_URL = os.environ.get("HUB_LEAVE_URL", "https://www.wikipedia.org/")
