"""A catalogue of datasets as JSON-LD in the words of DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/). Pure."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from hub.jsonld import Thing, filled
from hub.languages import Language

CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LANGUAGES: Final = "http://id.loc.gov/vocabulary/iso639-{part}/{code}"
MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True)
class Form:
    """One way to have a dataset. A service is asked; a file is fetched, `size` is 0 until it was made."""

    title: str
    address: str
    media_type: str
    size: int = 0
    is_service: bool = False
    follows: str = ""


@dataclass(frozen=True)
class Dataset:
    """Something published: `licences` are addresses, `rights` what is said of them in words."""

    name: str
    title: str
    page: str
    languages: tuple[Language, ...]
    forms: tuple[Form, ...]
    licences: tuple[str, ...]
    rights: str
    changed: dt.date | None = None
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """All datasets of a site, in the words of one language."""

    address: str
    title: str
    home: str
    words: Language
    datasets: Sequence[Dataset]


def written(catalogue: Catalogue) -> str:
    """The catalogue as a document, the same to the letter for the same values."""
    spoken = {language.tag: language for each in catalogue.datasets for language in each.languages}
    changed = max((each.changed for each in catalogue.datasets if each.changed), default=None)
    thing = filled(
        {
            "@context": CONTEXT,
            "@id": catalogue.address,
            "@type": "dcat:Catalog",
            "dct:title": _said(catalogue.title, catalogue.words),
            "dct:publisher": _publisher(catalogue),
            "foaf:homepage": {"@id": catalogue.home},
            "dct:modified": _day(changed),
            "dct:language": [_language(each) for each in spoken.values()],
            "dcat:dataset": [_dataset(each, catalogue) for each in catalogue.datasets],
        }
    )
    return json.dumps(thing, ensure_ascii=False, indent=1) + "\n"


def _publisher(catalogue: Catalogue) -> Thing:
    return {"@id": f"{catalogue.home}#publisher", "@type": "foaf:Agent", "foaf:name": catalogue.title}


def _dataset(dataset: Dataset, catalogue: Catalogue) -> Thing:
    return filled(
        {
            "@id": f"{catalogue.address}#{dataset.name}",
            "@type": "dcat:Dataset",
            "dct:identifier": dataset.name,
            "dct:title": _said(dataset.title, catalogue.words),
            "dct:publisher": {"@id": f"{catalogue.home}#publisher"},
            "dct:modified": _day(dataset.changed),
            "dct:language": [_language(each) for each in dataset.languages],
            "schema:inLanguage": [each.tag for each in dataset.languages],
            "dcat:landingPage": {"@id": dataset.page},
            "dcat:theme": [{"@id": each} for each in dataset.themes],
            "dct:license": [{"@id": each} for each in dataset.licences],
            "dct:rights": _rights(dataset, catalogue.words),
            "dcat:distribution": [_form(each, dataset, catalogue) for each in dataset.forms],
        }
    )


def _form(form: Form, dataset: Dataset, catalogue: Catalogue) -> Thing:
    fetched = {
        "dcat:downloadURL": {"@id": form.address},
        "dcat:byteSize": {"@value": str(form.size), "@type": "xsd:nonNegativeInteger"} if form.size else None,
    }
    service = {"@type": "dcat:DataService", "dct:title": form.title, "dcat:endpointURL": {"@id": form.address}}
    return filled(
        {
            "@type": "dcat:Distribution",
            "dct:title": _said(form.title, catalogue.words),
            "dcat:accessURL": {"@id": form.address},
            **({"dcat:accessService": service} if form.is_service else fetched),
            "dcat:mediaType": {"@id": MEDIA_TYPES + form.media_type},
            "dct:conformsTo": {"@id": form.follows} if form.follows else None,
            "dct:license": {"@id": dataset.licences[0]} if len(dataset.licences) == 1 else None,
            "dct:rights": _rights(dataset, catalogue.words),
        }
    )


def _said(text: str, language: Language) -> Thing:
    return {"@value": text, "@language": language.tag}


def _rights(dataset: Dataset, words: Language) -> Thing:
    return {"@type": "dct:RightsStatement", "rdfs:label": _said(dataset.rights, words)}


def _language(language: Language) -> Thing:
    """A language as the Library of Congress names it, which knows neither scripts nor countries."""
    code = language.tag.partition("-")[0].lower()
    return {"@id": LANGUAGES.format(part="1" if len(code) == 2 else "2", code=code)}


def _day(day: dt.date | None) -> dict[str, Any] | None:
    return {"@value": day.isoformat(), "@type": "xsd:date"} if day else None
