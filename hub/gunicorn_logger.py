"""Gunicorn's own messages, without the addresses and the query strings some of them quote."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from hub.logs import QuietFormatter


class QuietLogger(Logger):
    """Gunicorn's logger with our formatter: “Invalid request from ip=…” loses its address."""

    def setup(self, cfg: Any) -> None:
        """Let gunicorn set up its handlers, then format what they write."""
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(QuietFormatter())
