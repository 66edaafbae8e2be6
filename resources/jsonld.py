"""Texts of the library as schema.org says them, for machines that read pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from hub.jsonld import Thing, filled
from hub.languages import lang_attribute
from resources import rooms
from resources.kinds import KINDS_LABELS

Absolute = Callable[[str], str]
SCHEMA = "https://schema.org"


def thing(page: Any, drawn: Mapping[str, Any], site: str, home: str, absolute: Absolute) -> Thing | None:
    """What a page of the library is, from what it draws: nothing of any other page, nor of one without a kind."""
    text = drawn.get("text", {})
    if not text.get("kind"):
        return None
    make = {"news": _news, "glossary": _term}.get(text["kind"], _learning)
    graph = [make(page, drawn, site, absolute), _trail(page, text, site, home, absolute)]
    return {"@context": SCHEMA, "@graph": graph}


def _common(page: Any, drawn: Mapping[str, Any], site: str, absolute: Absolute) -> Thing:
    text, licence = drawn["text"], drawn["licence"] or {}
    address = absolute(page.url)
    changed = page.last_published_at.date().isoformat() if page.last_published_at else ""
    others = [each for each in drawn["editions"] if not each.is_original]
    originals = [each for each in drawn["editions"] if each.is_original]
    return {
        "@id": address,
        "url": address,
        "name": text["title"],
        "description": text["summary"],
        "inLanguage": lang_attribute(page.locale.language_code),
        "dateModified": changed,
        "datePublished": text["published"].isoformat() if text["published"] else "",
        "license": licence.get("url", ""),
        "creditText": licence.get("attribution", ""),
        "author": _organisation(licence.get("authors", "")),
        "publisher": _organisation(site),
        "isAccessibleForFree": True,
        "keywords": [str(each["label"]) for each in text["topics"]],
        "translationOfWork": [_edition(each, absolute) for each in originals],
        "workTranslation": [_edition(each, absolute) for each in others],
    }


def _edition(edition: Any, absolute: Absolute) -> Thing:
    return {"@type": "CreativeWork", "@id": absolute(edition.url), "name": edition.title, "inLanguage": edition.tag}


def _organisation(name: str) -> Thing | None:
    return {"@type": "Organization", "name": name} if name else None


def _learning(page: Any, drawn: Mapping[str, Any], site: str, absolute: Absolute) -> Thing:
    """A manual, a chapter, a guide, a checklist, a note on a tool, a template."""
    text, subject = drawn["text"], drawn["text"]["subject"]
    whole = {"@type": "LearningResource", "@id": absolute(subject.url), "name": subject.title}
    parts = drawn.get("chapters", ()) if text["kind"] == "manual" else ()
    return filled(
        {
            "@type": "LearningResource",
            **_common(page, drawn, site, absolute),
            "learningResourceType": str(text["kind_label"]),
            "educationalLevel": str(text["level_label"]),
            "timeRequired": f"PT{text['minutes']}M" if text["minutes"] else "",
            "isPartOf": whole if subject is not page else None,
            "position": drawn.get("number", 0) if text["kind"] == "chapter" else 0,
            "hasPart": [
                {"@type": "LearningResource", "@id": absolute(each["url"]), "name": each["title"]} for each in parts
            ],
        }
    )


def _news(page: Any, drawn: Mapping[str, Any], site: str, absolute: Absolute) -> Thing:
    return filled(
        {"@type": "NewsArticle", **_common(page, drawn, site, absolute), "headline": drawn["text"]["title"][:110]}
    )


def _term(page: Any, drawn: Mapping[str, Any], site: str, absolute: Absolute) -> Thing:
    """A word explained; the set is what the site explains in this language."""
    code, common = page.locale.language_code, _common(page, drawn, site, absolute)
    address = absolute(f"/{code}/search/?kind=glossary")
    label = str(KINDS_LABELS["glossary"])
    own = {name: common[name] for name in ("@id", "url", "name", "description", "inLanguage")}
    words = {"@type": "DefinedTermSet", "@id": address, "url": address, "name": f"{site} – {label}"}
    same = [each["@id"] for each in (*common["translationOfWork"], *common["workTranslation"])]
    return filled({"@type": "DefinedTerm", **own, "inDefinedTermSet": words, "sameAs": same})


def _trail(page: Any, text: Mapping[str, Any], site: str, home: str, absolute: Absolute) -> Thing:
    """The way to a page from the first one."""
    label = _("News") if text["kind"] == "news" else _("Library")
    shelf = (label, rooms.address(page.locale.language_code, text["kind"]))
    above = [(each["text"], each["url"]) for each in text["trail"]]
    steps = [(site, home), shelf, *above, (text["title"], page.url)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": str(name), "item": absolute(url)}
            for number, (name, url) in enumerate(steps, 1)
        ],
    }
