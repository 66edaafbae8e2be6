"""The public search and the admin's own. See docs/decisions for why they are two."""

from __future__ import annotations

from hub.settings import env

# Which engine answers the public search: "embedded" is SQLite FTS5 in a file of its own.
SEARCH_ENGINE = "embedded"
# Derived data: deleting it loses nothing, `manage.py rebuild_search` makes it again.
SEARCH_INDEX_PATH = env.data_dir() / "search.sqlite3"
# Seconds a reader waits for a locked index before the page falls back to browsing, and a writer to write.
SEARCH_READ_TIMEOUT = 2.0
SEARCH_WRITE_TIMEOUT = 5.0

# The editors' search in the admin: Wagtail's, made safe against quotes, blanks and NUL.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.admin_backends", "AUTO_UPDATE": True}}
