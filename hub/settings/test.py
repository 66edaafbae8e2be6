"""The test suite: as production where behaviour counts, cheap where only time would be lost."""

import os
import tempfile
from pathlib import Path

# An empty variable counts as none: the tests never write into a site's own folder.
os.environ["HUB_DATA_DIR"] = os.environ.get("HUB_DATA_DIR") or tempfile.mkdtemp(prefix="hub-test-")

from hub.settings.base import *  # noqa: F403
from hub.settings.base import HUB_DATA_DIR, STORAGES

SECRET_KEY = "only-for-tests-" + "x" * 50
ALLOWED_HOSTS = ["*"]
HUB_GALLERY = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]  # noqa: F405
HUB_CASE_KDF = (64, 1, 1)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
Path(HUB_DATA_DIR).mkdir(parents=True, exist_ok=True)
