"""The settings as the type checker reads them: literals only, no secret, no folder is made."""

from hub.settings.base import *  # noqa: F403

SECRET_KEY = "for the type checker"  # noqa: S105
HUB_GALLERY = True
