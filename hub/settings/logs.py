"""What is logged: which path failed and where in our code; never an address, a browser, a query or a value.

Nothing is logged per request. A failed request leaves one line with its path, and the files, lines and
functions of the traceback without their messages (a message may quote what somebody typed).
"""

from __future__ import annotations

import os
from typing import Any

LOGGING: dict[str, Any] = {
    "version": 1,
    # Loggers that exist already keep working; Django's own handlers are replaced below.
    "disable_existing_loggers": False,
    "filters": {"quiet": {"()": "hub.logs.WithoutRequest"}},
    "formatters": {"quiet": {"()": "hub.logs.QuietFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "quiet", "filters": ["quiet"]}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("HUB_LOG_LEVEL", "WARNING")},
    "loggers": {
        # No handler of their own: everything goes through the one above, and no error is mailed.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.security": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
LOGGING_CONFIG = "logging.config.dictConfig"

# Error reports (the DEBUG page, a mail to ADMINS should somebody set it) carry no request and no variables.
DEFAULT_EXCEPTION_REPORTER = "hub.logs.QuietReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "hub.logs.QuietReporterFilter"
