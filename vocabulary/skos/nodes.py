"""What RDF files say, as nodes with their properties; and the words of SKOS that this site reads and writes. Pure."""

from __future__ import annotations

from typing import Final, NamedTuple

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCT: Final = "http://purl.org/dc/terms/"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SCHEMA: Final = "http://schema.org/"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
PREFIXES: Final = {"dct": DCT, "owl": OWL, "schema": SCHEMA, "skos": SKOS, "xsd": XSD}

TYPE: Final = f"{RDF}type"
CONCEPT: Final = f"{SKOS}Concept"
SCHEME: Final = f"{SKOS}ConceptScheme"
# The short names of our JSON-LD, in the order in which both forms are written.
IN_LANGUAGES: Final = ("prefLabel", "altLabel", "hiddenLabel", "definition", "scopeNote")
SHORT: Final = {
    "inScheme": f"{SKOS}inScheme",
    "notation": f"{SKOS}notation",
    "identifier": f"{DCT}identifier",
    "position": f"{SCHEMA}position",
    "deprecated": f"{OWL}deprecated",
    "isReplacedBy": f"{DCT}isReplacedBy",
    **{name: SKOS + name for name in IN_LANGUAGES},
    "broader": f"{SKOS}broader",
    "related": f"{SKOS}related",
    "exactMatch": f"{SKOS}exactMatch",
}
LINKS: Final = ("inScheme", "isReplacedBy", "broader", "related", "exactMatch")


class Link(NamedTuple):
    """A value that is an address."""

    address: str


class Text(NamedTuple):
    """A value that is written out, with its language where it has one."""

    value: str
    language: str = ""


Value = Link | Text
Properties = dict[str, list[Value]]
Nodes = dict[str, Properties]


class UnreadableError(Exception):
    """A file that cannot be read as a whole; the message says where and why, for people."""
