"""Where weights meet Wagtail's admin; `publishing.wagtail_hooks` imports this."""

from __future__ import annotations

from publishing.weight.panel import install

install()
