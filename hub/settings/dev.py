"""A developer's machine, and the demo: plain http on loopback, DEBUG only when asked for."""

from hub.settings import env
from hub.settings.base import *  # noqa: F403
from hub.settings.base import HUB_DATA_DIR, STORAGES

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.kept_secret("SECRET_KEY")
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = HUB_DATA_DIR / "mail"
HUB_GALLERY = True
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = True
