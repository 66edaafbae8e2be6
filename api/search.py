"""`GET /api/v1/search`: the same answer as the page of results, as data."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import get_language_from_request
from ninja import Field, Router, Schema, Status

from hub import languages
from hub.findable import Drawn, Kind
from search import answers, meant
from search.answers import Answer
from search.kinds import answering
from search.kinds.grouping import Group
from search.request import BadSearchError, SearchRequest, parse
from search.rows import Row

router = Router(tags=["search"])


class PlaceOut(Schema):
    """Another heading of the same resource that answers."""

    title: str
    heading: str
    url: str


class ResultOut(Schema):
    """One resource in one language, at the heading that answers best, or one entry of the directory."""

    id: str = Field(description="the resource, or `resource/chapter` where a chapter answers best; of an entry its id")
    title: str
    heading: str
    url: str
    language: str = Field(description="BCP 47; of an entry that of its snippet, empty where it has none")
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


class GroupOut(Schema):
    """What another kind of entry answers beside the texts: how many, and the best of them."""

    kind: str
    count: int
    named: bool = Field(description="the first is whom the question names")
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
    groups: list[GroupOut] = Field([], description="entries of the directory, where texts are asked for")
    definition: ResultOut | None = Field(None, description="what the glossary says of exactly these words")


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
    _parameter(
        "kind",
        "manual, guide, checklist, tool, template (together: advice), glossary, news; or of the directory trainer,"
        " organisation, whose languages are those they work in",
    ),
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
    own = not asked.languages or answering.chosen(asked)
    reader = get_language_from_request(request) if own else asked.languages[0]
    answer = answers.answer(asked, reader, beyond=True)
    return _out(answer, asked, reader, request)


def _entry(kind: Kind, entry: Drawn, request: HttpRequest) -> dict[str, Any]:
    return {
        "id": entry.id,
        "title": entry.name,
        "heading": "",
        "url": request.build_absolute_uri(entry.url),
        "language": languages.lang_attribute(entry.lang) if entry.lang else "",
        "kind": kind.name,
        "level": "",
        "topics": list(entry.topics),
        "snippet": escape(entry.text),
        "places": [],
    }


def _group(group: Group, request: HttpRequest) -> dict[str, Any]:
    results = [_entry(kind, entry, request) for kind, entry in group.shown]
    return {"kind": group.kinds[0], "count": group.count, "named": group.named, "results": results}


def _results(answer: Answer, request: HttpRequest) -> list[dict[str, Any]]:
    """The list: texts, or entries where the question is about such alone."""
    if answer.kinds:
        return [_entry(kind, entry, request) for group in answer.groups for kind, entry in group.shown]
    return [_result(row, request) for row in answer.rows]


def _out(answer: Answer, asked: SearchRequest, reader: str, request: HttpRequest) -> dict[str, Any]:
    return {
        "count": answer.count,
        "page": answer.request.page,
        "pages": answer.pages,
        "step": _step(answer),
        "did_you_mean": None if answer.kinds else meant.righted_of(answer) or None,
        "expanded_with": [] if answer.kinds else meant.also_of(answer, reader),
        "results": _results(answer, request),
        "facets": {name: _counts(name, found) for name, found in answer.facets.items()},
        "other_languages": [] if answer.kinds else _other_languages(answer, asked, request),
        "groups": [] if answer.kinds else [_group(group, request) for group in answer.groups],
        "definition": _result(answer.definition, request) if answer.definition else None,
    }


def _step(answer: Answer) -> str:
    """How much of the question the list has."""
    if answer.kinds:
        return "all" if answer.entries.complete else "most"
    return answer.findings.step


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
