"""Whether the site answers, asked from beside it as nginx asks: for the container's health check."""

from __future__ import annotations

import os
import sys
from http.client import HTTPConnection
from urllib.parse import urlsplit


def main() -> int:
    """0 where `/-/health/` says ok, else 1."""
    host = urlsplit(os.environ["HUB_URL"]).netloc
    asked = HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=8)
    try:
        asked.request("GET", "/-/health/", headers={"Host": host, "X-Forwarded-Proto": "https"})
        answer = asked.getresponse()
        return 0 if answer.status == 200 and answer.read() == b"ok\n" else 1
    except OSError:
        return 1
    finally:
        asked.close()


if __name__ == "__main__":
    sys.exit(main())
