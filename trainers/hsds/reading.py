"""An HSDS feed as proposals: what of it can be an entry here, and what is left out. Pure."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from trainers import text as texts
from trainers.choices import LanguageLevel
from trainers.importing.checks import ADDRESS, MAIL
from trainers.importing.reading import DEEPEST, UnreadableFileError, deeper_than
from vocabulary import places, tongues

MOST_BYTES: Final = 20_000_000
MOST_THINGS: Final = 20_000
TAGS: Final = re.compile(r"<[^>]{0,500}>")
Thing = Mapping[str, Any]
Content = dict[str, Any]


@dataclass(frozen=True)
class Codes:
    """The terms that are known here, by list."""

    topics: frozenset[str] = frozenset()
    formats: frozenset[str] = frozenset()
    at_risk_groups: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Offered:
    """One entry of a feed, in the words of this directory."""

    kind: str
    foreign_id: str
    content: Content


@dataclass(frozen=True)
class Read:
    """What a feed offers, and what in it cannot be used."""

    offered: tuple[Offered, ...]
    faults: tuple[str, ...]


def read(raw: bytes, codes: Codes) -> Read:
    """The proposals in a file; raises UnreadableFileError where it is no feed."""
    organizations, services = _things(_parsed(raw))
    below: dict[str, list[Thing]] = {}
    for service in services:
        below.setdefault(_owner(service), []).append(service)
    offered, faults = [], []
    for kind, thing in _each(organizations, services):
        identifier, name = plain(thing.get("id"), 100), plain(thing.get("name"), 160)
        if not identifier or not name:
            faults.append(f"{kind}/{identifier or '?'}: has no id or no name")
            continue
        made = _trainer(thing, codes) if kind == "trainer" else _organisation(thing, below.get(identifier, []), codes)
        offered.append(Offered(kind, identifier, {"name": name, **made}))
    return Read(tuple(offered), tuple(faults))


def _each(organizations: list[Thing], services: list[Thing]) -> Iterator[tuple[str, Thing]]:
    """Organisations, then trainers; a desk of another directory is not a desk here."""
    seen: set[str] = set()
    nested = [each["organization"] for each in services if isinstance(each.get("organization"), dict)]
    for thing in (*organizations, *nested):
        mark = str(thing.get("id"))
        if mark not in seen and thing.get("entry_kind", "organisation") == "organisation":
            seen.add(mark)
            yield "organisation", thing
    for thing in services:
        if thing.get("entry_kind") == "trainer" and str(thing.get("id")) not in seen:
            seen.add(str(thing.get("id")))
            yield "trainer", thing


def _parsed(raw: bytes) -> Any:
    if len(raw) > MOST_BYTES:
        raise UnreadableFileError("larger than 20 MB")
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as reason:
        raise UnreadableFileError("not UTF-8") from reason
    except RecursionError as reason:
        raise UnreadableFileError("nested too deep") from reason
    except ValueError as reason:
        raise UnreadableFileError(f"not JSON: {reason}") from reason
    if deeper_than(data, DEEPEST):
        raise UnreadableFileError(f"nested too deep: more than {DEEPEST} levels")
    return data


def _things(data: Any) -> tuple[list[Thing], list[Thing]]:
    """Organizations and services of a whole file, of a page of a list, or of a plain list."""
    if isinstance(data, dict) and ("organizations" in data or "services" in data):
        found = [_dicts(data.get(name)) for name in ("organizations", "services")]
    else:
        rows = _dicts(data.get("contents") if isinstance(data, dict) else data)
        found = [[each for each in rows if _is_service(each) is kind] for kind in (False, True)]
    if not any(found) or sum(map(len, found)) > MOST_THINGS:
        raise UnreadableFileError("no HSDS feed: neither organizations nor services in it, or more than 20,000")
    return found[0], found[1]


def _is_service(thing: Thing) -> bool:
    return "status" in thing or "organization_id" in thing or "organization" in thing


def _dicts(value: Any) -> list[Thing]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _owner(service: Thing) -> str:
    nested = service.get("organization")
    return plain(service.get("organization_id") or (nested.get("id") if isinstance(nested, dict) else ""), 100)


def _organisation(thing: Thing, services: list[Thing], codes: Codes) -> Content:
    terms = [*_terms(thing), *(term for service in services for term in _terms(service))]
    return {
        "summary": _summary(thing),
        "website": _matching(ADDRESS, _slashed(thing.get("website"))),
        "email": _matching(MAIL, thing.get("email")),
        "languages": _tags(language for service in services for language in _dicts(service.get("languages"))),
        "places": _places(area for service in services for area in _dicts(service.get("service_areas"))),
        "services": [code for code in dict.fromkeys(terms) if code in codes.services],
        "at_risk_groups": _groups(thing, services, terms, codes),
        "unknown": [code for code in dict.fromkeys(terms) if code not in codes.services | codes.at_risk_groups][:60],
        "offers": [name for each in services if (name := plain(each.get("name"), 160))][:60],
        "active": all(each.get("status", "active") == "active" for each in services),
    }


def _trainer(thing: Thing, codes: Codes) -> Content:
    terms = _terms(thing)
    base = thing.get("base_country")
    tags = _tags(_dicts(thing.get("languages")))
    return {
        "summary": _summary(thing),
        "base_country": base if isinstance(base, str) and places.is_country(base) else "",
        "worked_in": [code for code in _places(_dicts(thing.get("service_areas"))) if places.is_country(code)],
        "languages": [{"code": tag, "level": LanguageLevel.WORKING.value, "can_train": False} for tag in tags],
        "topics": {code: step for code, step in terms.items() if code in codes.topics},
        "formats": [code for code in terms if code in codes.formats],
        "at_risk_groups": {code: step for code, step in terms.items() if code in codes.at_risk_groups},
        "unknown": [code for code in terms if code not in codes.topics | codes.formats | codes.at_risk_groups][:60],
        **({} if thing.get("status", "active") == "active" else {"active": False}),
    }


def _terms(thing: Thing) -> dict[str, int]:
    """The codes a thing is tied to, with how far or how much where that is said."""
    found: dict[str, int] = {}
    for each in _dicts(thing.get("attributes")):
        term = each.get("taxonomy_term")
        code = plain(term.get("code") or term.get("name"), 60) if isinstance(term, dict) else ""
        step = str(each.get("value", ""))
        if code:
            found[code] = int(step) if step in {"1", "2", "3"} else 1
    return found


def _groups(thing: Thing, services: list[Thing], terms: Iterable[str], codes: Codes) -> list[str]:
    said = [plain(row.get("code"), 60) for each in (thing, *services) for row in _dicts(each.get("groups_served"))]
    return [code for code in dict.fromkeys((*said, *terms)) if code in codes.at_risk_groups]


def _summary(thing: Thing) -> dict[str, str]:
    said = thing.get("descriptions")
    texts_ = {tag: plain(text, 2000) for tag, text in said.items()} if isinstance(said, dict) else {}
    found = {tag: text for tag, text in texts_.items() if text and tongues.is_tag(tag)}
    alone = plain(thing.get("description"), 2000)
    return dict(list(found.items())[:3]) or ({"en": alone} if alone else {})


def _tags(rows: Iterable[Thing]) -> list[str]:
    said = [plain(row.get("tag") or row.get("code"), 12) for row in rows]
    return [tag for tag in dict.fromkeys(said) if tongues.is_tag(tag)][:60]


def _places(rows: Iterable[Thing]) -> list[str]:
    said = [plain(row.get("extent"), 12) for row in rows]
    return [code for code in dict.fromkeys(said) if places.is_country(code) or places.is_region(code)][:60]


def _slashed(value: Any) -> Any:
    """An address whose host stands alone ends with a slash here."""
    return f"{value}/" if isinstance(value, str) and value.count("/") == 2 else value


def _matching(form: re.Pattern[str], value: Any) -> str:
    return value if isinstance(value, str) and len(value) <= 200 and form.fullmatch(value) else ""


def plain(value: Any, longest: int) -> str:
    """A text without markup, control and direction characters; nothing where it still cannot stand here."""
    if not isinstance(value, str):
        return ""
    bare = html.unescape(TAGS.sub(" ", value[: longest * 4]))
    spaced = " ".join("".join(letter if texts.fault(letter) is None else " " for letter in bare).split())[:longest]
    return "" if texts.fault(spaced) else spaced
