"""The news of one language as its page draws them: newest first, by month, topic and language."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.apps import apps
from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail.models import Page

from hub import languages
from hub.kept import kept
from hub.pagination import paginate
from hub.querysets import publicly_readable
from resources import counts, shelves
from resources.news_choice import Item, NewsChoice, months, topics
from vocabulary.kept import kept as terms

# So many months stand in the list; earlier ones wait folded.
SHOWN: Final = 12
UNDATED: Final = dt.date(1970, 1, 1)


def items(locale_id: int) -> list[Item]:
    """The public news of one language, newest first: two queries."""
    news = publicly_readable(counts.model("news").objects.filter(locale_id=locale_id))
    on: dict[int, set[str]] = {}
    for pk, topic in news.filter(topics__status="active").order_by().values_list("pk", "topics__code"):
        on.setdefault(pk, set()).add(topic)
    rows = shelves.latest_news(locale_id).values_list("pk", "published", "first_published_at")
    return [
        Item(pk, published or (first.date() if first else UNDATED), frozenset(on.get(pk, ())))
        for pk, published, first in rows
    ]


def news(page: Any, query: QueryDict) -> dict[str, Any]:
    """The context of a language's news (see templates/pages/resources/news_index.html)."""
    known: list[Item] = kept(("news", page.locale_id), lambda: items(page.locale_id))
    choice = NewsChoice.from_query(query)
    wanted = [item.number for item in known if choice.takes(item)]
    shown = paginate(wanted, query.get("page"), shelves.ON_A_PAGE, label=_("Pages of news"), query=query)
    names = _names(page, known)
    by_month = [_month(month, many, choice) for month, many in months(known, choice)]
    return {
        "index": {"title": page.title, "lang": page.locale.language_code},
        "news": kept(("rows", *shown.items), lambda: shelves.rows(shelves.specific(shown.items))),
        "pager": shown.pager,
        "picked": _picked(choice, names),
        "all_url": page.url or "",
        "months": by_month[:SHOWN],
        "earlier": by_month[SHOWN:],
        "topics": _topics(known, choice, names),
        "elsewhere": kept(("news-elsewhere", page.pk), lambda: _elsewhere(page)),
    }


def _names(page: Any, known: list[Item]) -> dict[str, str]:
    labels = terms().interface_labels(page.locale.language_code)
    return {topic: labels.get(("topic", topic), topic) for item in known for topic in item.topics}


def _month(month: str, many: int, choice: NewsChoice) -> dict[str, Any]:
    day = dt.date.fromisoformat(f"{month}-01")
    url = choice.with_month(month).as_query()
    return {"url": url, "day": day, "count": many, "current": month == choice.month}


def _topics(known: list[Item], choice: NewsChoice, names: dict[str, str]) -> list[dict[str, Any]]:
    found = [
        {
            "url": choice.with_topic(topic).as_query(),
            "label": names[topic],
            "count": many,
            "current": topic == choice.topic,
        }
        for topic, many in topics(known, choice).items()
    ]
    return sorted(found, key=lambda each: str(each["label"]).casefold())


def _picked(choice: NewsChoice, names: dict[str, str]) -> dict[str, Any]:
    """What was chosen, each with the address that leaves it out; empty where nothing was."""
    found: dict[str, Any] = {}
    if choice.month:
        day = dt.date.fromisoformat(f"{choice.month}-01")
        found["month"] = {"day": day, "url": choice.with_month("").as_query()}
    if choice.topic:
        found["topic"] = {"label": names.get(choice.topic, choice.topic), "url": choice.with_topic("").as_query()}
    return found


def _elsewhere(page: Page) -> list[dict[str, Any]]:
    """The news of other languages that have any."""
    many = counts.by_language_of(("news",))
    model = apps.get_model("resources", "NewsIndexPage")
    pages = publicly_readable(model.objects.exclude(pk=page.pk).exclude(locale_id=page.locale_id))
    found = {each.locale.language_code: each for each in pages.select_related("locale").order_by("-pk")}
    return [
        {"tag": row.tag, "endonym": row.endonym, "url": found[row.code].url or "", "count": many[row.code]}
        for row in languages.TABLE
        if row.code in found and many.get(row.code)
    ]
