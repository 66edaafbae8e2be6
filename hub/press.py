"""The press: an HTML document on standard input becomes tagged PDF on standard output, in the style of a file.

Run as a program by `hub.printing`, with limits of its own, and imported by nothing: the site starts without Pango,
which this needs.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from typing import Any, Final

from weasyprint import CSS, HTML  # type: ignore[import-untyped]
from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]

BYTES: Final = 2 * 1024**3
SECONDS: Final = 120


def press(style: Path) -> None:
    """Print what comes in, within limits, reading nothing else."""
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    # The document carries all it shows: data alone, no file and no host.
    fetcher: Any = URLFetcher(allowed_protocols={"data"})
    html = HTML(string=sys.stdin.read(), url_fetcher=fetcher, base_url=None)
    css = CSS(string=style.read_text(encoding="utf-8"), url_fetcher=fetcher)
    html.write_pdf(sys.stdout.buffer, stylesheets=[css], pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    press(Path(sys.argv[1]))
