"""The press: what it prints, and that it reads nothing but what it is given."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pikepdf
import pytest

from hub import printing

SMALL = "@page { size: 50mm 50mm !important; margin: 0 !important }"


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """The addresses that a server of this machine was asked for, its own first."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        paths.append(f"http://127.0.0.1:{server.server_port}")
        yield paths
        server.shutdown()


@pytest.mark.skipif(not printing.available(), reason="SKIPPED LOUDLY: Pango is not here")
def test_the_press_reads_no_file_and_asks_no_host(tmp_path: Path, asked: list[str]) -> None:
    other, style, secret = tmp_path / "other.css", tmp_path / "style.css", tmp_path / "secret.svg"
    other.write_text(SMALL)
    style.write_text(f'@import "{other.as_uri()}"; @page {{ size: A4 }} p {{ background: url({asked[0]}/style.png) }}')
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>secret</text></svg>')
    html = (
        f'<link rel="stylesheet" href="{other.as_uri()}"><link rel="stylesheet" href="{asked[0]}/page.css">'
        f'<img src="{secret.as_uri()}"><img src="{asked[0]}/x.png"><p style="background:url({asked[0]}/y.png)">x'
    )
    with pikepdf.open(io.BytesIO(printing.printed(html, style))) as pdf:
        assert [round(float(each)) for each in pdf.pages[0].MediaBox] == [0, 0, 595, 842]
        assert not pdf.pages[0].Resources.get("/XObject", {})
    assert len(asked) == 1


def test_what_the_press_cannot_do_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(printing.CannotPrint, match=r"missing\.css|cannot load library|No module named"):
        printing.printed("<p>x", tmp_path / "missing.css")
    monkeypatch.setattr(printing, "SECONDS", 0.001)
    with pytest.raises(printing.CannotPrint, match="longer than"):
        printing.printed("<p>x", tmp_path / "missing.css")
