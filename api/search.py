"""`GET /api/v1/search`: the same answer as the page of results, as data."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request
from ninja import Field, Router, Schema, Status

from hub import languages
from search import answers, meant
from search.answers import Answer
from search.request import BadSearchError, SearchRequest, parse
from search.rows import Row

router = Router(tags=["search"])


class PlaceOut(Schema):
    """Another heading of the same resource that answers."""

    title: str
    heading: str
    url: str


class ResultOut(Schema):
    """One resource in one language, at the heading that answers best."""

    id: str = Field(description="the resource, or `resource/chapter` where a chapter answers best")
    title: str
    heading: str
    url: str
    language: str = Field(description="BCP 47")
    kind: str
    level: str
    topics: list[str]
    snippet: str = Field(description="HTML: escaped text with what was found inside <mark>")
    places: list[PlaceOut]


class CountOut(Schema):
    """How many results one value of a filter would give, the other filters staying as they are."""

    value: str
    count: int


class OtherLanguageOut(Schema):
    """What another language has to say; `results` are those that the list does not have."""

    language: str
    count: int
    results: list[ResultOut]


class SearchOut(Schema):
    """An answer. `step` says how much of the question its texts have: `all` words, `most` or `some`."""

    count: int
    page: int
    pages: int
    step: str
    results: list[ResultOut]
    facets: dict[str, list[CountOut]]
    did_you_mean: str | None = Field(None, description="the question as it was looked for, misspelt words put right")
    expanded_with: list[str] = Field([], description="other words for the same that were looked for too")
    other_languages: list[OtherLanguageOut]


class ProblemOut(Schema):
    """Why a question was refused: what is wrong with each parameter."""

    detail: str
    problems: dict[str, str]


def _parameter(name: str, description: str, kind: str = "array") -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "array", "items": {"type": "string"}} if kind == "array" else {"type": kind}
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


PARAMETERS = [
    _parameter("q", "words; the first 200 characters count; empty lists everything by the filters", "string"),
    _parameter("language", "languages of the texts; without it, the reader's own (Accept-Language)"),
    _parameter("kind", "manual, guide, checklist, tool, template, glossary, news"),
    _parameter("topic", "codes of topics"),
    _parameter("level", "everybody, beginner, advanced, expert"),
    _parameter("group", "codes of at-risk groups"),
    _parameter("region", "ISO 3166-1 countries or UN M49 regions"),
    _parameter("reviewed", "how fresh the last review is: half-year, year, two-years"),
    _parameter("words", "`only`: these words, neither corrected nor widened", "string"),
    _parameter("page", "from 1 to 200", "integer"),
    _parameter("size", "results on a page, at most 50", "integer"),
]


@router.get(
    "/search",
    response={200: SearchOut, 400: ProblemOut},
    url_name="search",
    summary="Search the public library",
    openapi_extra={"parameters": PARAMETERS},
)
def search(request: HttpRequest, response: HttpResponse) -> Any:
    """Search the public library; unknown values are refused, words never."""
    response["Cache-Control"] = "no-store"
    try:
        asked = parse(dict(request.GET.lists()), answers.known_values(), strict=True, sized=True)
    except BadSearchError as refused:
        return Status(400, {"detail": str(refused), "problems": refused.problems})
    reader = asked.languages[0] if asked.languages else get_language_from_request(request)
    return _out(answers.answer(asked, reader, beyond=True), asked, reader, request)


def _out(answer: Answer, asked: SearchRequest, reader: str, request: HttpRequest) -> dict[str, Any]:
    return {
        "count": answer.count,
        "page": answer.request.page,
        "pages": answer.pages,
        "step": answer.findings.step,
        "did_you_mean": meant.righted_of(answer) or None,
        "expanded_with": meant.also_of(answer, reader),
        "results": [_result(row, request) for row in answer.rows],
        "facets": {name: _counts(name, found) for name, found in answer.findings.facets.items()},
        "other_languages": _other_languages(answer, asked, request),
    }


def _counts(name: str, found: Any) -> list[dict[str, Any]]:
    spelt = languages.lang_attribute if name == "language" else str
    rows = [{"value": spelt(value), "count": many} for value, many in found.items() if many]
    return sorted(rows, key=lambda row: (-row["count"], row["value"]))


def _result(row: Row, request: HttpRequest) -> dict[str, Any]:
    return {
        "id": row.place,
        "title": row.title,
        "heading": row.heading,
        "url": request.build_absolute_uri(row.url),
        "language": row.language.tag,
        "kind": row.kind,
        "level": row.level,
        "topics": list(row.topics),
        "snippet": " ".join(row.snippets),
        "places": [
            {"title": spot.title, "heading": spot.heading, "url": request.build_absolute_uri(spot.url)}
            for spot in row.more
        ],
    }


def _other_languages(answer: Answer, asked: SearchRequest, request: HttpRequest) -> list[dict[str, Any]]:
    listed = set(asked.languages) | {row.language.code for row in answer.rows}
    return [
        {
            "language": languages.lang_attribute(code),
            "count": many,
            "results": [_result(row, request) for row in answer.others if row.language.code == code],
        }
        for code, many in answer.findings.facets.get("language", {}).items()
        if many and code not in listed
    ]
