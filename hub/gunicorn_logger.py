"""Gunicorn's own messages, without the addresses, query strings and bytes that some of them quote."""

from __future__ import annotations

import logging
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from hub.logs import QuietFormatter


class ServerFormatter(QuietFormatter):
    """As ours; and of a request that is no HTTP, only that there was one."""

    def format(self, record: logging.LogRecord) -> str:
        if str(record.msg).startswith("Invalid request"):
            record.msg, record.args = "A request that is no HTTP was refused.", ()
        return super().format(record)


class QuietLogger(Logger):
    """Gunicorn's logger with our formatter."""

    def setup(self, cfg: Any) -> None:
        """Let gunicorn set up its handlers, then format what they write."""
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(ServerFormatter())
