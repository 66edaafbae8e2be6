"""How gunicorn serves the site, in the demo and in production: few threads, nothing about readers in a log."""

from __future__ import annotations

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
wsgi_app = "hub.wsgi:application"
worker_class = "gthread"
workers = int(os.environ.get("HUB_WORKERS", "1"))
threads = int(os.environ.get("HUB_THREADS", "4"))
timeout = 60
keepalive = 5
# No access log: a web server in front may keep one of paths, without addresses and queries (deploy/).
accesslog = None
errorlog = "-"
loglevel = "warning"
logger_class = "hub.gunicorn_logger.QuietLogger"
# Only a web server on this machine may say that a request came by https.
forwarded_allow_ips = "127.0.0.1,::1"
# A question of 100 kB is answered like any other (search.request cuts it); the parser itself stops at 1 MB.
limit_request_line = 0
