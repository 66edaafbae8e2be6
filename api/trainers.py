"""`GET /api/v1/trainers`: the public directory over the same filter as its page, field by allowed field."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from ninja import Field, Router, Schema, Status

from hub.pagination import DEEPEST
from trainers.available import Available
from trainers.filters import LONGEST_VALUE, WORDS, Sort
from trainers.listing.fields import record
from trainers.listing.question import asked
from trainers.shelving import each_row
from trainers.views.directory import ROWS

router = Router(tags=["trainers"])


class SpokenOut(Schema):
    """A language, how well, and whether trainings are given in it."""

    code: str
    level: str
    can_train: bool


class TopicOut(Schema):
    """A topic and how far: 1 supports, 2 leads, 3 leads in hard conditions."""

    code: str
    level: int


class GroupOut(Schema):
    """An at-risk group and how much experience with it, 1 to 3."""

    code: str
    experience: int


class NamedOut(Schema):
    """Another public entry."""

    id: str
    name: str
    url: str


class TrainerOut(Schema):
    """A listed trainer. `null` means that the trainer does not show this to everyone."""

    id: str
    name: str
    url: str
    organisation: NamedOut | None
    base_country: str | None = Field(description="ISO 3166-1; nothing finer is kept")
    worked_in: list[str] | None
    languages: list[SpokenOut] | None
    topics: list[TopicOut] | None
    formats: list[str] | None
    at_risk_groups: list[GroupOut] | None
    max_group_size: int | None
    available: list[str] | None = Field(description="coarse, as far as it is shown; null is unknown")
    summary: dict[str, str] | None = Field(description="by language, BCP 47")
    vouched_until: date
    vouched_by: NamedOut
    last_review: date


class TrainersOut(Schema):
    """A page of the directory; if nothing else is asked, in an order of no merit that changes each day."""

    count: int
    page: int
    pages: int
    results: list[TrainerOut]


class ProblemOut(Schema):
    """Why a question was refused: what is wrong with each parameter."""

    detail: str
    problems: dict[str, str]


def _parameter(name: str, description: str) -> dict[str, Any]:
    schema = {"type": "array", "items": {"type": "string"}}
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


PARAMETERS = [
    _parameter("region", "UN M49 regions; countries within count"),
    _parameter("country", "ISO 3166-1 countries"),
    _parameter("topic", "codes of topics; narrower ones count"),
    _parameter("language", "languages trained in, BCP 47"),
    _parameter("format", "codes of forms of work"),
    _parameter("at_risk_group", "codes of at-risk groups"),
    _parameter("available", f"any of {', '.join(Available)}; who does not show it is left out"),
    {
        "name": WORDS,
        "in": "query",
        "required": False,
        "description": "words of a name, a topic or a place, in their own script or in Latin letters",
        "schema": {"type": "string", "maxLength": LONGEST_VALUE},
    },
    {
        "name": "sort",
        "in": "query",
        "required": False,
        "description": "day: an order of no merit, new each day; near: all, the nearest to the places first",
        "schema": {"type": "string", "enum": [each.value for each in Sort]},
    },
    {"name": "page", "in": "query", "required": False, "schema": {"type": "integer", "minimum": 1, "maximum": DEEPEST}},
]


@router.get(
    "/trainers",
    response={200: TrainersOut, 400: ProblemOut},
    url_name="trainers",
    summary="Trainers listed in the public directory",
    openapi_extra={"parameters": PARAMETERS},
)
def trainers(request: HttpRequest) -> Any:
    """Answer from public fields only; an unknown parameter or value is refused."""
    question = asked(request.GET, settings.LANGUAGE_CODE)
    page, problems = _page(request.GET.getlist("page"))
    problems |= question.dropped
    if problems:
        return Status(400, {"detail": "Some parameters cannot be used.", "problems": problems})
    found = question.fitting
    shown = each_row(found[(page - 1) * ROWS : page * ROWS], question.today)
    with translation.override(settings.LANGUAGE_CODE):
        results = [record(trainer, each.available, request.build_absolute_uri) for each, trainer in shown]
    return {"count": len(found), "page": page, "pages": max(1, -(-len(found) // ROWS)), "results": results}


def _page(given: list[str]) -> tuple[int, dict[str, str]]:
    text = given[-1] if given else "1"
    if text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= DEEPEST:
        return int(text), {}
    return 1, {"page": f"not a number from 1 to {DEEPEST}"}
