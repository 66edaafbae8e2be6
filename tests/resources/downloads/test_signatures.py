"""The signature of a set's sums: what it covers, and that minisign itself agrees."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hub import minisign


def test_a_signature_holds_for_its_content_alone(settings: Any, tmp_path: Path) -> None:
    settings.HUB_DATA_DIR = tmp_path
    content, lines = b"sums", minisign.signature("packs", b"sums", "library-en").splitlines()
    key = b64decode(minisign.public_key("packs"))
    signed = b64decode(lines[1])
    public = Ed25519PublicKey.from_public_bytes(key[10:])
    assert signed[:10] == b"ED" + key[2:10]
    public.verify(signed[10:], hashlib.blake2b(content).digest())
    public.verify(b64decode(lines[3]), signed[10:] + b"library-en")


def test_minisign_itself_agrees(settings: Any, tmp_path: Path) -> None:
    if not shutil.which("minisign"):
        pytest.skip("SKIPPED LOUDLY: minisign is not installed")
    settings.HUB_DATA_DIR = tmp_path
    file = tmp_path / "SHA256SUMS"
    file.write_bytes(b"sums")
    (tmp_path / "SHA256SUMS.minisig").write_text(minisign.signature("packs", b"sums", "library-en"))
    command = ["minisign", "-V", "-m", file, "-P", minisign.public_key("packs")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    file.write_bytes(b"other sums")
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0
