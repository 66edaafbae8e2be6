"""The public search and the admin's own. See docs/decisions for why they are two."""

from __future__ import annotations

import os

from hub.settings import env

# Which engine answers the public search: "embedded" is SQLite FTS5 in a file of its own; "elasticsearch" is for
# several web hosts, large libraries or a cluster. The embedded index is kept up to date all the same and stands in.
SEARCH_ENGINE = os.environ.get("SEARCH_ENGINE") or "embedded"
# Derived data: deleting it loses nothing, `manage.py rebuild_search` makes it again.
SEARCH_INDEX_PATH = env.data_dir() / "search.sqlite3"
# Seconds a reader waits for a locked index before the page falls back to browsing, and a writer to write.
SEARCH_READ_TIMEOUT = 2.0
SEARCH_WRITE_TIMEOUT = 5.0
# Tell an engine across the network right after the commit, in a thread beside the request; else only at the next tick.
SEARCH_UPDATES_BESIDE = True
# Whether editors get a list of what was searched in vain on five days or more (docs/decisions/0024).
HUB_COUNT_VAIN_SEARCHES = env.flag("HUB_COUNT_VAIN_SEARCHES")

# One address or several, separated by commas or blanks; user and password may stand in them (then from a file).
ELASTICSEARCH_URL = env.secret("ELASTICSEARCH_URL").replace(",", " ").split()
ELASTICSEARCH_API_KEY = env.secret("ELASTICSEARCH_API_KEY")
# The certificate of whoever signed the cluster's own; empty: whom this machine trusts.
ELASTICSEARCH_CA_FILE = os.environ.get("ELASTICSEARCH_CA_FILE", "")
# What all names of our indexes begin with: two sites may share a cluster.
ELASTICSEARCH_PREFIX = os.environ.get("ELASTICSEARCH_PREFIX") or "hub"
ELASTICSEARCH_SHARDS = int(os.environ.get("ELASTICSEARCH_SHARDS") or 1)
# One copy more than this of everything: with three nodes, 1 lets any of them go.
ELASTICSEARCH_REPLICAS = int(os.environ.get("ELASTICSEARCH_REPLICAS") or 0)
# Seconds until a reader is given the embedded index's answer instead, and until a write counts as failed.
ELASTICSEARCH_READ_TIMEOUT = 1.0
ELASTICSEARCH_WRITE_TIMEOUT = 30.0

# The editors' search in the admin: Wagtail's, made safe against quotes, blanks and NUL.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.admin_backends", "AUTO_UPDATE": True}}
