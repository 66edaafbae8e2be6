"""A PostgreSQL of the tests' own: started on a socket in a temporary folder, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from hub.bootstrap import CannotStart, apt

SUPERUSER = "hub"


@dataclass(frozen=True)
class Cluster:
    """Where the server is, or why there is none."""

    url: str = ""
    why_not: str = ""

    @classmethod
    @contextmanager
    def borrow(cls) -> Iterator[Cluster]:
        """A running server for as long as the block lasts; `TEST_DATABASE_URL` names one that is there already."""
        if given := os.environ.get("TEST_DATABASE_URL"):
            yield cls(given)
            return
        found = programs()
        if found is None:
            try:
                apt("postgresql", why="The suite also runs on PostgreSQL")
            except CannotStart as reason:
                yield cls(why_not=str(reason))
                return
            found = programs()
        if found is None:
            yield cls(why_not="no PostgreSQL server is installed")
            return
        folder = Path(tempfile.mkdtemp(prefix="hub-pg-"))
        try:
            yield cls(_start(found, folder))
        finally:
            subprocess.run(
                [*_as_owner(), found / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"],
                check=False,
                capture_output=True,
            )
            shutil.rmtree(folder, ignore_errors=True)


def programs() -> Path | None:
    """The folder of the newest PostgreSQL installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def _as_owner() -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as the user that Debian's package made."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def _start(programs: Path, folder: Path) -> str:
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    command = [*_as_owner(), programs / "initdb", "-D", data, "-U", SUPERUSER, "-A", "trust", "--no-sync", "-E", "UTF8"]
    subprocess.run(command, check=True, capture_output=True, cwd="/")
    # Nothing here outlives the run: what makes data safe, or long queries fast, only costs time.
    off = " ".join(
        f"-c {name}=off" for name in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum", "jit")
    )
    options = f"-k {folder} -c listen_addresses='' {off}"
    start = [*_as_owner(), programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"]
    subprocess.run(start, check=True, stdout=subprocess.DEVNULL, cwd="/")
    return f"postgresql://{SUPERUSER}@{quote(str(folder), safe='')}/postgres"
