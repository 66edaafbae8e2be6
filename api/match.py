"""`POST /api/v1/match`: who fits a request, and why. Nothing that is asked is stored or logged."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from ninja import Field, Router, Schema, Status

from hub import languages, limits
from hub.busy import Busy
from hub.interface import preferred
from hub.limits import Act
from trainers import answers
from trainers.matching.faults import Fault
from trainers.sentences.filling import words_now

router = Router(tags=["match"])
LARGEST_BODY = 64 * 1024


class MatchOut(Schema):
    """A trainer who fits."""

    trainer: str = Field(description="the public id, or `unnamed:1`, which means nothing outside this answer")
    score: float = Field(description="from 0 to 100, the sum of what each factor adds")
    reasons: list[str]
    concerns: list[str] = Field(description="what to know and what nobody knows")


class HintOut(Schema):
    """One thing that could be given up, or two."""

    relax: dict[str, str]
    also: dict[str, str] | None = Field(None, description="the second thing, in `pairs`")
    gain: int = Field(description="how many more useful trainers; where `gain_blurred`, at most so many")
    gain_blurred: bool = False
    best: float | None = Field(None, description="the best score among them; none where the gain is blurred")
    message: str


class AnswerOut(Schema):
    """Who fits, without anything that trainers told the desk only."""

    matches: list[MatchOut]
    excluded_count: int = Field(description="listed trainers whom a must rules out; where blurred, at most so many")
    excluded_count_blurred: bool = False
    off_topic_count: int = Field(description="those who pass every must but train none of the main topics")
    off_topic_count_blurred: bool = False
    hints: list[HintOut] = Field(description="single things to give up, the most for the least cost first")
    pairs: list[HintOut] = Field(description="two things at once, where both bring more than either")
    notes: list[str] = Field(description="what was not applied, because nobody knows who asks")
    assumed: dict[str, str | int] = Field(description="the values taken for what the request left out")
    weights: dict[str, int]
    seed: int


class FaultOut(Schema):
    """One thing to put right."""

    field: str
    message: str


class RefusalOut(Schema):
    """Everything that is wrong with a request."""

    errors: list[FaultOut]


BODY = {
    "required": True,
    "description": "A request: country, languages, topics and format at least. At most 64 kB.",
    "content": {"application/json": {"schema": {"type": "object"}}},
}
LANGUAGE = {"name": "language", "in": "query", "required": False, "schema": {"type": "string"}}


@router.post(
    "/match",
    response={200: AnswerOut, 400: RefusalOut, 413: RefusalOut, 503: RefusalOut},
    url_name="match",
    summary="Who fits a request, and why",
    openapi_extra={"requestBody": BODY, "parameters": [LANGUAGE]},
)
def match(request: HttpRequest, response: HttpResponse) -> Any:
    """Answer one request in the language of `language` or of Accept-Language."""
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["Accept-Language"])
    wanted, fault = _language(request)
    with translation.override(wanted.code):
        response["Content-Language"] = languages.interface(wanted.code).tag
        try:
            return _refused(fault) if fault else _answer(request)
        except Busy as busy:
            response["Retry-After"] = str(busy.retry_after)
            return _refused(Fault("request", "busy"), status=503)


def _answer(request: HttpRequest) -> Any:
    # The server has made sure that the length is a number and that the body is no longer.
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        return _refused(Fault("request", "too_large"), status=413)
    value, fault = answers.decoded(request.body)
    if fault:
        return _refused(fault)
    today = timezone.localdate()
    asked = answers.asked(value, today)
    if asked.need is None:
        return _refused(*asked.faults)
    limits.admit(request, Act.MATCHING)
    return answers.public_answer(answers.public_outcome(asked.need, today), asked.assumed, words_now())


def _language(request: HttpRequest) -> tuple[languages.Language, Fault | None]:
    named = request.GET.get("language")
    if named is not None:
        found = languages.find(named)
        fault = None if found else Fault("language", "unknown_code", {"value": named[:40]})
        return found or languages.DEFAULT, fault
    code = preferred(request.headers.get("Accept-Language", ""), list(languages.BY_CODE))
    return languages.BY_CODE[code or languages.DEFAULT.code], None


def _refused(*faults: Fault, status: int = 400) -> Any:
    return Status(status, {"errors": answers.problems(faults, words_now())})
