"""Key files: made at first use, mode 0600, below ``HUB_DATA_DIR/keys``; never in the database or the environment."""

from __future__ import annotations

import hmac
import os
import re
import secrets
import stat
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES: Final = 32
KEY_NAME = re.compile(r"[a-z][a-z0-9-]{0,40}", re.ASCII)
FILE_NAME = re.compile(r"(?P<name>[a-z][a-z0-9-]*)\.(?P<version>[1-9][0-9]{0,5})\.key", re.ASCII)


class UnsafeKeyFile(ImproperlyConfigured):
    """A key file that others may read, or that is no key, is refused rather than used."""


def folder() -> Path:
    """The folder of the keys, made with mode 0700 when it is missing."""
    path = Path(settings.HUB_DATA_DIR) / "keys"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def versions(name: str) -> tuple[int, ...]:
    """The versions that exist of a key, oldest first."""
    found = (FILE_NAME.fullmatch(file.name) for file in folder().iterdir())
    return tuple(sorted(int(match["version"]) for match in found if match and match["name"] == name))


def newest(name: str) -> int:
    """The version new values are sealed with; the first one is made when there is none."""
    existing = versions(name)
    return existing[-1] if existing else add_version(name)


def first(name: str) -> int:
    """The version for what must stay comparable for ever, such as a chain of hashes."""
    existing = versions(name)
    return existing[0] if existing else add_version(name)


def add_version(name: str) -> int:
    """Make the next version of a key; older ones stay readable until everything is sealed anew."""
    if not KEY_NAME.fullmatch(name):
        raise UnsafeKeyFile(f"“{name}” is no name for a key.")
    version = max(versions(name), default=0) + 1
    path = _path(folder(), name, version)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        # A link fails where a rename would overwrite: of two processes at once, one wins and both use its key.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return version


def load(name: str, version: int) -> bytes:
    """The bytes of one version of a key."""
    return _load(folder(), name, version)


def derived(name: str, version: int, purpose: str) -> bytes:
    """A key for one purpose only, so that what leaks for one purpose opens nothing of another."""
    return _derived(folder(), name, version, purpose)


def keyed_hash(purpose: str, text: str) -> str:
    """A hash that nobody can try names against who does not hold the key file."""
    return hmac.new(derived("hash", newest("hash"), purpose), text.encode(), sha256).hexdigest()


def _path(where: Path, name: str, version: int) -> Path:
    return where / f"{name}.{version}.key"


@lru_cache(maxsize=64)
def _load(where: Path, name: str, version: int) -> bytes:
    path = _path(where, name, version)
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UnsafeKeyFile(f"{path} may be read by others: run chmod 600 on it.")
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise UnsafeKeyFile(f"{path} is not a key of {KEY_BYTES} bytes.")
    return key


@lru_cache(maxsize=256)
def _derived(where: Path, name: str, version: int, purpose: str) -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"hub/{name}/{purpose}".encode())
    return derivation.derive(_load(where, name, version))
