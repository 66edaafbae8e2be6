"""What the reading pages draw: text, age, rights, other languages, neighbours. Values, no markup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from hub import languages
from hub.kept import kept
from hub.querysets import publicly_readable
from resources import rendering
from resources.downloads.links import offered
from resources.glossary.uses import used_in
from resources.kinds import KIND_LABELS
from resources.licences import find as find_licence
from resources.relating.store import related
from resources.translations import Edition, editions
from vocabulary.kept import kept as terms


def context(page: Any, *, preview: bool = False) -> dict[str, Any]:
    """The context of a resource of any kind (see templates/pages/resources/text.html); change nothing within."""
    if preview or not page.for_all:
        return _context(page, preview=preview)
    return kept(("text", page.pk), lambda: _context(page, preview=False), large=True)


def _context(page: Any, *, preview: bool) -> dict[str, Any]:
    text = rendering.text(page, preview=preview, explained=True)
    found = editions(page)
    own = next((each for each in found if each.page_id == page.pk), None)
    original = next((each for each in found if each.is_original), None)
    head = _head(page, text)
    drawn: dict[str, Any] = {
        "text": {**head, "translated_on": _translated_on(page, own, original)},
        "wrong_url": "" if preview else _wrong_address(page),
        "age": _age(page, own, original),
        "licence": licence(page),
        "editions": [each for each in found if each.page_id != page.pk],
        "alternates": found,
        "related": [] if preview else related(head["subject"]),
        **({} if preview else offered(head["subject"])),
    }
    if add := MORE.get(page.kind):
        add(page, drawn)
    return drawn


def _wrong_address(page: Any) -> str:
    """Where a reader says what is wrong with a text: its own address behind a word."""
    code = page.locale.language_code
    return (page.url or "").replace(f"/{code}/", f"/{code}/wrong/", 1)


def subject_of(page: Any) -> Any:
    """What carries the dates, subjects and rights of a page: of a chapter, its manual."""
    return page if page.kind != "chapter" else page.get_parent().specific


def plain_context(page: Any, *, preview: bool = False) -> dict[str, Any]:
    """The context of a standing text (see templates/pages/home/standard.html); change nothing within."""
    if preview or not page.for_all:
        return _plain_context(page, preview=preview)
    return kept(("text", page.pk), lambda: _plain_context(page, preview=False), large=True)


def _plain_context(page: Any, *, preview: bool) -> dict[str, Any]:
    text = rendering.text(page, preview=preview)
    changed = page.last_published_at.date() if page.last_published_at else None
    found = editions(page)
    return {
        "text": {
            "title": page.title,
            "lang": page.locale.language_code,
            "html": text.html,
            "changed_on": changed,
            "headings": _headings(text),
        },
        "editions": [each for each in found if each.page_id != page.pk],
        "alternates": found,
    }


def _head(page: Any, text: rendering.Text) -> dict[str, Any]:
    subject = subject_of(page)
    code = get_language() or languages.DEFAULT.code
    names = terms().interface_labels(code)
    topics = sorted(concept.code for concept in subject.topics.all())
    return {
        "title": page.title,
        "lang": page.locale.language_code,
        "summary": page.summary,
        "kind": page.kind,
        "kind_label": KIND_LABELS["manual" if page.kind == "chapter" else page.kind],
        "level_label": subject.get_level_display() if subject.level else "",
        "trail": [{"url": subject.url, "text": subject.title, "lang": page.locale.language_code}]
        if subject is not page
        else [],
        "reviewed_on": subject.reviewed_on,
        "review_by": subject.review_by,
        "published": subject.published,
        "minutes": text.minutes,
        "weight": text.weight,
        "html": text.html,
        "headings": _headings(text),
        "topics": [{"url": topic_address(topic), "label": names.get(("topic", topic), topic)} for topic in topics],
        "facts": [],
        "subject": subject,
    }


def topic_address(topic: str) -> str:
    """Where a topic's texts are listed."""
    return f"{reverse('search')}?{urlencode({'topic': topic})}"


def _headings(text: rendering.Text) -> list[dict[str, Any]]:
    return [{"url": f"#{each['anchor']}", "text": each["text"]} for each in text.contents if each["level"] == 2]


