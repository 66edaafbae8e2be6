"""The site in a worker that writes down everything its memory holds, for `test_memory` to look through.

    HUB_DATA_DIR=… gunicorn -c hub/gunicorn.py tests.casework.watched:application

`/-/memory` writes every text that the collector of garbage can reach to HUB_DATA_DIR/memory; `/-/keep` keeps the body
it gets, so that the search can be seen to find something.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.casework.life_settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

from tests.casework import walking  # noqa: E402
from tests.factories.casework import three_desks  # noqa: E402

call_command("migrate", run_syncdb=True, verbosity=0)
walking.a_site()
three_desks()
site = get_wsgi_application()
kept: dict[str, list[bytes]] = {}


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The site, and the two addresses of the test."""
    path = environ["PATH_INFO"]
    if path not in ("/-/memory", "/-/keep"):
        return site(environ, start_response)
    if path == "/-/keep":
        kept["body"] = [environ["wsgi.input"].read()]
    else:
        gc.collect()
        (Path(os.environ["HUB_DATA_DIR"]) / "memory").write_bytes(b"\0".join(texts()))
    start_response("200 OK", [("Content-Length", "0")])
    return [b""]


def texts() -> Iterator[bytes]:
    """Every text, every run of bytes, and every short list of texts that can be reached."""
    roots = [*gc.get_objects(), *sys._current_frames().values()]
    seen, found = {id(roots)}, roots
    while found:
        fresh = []
        for each in found:
            if id(each) not in seen:
                seen.add(id(each))
                fresh.append(each)
        yield from (text for each in fresh if (text := _text(each)) is not None)
        # What is looked at stays referred to in `kept_alive`: an id must not be given to something else meanwhile.
        kept_alive.append(fresh)
        found = gc.get_referents(*fresh)
    kept_alive.clear()


kept_alive: list[list[Any]] = []


def _text(each: Any) -> bytes | None:
    # By their type: asking a lazy object what it is an instance of would wake it.
    kind = type(each)
    if issubclass(kind, str):
        return str.encode(each, "utf-8", "surrogatepass")
    if issubclass(kind, bytes | bytearray):
        return bytes(each)
    if issubclass(kind, io.BytesIO | io.StringIO):
        return None if each.closed else _text(each.getvalue())
    if issubclass(kind, list | tuple) and 2 < len(each) < 30 and all(type(part) is str for part in each):
        return _text(" ".join(each))
    return None
