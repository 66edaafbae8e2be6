"""The small objects that organizations and services are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from trainers.channels.kinds import ChannelKind
from trainers.channels.shown import Way
from trainers.hsds.ids import made
from trainers.offers import Spoken
from trainers.words import Words

Thing = dict[str, Any]


@dataclass(frozen=True)
class Site:
    """Whose feed this is, and the words it uses; identifiers are made of `key`, whichever address is asked."""

    key: str
    url: str
    name: str
    words: Words

    def id(self, *parts: str) -> str:
        """The identifier of a thing of this site."""
        return made(self.key, *parts)


def filled(thing: Thing) -> Thing:
    """Without what is not known: HSDS knows no null."""
    return {key: value for key, value in thing.items() if value not in (None, "", [], {})}


def term(site: Site, scheme: str, code: str, broader: str | None = None) -> Thing:
    """A term of the vocabulary."""
    name = site.words.term(scheme, code)
    return filled(
        {
            "id": site.id("term", scheme, code),
            "code": code,
            "name": name,
            "description": name,
            "parent_id": site.id("term", scheme, broader) if broader else None,
            "taxonomy": scheme,
            "taxonomy_id": site.id("taxonomy", scheme),
            "language": site.words.interface.code.split("-")[0],
        }
    )


def taxonomy(site: Site, scheme: str) -> Thing:
    """A list of the vocabulary."""
    return {
        "id": site.id("taxonomy", scheme),
        "name": scheme,
        "description": f"The list “{scheme}” of {site.name}",
        "uri": f"{site.url}/-/vocabulary.jsonld",
    }


def attributes(site: Site, entity: str, owner: str, scheme: str, codes: Mapping[str, int] | Iterable[str]) -> Any:
    """Terms of a list as they are tied to a thing; how far or how much stands in the value."""
    steps = codes if isinstance(codes, Mapping) else dict.fromkeys(codes)
    return [
        filled(
            {
                "id": site.id("attribute", owner, scheme, code),
                "link_id": owner,
                "link_entity": entity,
                "link_type": scheme,
                "value": str(step) if step is not None else None,
                "taxonomy_term_id": site.id("term", scheme, code),
                "taxonomy_term": term(site, scheme, code),
            }
        )
        for code, step in steps.items()
    ]


def languages(site: Site, service: str, spoken: Iterable[Spoken | str]) -> list[Thing]:
    """Languages; the whole tag stands beside the two or three letters that HSDS knows."""
    rows = []
    for each in spoken:
        tag = each if isinstance(each, str) else each.code
        note = None if isinstance(each, str) else f"{each.level}{', trains in it' if each.can_train else ''}"
        found = {"service_id": service, "name": site.words.language(tag), "code": tag.split("-")[0], "note": note}
        rows.append(filled({"id": site.id("language", service, tag), **found, "tag": tag}))
    return rows


def areas(site: Site, service: str, codes: Iterable[str]) -> list[Thing]:
    """Countries and regions; nothing finer is ever kept."""
    return [
        {
            "id": site.id("area", service, code),
            "service_id": service,
            "name": site.words.place(code),
            "extent": code,
            "extent_type": "text",
        }
        for code in codes
    ]


def safe_contacts(ways: Iterable[Way]) -> list[Thing]:
    """Ways of contact as the profile of this feed says them."""
    return [
        filled(
            {
                "type": way.kind,
                "value": way.value,
                "fingerprint": way.fingerprint,
                "expires": way.expires.isoformat() if way.expires else None,
            }
        )
        for way in ways
    ]


def groups(site: Site, codes: Iterable[str]) -> list[Thing]:
    """Whom somebody serves, as the profile of this feed says it."""
    return [{"code": code, "name": site.words.term("at-risk-group", code)} for code in codes]


def first_mail(ways: Iterable[Way]) -> str | None:
    """The first mail address among ways of contact."""
    return next((way.value for way in ways if way.kind == ChannelKind.EMAIL), None)


def first(texts: Mapping[str, str], words: Words) -> str:
    """The text for this feed's language, else the first there is."""
    return words.summary(texts)[0]