def _translated_on(page: Any, own: Edition | None, original: Edition | None) -> dt.date | None:
    if own is None or original is None or own.is_original or not page.first_published_at:
        return None
    moment: dt.datetime = page.last_published_at or page.first_published_at
    return moment.date()


def _age(page: Any, own: Edition | None, original: Edition | None) -> dict[str, Any]:
    subject = subject_of(page)
    due = subject.review_by
    return {
        "overdue": bool(due and due < timezone.localdate()),
        "review_by": due,
        "reviewed_on": subject.reviewed_on,
        "behind": own.behind if own else 0,
        "original_tag": original.tag if original else "",
        "original_url": original.url if original else "",
    }


def licence(page: Any) -> dict[str, Any] | None:
    """What readers may do with a text, and who made it (see components/licence)."""
    subject = subject_of(page)
    known = find_licence(subject.licence)
    if not (known or subject.source or subject.attribution or subject.authors):
        return None
    return {
        "name": known.name if known else "",
        "url": known.url if known else "",
        "terms": known.terms if known else "",
        "authors": subject.authors,
        "attribution": subject.attribution,
        "source": subject.source,
        "source_url": subject.source_url,
    }


def chapters(manual: Page, current: Page | None = None) -> list[dict[str, Any]]:
    """The public chapters of a manual in order (see components/contents), in one query."""
    found = kept(("chapters", manual.path), lambda: _chapters(manual))
    return [{**each, "current": current is not None and each["page_id"] == current.pk} for each in found]


def _chapters(manual: Page) -> list[dict[str, Any]]:
    found = publicly_readable(manual.get_children()).select_related("locale", "rendering").order_by("path")
    return [
        {
            "number": number,
            "url": page.url,
            "text": page.title,
            "title": page.title,
            "lang": page.locale.language_code,
            "page_id": page.pk,
            "minutes": rendering.minutes(page.rendering.words) if hasattr(page, "rendering") else 0,
        }
        for number, page in enumerate(found, 1)
    ]


def _manual(page: Any, drawn: dict[str, Any]) -> None:
    drawn["chapters"] = chapters(page)
    own = drawn["text"]
    own["minutes"] = sum(each["minutes"] for each in drawn["chapters"]) + (own["minutes"] if own["html"] else 0)
    if drawn["chapters"]:
        # Minutes are those of the whole: the weight of what stands in front alone would be taken for that of the whole.
        own["weight"] = 0


def _chapter(page: Any, drawn: dict[str, Any]) -> None:
    found = chapters(drawn["text"]["subject"], page)
    at = next((index for index, each in enumerate(found) if each["current"]), None)
    drawn["chapters"], drawn["total"] = found, len(found)
    drawn["number"] = 0 if at is None else at + 1
    drawn["previous"] = found[at - 1] if at else None
    drawn["next"] = found[at + 1] if at is not None and at + 1 < len(found) else None


def _checklist(page: Any, drawn: dict[str, Any]) -> None:
    drawn["checks_total"] = sum(len(block.value["items"]) for block in page.body if block.block_type == "checks")


def _term(page: Any, drawn: dict[str, Any]) -> None:
    drawn["used_in"] = used_in(page)
    drawn["elsewhere"] = [{"tag": each.tag, "word": each.title, "url": each.url} for each in drawn["editions"]]


def _tool(page: Any, drawn: dict[str, Any]) -> None:
    drawn["text"]["facts"] = [
        {"label": page._meta.get_field(name).verbose_name, "value": getattr(page, name)}
        for name in ("platforms", "version_reviewed")
    ]


def _template(page: Any, drawn: dict[str, Any]) -> None:
    document = page.document
    drawn["download"] = document and {
        "url": document.url,
        "name": document.filename,
        "type": document.file_extension.upper(),
        "size": document.get_file_size(),
    }


MORE: Final[dict[str, Callable[[Any, dict[str, Any]], None]]] = {
    "manual": _manual,
    "chapter": _chapter,
    "checklist": _checklist,
    "glossary": _term,
    "tool": _tool,
    "template": _template,
}
