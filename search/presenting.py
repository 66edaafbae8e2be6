"""From an answer to what the page of results draws (see templates/pages/search/search.html)."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub import languages
from hub.pagination import Pager
from hub.templatetags.hub import language_name, month_year, number, weight
from resources import shelves
from resources.kinds import KIND_LABELS
from resources.models import Level
from search import notices, tabs, told
from search.answers import Answer
from search.filters import facets, picked
from search.kinds.grouping import Group
from search.request import SearchRequest
from search.rows import Row
from vocabulary.store import interface_labels

Context = dict[str, Any]


def address(request: SearchRequest) -> str:
    """The address of a question in the language of this page."""
    query = request.query_string()
    return f"{reverse('search')}?{query}" if query else reverse("search")


def context(answer: Answer, reader: str) -> Context:
    """Everything that the page draws."""
    asked = answer.request
    names = interface_labels(reader)
    wide = answer.kinds or answer.findings.elsewhere or set(asked.languages) - {reader}
    return {
        "q": asked.text,
        "asked": bool(asked.text or asked.filtered),
        "total": answer.count,
        "own_language": not wide,
        "hits": [hit(row, reader) for row in answer.rows],
        "others": [hit(row, reader) for row in answer.others],
        "others_links": _other_languages(answer, reader),
        "picked": picked(answer, names, reader, address),
        "clear_url": address(_unfiltered(asked)) if asked != _unfiltered(asked) else "",
        "facets": facets(answer, names, reader),
        "hidden": [{"name": name, "value": value} for name, value in parse_qsl(_unfiltered(asked).query_string())],
        "pager": _pager(answer),
        "topics": shelves.topics(reader) if not answer.count or not (asked.text or asked.filtered) else [],
        "told": told.of(answer, reader, names, address(asked.with_(exactly=True))),
        "notices": notices.of(answer, reader),
        **_across(answer),
    }


def _unfiltered(asked: SearchRequest) -> SearchRequest:
    """The question without its filters, on the tab where it is."""
    return SearchRequest(text=asked.text, exactly=asked.exactly, kinds=tabs.current(asked).kinds)


def _across(answer: Answer) -> Context:
    """What stands beside a list of texts, or is the list: entries of other kinds, the meaning of a word."""
    groups = [_group(each, answer) for each in answer.groups]
    first = answer.texts_fall_short
    before = [] if answer.kinds else [each for each in groups if first or each["named"]]
    meaning = answer.definition
    return {
        "tabs": tabs.drawn(answer, address),
        "of_texts": not answer.kinds,
        "entries": groups[0]["rows"] if answer.kinds and groups else [],
        "before": before,
        "beside": [] if answer.kinds else [each for each in groups if each not in before],
        "meaning": meaning
        and {
            "url": meaning.url,
            "title": meaning.title,
            "lang": meaning.language.tag,
            "html": _joined(meaning.snippets),
        },
    }


def _group(group: Group, answer: Answer) -> Context:
    """A short list of entries of one kind (see components/found)."""
    tab = next(each for each in tabs.tabs() if each.kinds == group.kinds[:1])
    return {
        "name": tab.name,
        "label": tab.label,
        "count": group.count,
        "named": group.named,
        "url": address(tabs.request_of(tab, answer.request)),
        "rows": [{"template": kind.template, "row": one.row} for kind, one in group.shown],
    }


def hit(row: Row, reader: str) -> Context:
    """A result (see components/hit)."""
    return {
        "url": row.url,
        "title": row.title,
        "place": row.heading,
        "lang": row.language.tag,
        "snippet_html": _joined(row.snippets),
        "facts": _facts(row, reader),
        "more": [
            {"url": spot.url, "title": spot.title, "heading": spot.heading if spot.heading != spot.title else ""}
            for spot in row.more
        ],
    }


def _joined(snippets: tuple[SafeString, ...]) -> SafeString:
    # Each piece is safe already: escaped before its marks were set.
    return mark_safe(" ".join(snippets))  # noqa: S308


def _facts(row: Row, reader: str) -> list[Context]:
    found: list[Context] = [{"label": _kind(row), "value": Level(row.level).label}]
    if row.behind:
        behind = ngettext("%(shown)s change behind", "%(shown)s changes behind", row.behind)
        found.append({"label": _("Translation"), "value": behind % {"shown": number(row.behind)}, "old": True})
    if row.overdue:
        found.append({"label": _("Review"), "value": _("Overdue"), "old": True})
    elif row.reviewed:
        found.append({"label": _("Reviewed"), "value": month_year(row.reviewed)})
    if row.language.code != reader:
        found.append({"label": _("Language"), "value": language_name(row.language.tag)})
    if row.weight:
        found.append({"label": _("Size"), "value": weight(row.weight)})
    return found


def _kind(row: Row) -> str:
    """Which kind of text, and which part of it."""
    kind = str(KIND_LABELS[row.kind])
    if row.number:
        words = {"kind": kind, "number": number(row.number), "total": number(row.chapters)}
        return _("%(kind)s, chapter %(number)s of %(total)s") % words
    if row.chapters:
        words = {"kind": kind, "shown": number(row.chapters)}
        return ngettext("%(kind)s, %(shown)s chapter", "%(kind)s, %(shown)s chapters", row.chapters) % words
    return kind


def _other_languages(answer: Answer, reader: str) -> list[Context]:
    """The languages beside the list that have something, the most first."""
    asked = answer.request
    if answer.kinds:
        return []
    listed = set(asked.languages or (reader,)) | {row.language.code for row in answer.rows}
    counts = answer.findings.facets.get("language", {})
    rest = [(many, code) for code, many in counts.items() if many and code not in listed and code in languages.BY_CODE]
    return [
        {"url": address(asked.with_(languages=(code,))), "label": language_name(code), "count": many}
        for many, code in sorted(rest, key=lambda each: (-each[0], each[1]))
    ]


def _pager(answer: Answer) -> Pager | None:
    page, size = answer.request.page, answer.request.size
    if answer.pages == 1:
        return None

    def turn(to: int) -> tuple[str, str]:
        if not 1 <= to <= answer.pages:
            return "", ""
        first, last = (to - 1) * size + 1, min(to * size, answer.count)
        label = _("Results %(first)s to %(last)s") % {"first": number(first), "last": number(last)}
        return address(answer.request.with_(page=to)), label

    (before, before_label), (after, after_label) = turn(page - 1), turn(page + 1)
    return Pager(_("Pages of results"), page, answer.pages, before, after, before_label, after_label)
