"""A body in which every block stands once, and what tests ask of blocks."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from files.models import HubDocument
from hub import languages
from hub.blocks import BodyBlock
from resources import rendering

BODY = BodyBlock()
EVIL = "<script>alert(1)</script>"


def document(name: str = "incident-report.pdf", size: int = 12_000) -> HubDocument:
    """A document of so many bytes, which nobody looks into."""
    [kept] = HubDocument.objects.bulk_create(
        [HubDocument(title="Incident report", file=stored(name, size), file_size=size)]
    )
    return kept


def stored(name: str, size: int) -> str:
    """The name under which a file of so many bytes is kept."""
    return default_storage.save(f"documents/{name}", ContentFile(b"x" * size))


def every_block(document_id: int, page_id: int) -> list[dict[str, Any]]:
    """The stored form of a body with each block."""
    values: dict[str, Any] = {
        "heading": {"text": "Before you go", "level": "2"},
        "text": f'<p>See <a linktype="page" id="{page_id}">the guide</a>.</p>',
        "quote": {"text": "<p>We kept it.</p>", "source": "M.", "role": f"trainer {EVIL}"},
        "definition": {"term": "Threat", "text": "<p>A sign of harm.</p>"},
        "passage": {"language": "ar", "text": "<p>مرحبا</p>"},
        "code": {"code": f"echo {EVIL}"},
        "steps": {"items": [{"title": "Stop", "text": "<p>Put it down.</p>"}, {"title": "", "text": "<p>Call.</p>"}]},
        "note": {"kind": "warning", "text": "<p>Not there.</p>"},
        "checks": {"items": [{"text": "<p>Lock it</p>", "note": "<p>With six words.</p>"}]},
        "next": {
            "items": [
                {"page": page_id, "url": "", "label": ""},
                {"page": None, "url": "https://example.org/x", "label": f"Elsewhere {EVIL}"},
            ]
        },
        "table": {"caption": "Words", "header_row": True, "rows": [["<p>Words</p>"], ["<p>Six</p>"]]},
        "comparison": {
            "caption": "Two ways",
            "criteria": ["Needs a number", "Who reads it"],
            "items": [
                {"name": "Letter", "url": "", "cells": ["<p>No</p>", "<p>Whoever opens it</p>"]},
                {"name": "Messenger", "url": "https://example.org/m", "cells": ["<p>Yes</p>", "<p>Both</p>"]},
            ],
        },
        "file": {"document": document_id, "title": f"Report {EVIL}", "text": "On the same day."},
        "media": {"document": document_id, "title": "How to lock", "transcript": "<p>A hand holds a phone.</p>"},
        "principles": {"items": [{"title": "Slowly", "text": "<p>Where it can be.</p>"}]},
        "objectives": {"lead": "<p>Each team</p>", "items": [{"text": "<p>knows its risks</p>"}]},
        "timeline": {
            "items": [{"when": "2019-05-01", "text": "<p>A desk.</p>"}, {"when": "Since then", "text": "<p>Two.</p>"}]
        },
        "partners": {
            "title": "Donors",
            "items": [{"name": "The Lantern Fund", "role": "donor", "url": "https://example.org/", "logo": None}],
        },
    }
    return [{"type": kind, "value": value} for kind, value in values.items()]


def drawn(kind: str, value: Any, language: str = "en") -> str:
    """One block as it is stored for readers."""
    body = BODY.to_python([{"type": kind, "value": value}])
    return str(rendering.draw(body, languages.BY_CODE[language])["html"])
