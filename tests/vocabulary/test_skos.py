"""The vocabulary as SKOS: out and in again without a loss, and nothing that would confuse comes in."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from accounts.roles import EDITOR, TRANSLATOR
from tests.factories.accounts import member
from tests.factories.forms import filled
from tests.factories.vocabulary import a_term
from vocabulary.merging.act import merge
from vocabulary.models import AliasCode, Concept, Label, Note, Related, SameElsewhere
from vocabulary.skos import jsonld, store, turtle
from vocabulary.skos.nodes import CONCEPT, SHORT, SKOS, TYPE, Link, Text, UnreadableError
from vocabulary.skos.reading import parse
from vocabulary.skos.taking import Report, take

HERE = "https://hub.example/-/vocabulary.jsonld"
FORMS = pytest.mark.parametrize("form", ["jsonld", "turtle"])


def node(code: str, scheme: str = "threat", **said: Any) -> dict[str, Any]:
    """A term of a file, as JSON-LD says it."""
    address = f"{HERE}#{scheme}/{code}"
    return {"@id": address, "@type": "Concept", "notation": code, "prefLabel": {"en": f"Name of {code}"}, **said}


def at(code: str, scheme: str = "threat") -> str:
    return f"{HERE}#{scheme}/{code}"


def brought(*graph: dict[str, Any], scheme: str = "", rehearsal: bool = False) -> Report:
    """What an import of terms reports."""
    return take(parse(json.dumps({"@context": jsonld.CONTEXT, "@graph": graph}).encode()), scheme, rehearsal=rehearsal)


def told(report: Report) -> list[tuple[str, str]]:
    """Who is refused, and for which field."""
    return [(fault.record, fault.field) for fault in report.faults]


@pytest.fixture
def rich(db: None) -> Concept:
    """A term with everything that a term can have."""
    old, new = a_term("drones", "threat", en="Drones"), a_term("aircraft", "threat", en="Aircraft")
    below = a_term('quad"copters'.replace('"', "-"), "threat", broader="aircraft", en='Quad "copters" \\ more')
    Label.objects.create(concept=below, language="ar", kind="hidden", text="طائرة")
    Label.objects.create(concept=below, language="zh-hant", kind="synonym", text="無人機")
    Note.objects.create(
        concept=below, language="en", kind="scope", text="Line one.\nLine “two”, tab\there.".replace("\t", " ")
    )
    Note.objects.create(concept=below, language="fa", kind="definition", text="می‌پرد")
    AliasCode.objects.create(concept=below, code="uav")
    SameElsewhere.objects.create(concept=below, address="https://example.org/term#1")
    Related.objects.create(concept=below, other=Concept.objects.get(scheme="topic", code="phishing"))
    merge(old, new, None)
    Concept.objects.filter(pk=below.pk).update(status="archived")
    return below


@FORMS
def test_out_and_in_again_is_the_same_to_the_letter(rich: Concept, form: str) -> None:
    written = store.write(form, ["threat", "at-risk-group"])
    report = take(parse(written.encode()))
    assert (report.added, report.changed, report.faults) == ([], [], [])
    assert len(report.same) == Concept.objects.filter(scheme__in=["threat", "at-risk-group"]).count()
    assert store.write(form, ["threat", "at-risk-group"]) == written
    Concept.objects.filter(scheme="threat").exclude(replaced_by=None).delete()
    Concept.objects.filter(scheme="threat").exclude(broader=None).delete()
    Concept.objects.filter(scheme="threat").delete()
    report = take(parse(written.encode()))
    assert {*report.added} == {"threat/drones", "threat/aircraft", "threat/quad-copters"}
    assert store.write(form, ["threat", "at-risk-group"]) == written


def test_both_forms_say_the_same(rich: Concept) -> None:
    assert jsonld.read(store.write("jsonld")) == turtle.read(store.write("turtle"))


@given(st.text(min_size=1, max_size=40), st.sampled_from(["", "en", "zh-Hant"]))
def test_turtle_keeps_every_letter(text: str, language: str) -> None:
    said = {"https://a.example/x": {TYPE: [Link(CONCEPT)], SHORT["altLabel"]: [Text(text, language)]}}
    if not any(0xD800 <= ord(sign) <= 0xDFFF for sign in text):
        assert turtle.read(turtle.write(said)) == said  # type: ignore[arg-type, comparison-overlap]


def test_turtle_of_others_is_read(db: None) -> None:
    report = take(
        parse(
            b"""PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
            @prefix : <https://other.example/terms/> . # theirs
            :Kites a skos:Concept ; skos:prefLabel 'Kites'@EN, \"\"\"Cometas\"\"\"@es ; ;
              skos:broader :Flying ; skos:created "2020"^^<http://www.w3.org/2001/XMLSchema#gYear> .
            :Flying a skos:Concept ; skos:prefLabel "Fl\\u0079ing"@en ."""
        ),
        "word",
    )
    assert report.added == ["word/kites", "word/flying"]
    kites = Concept.objects.get(scheme="word", code="kites")
    assert kites.broader == Concept.objects.get(scheme="word", code="flying")
    assert {*kites.labels.values_list("language", "text")} == {("en", "Kites"), ("es", "Cometas")}
    assert [each.address for each in kites.elsewhere.all()] == ["https://other.example/terms/Kites"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<?xml version='1.0'?><rdf:RDF/>", "XML"),
        (b"[" * 100_000, "nested too deep"),
        (b"{", "no JSON"),
        (b'{"@context": "https://elsewhere.example/"}', "context of its own"),
        (b"\xff\xfe", "not in UTF-8"),
        (b"<a> <b> [ ] .", "Line 1 cannot be read"),
        (b"<a> <b> ( 1 ) .", "Line 1 cannot be read"),
        (b'\n<a> <b> "never ends', "Line 2 cannot be read"),
        (b'<a> <b> "\\ud800" .', "Line 1 cannot be read"),
        (b"@prefix a: <http://a.example/> .", "no terms"),
        (b"[1]", "no list of terms"),
        (b'[{"prefLabel": "x"}]', "without an address"),
    ],
)
def test_what_cannot_be_read_is_refused_whole(body: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        take(parse(body))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"prefLabel": {"en": ["One", "Two"]}}, "prefLabel"),
        ({"prefLabel": {"xx": "One"}}, "prefLabel"),
        ({"prefLabel": {"en": {"deep": {"er": 1}}}}, "prefLabel"),
        ({"prefLabel": {}}, "prefLabel"),
        ({"prefLabel": {"en": "<b>Bold</b>"}}, "prefLabel"),
        ({"altLabel": {"en": "turned\u202eround"}}, "altLabel"),
        ({"altLabel": {"en": "bell\u0007"}}, "altLabel"),
        ({"altLabel": {"en": "Name of storms"}}, "altLabel"),
        ({"hiddenLabel": {"en": "x" * 201}}, "hiddenLabel"),
        ({"altLabel": {"en": [f"word {number}" for number in range(501)]}}, "words"),
        ({"definition": {"en": "x" * 2001}}, "definition"),
        ({"scopeNote": {"en": ["One", "Two"]}}, "scopeNote"),
        ({"broader": [at("floods"), at("fires")]}, "broader"),
        ({"broader": at("nowhere")}, "broader"),
        ({"broader": at("phishing", "topic")}, "broader"),
        ({"broader": at("storms")}, "broader"),
        ({"related": at("storms")}, "related"),
        ({"related": "https://elsewhere.example/x"}, "related"),
        ({"broader": at("floods"), "related": at("floods")}, "related"),
        ({"exactMatch": "javascript:alert(1)"}, "exactMatch"),
        ({"exactMatch": "https://a.example/<script>"}, "exactMatch"),
        ({"identifier": "floods"}, "identifier"),
        ({"identifier": "Not a code"}, "identifier"),
        ({"position": -1}, "position"),
        ({"deprecated": "perhaps"}, "deprecated"),
        ({"isReplacedBy": at("nowhere")}, "isReplacedBy"),
        ({"isReplacedBy": at("storms")}, "isReplacedBy"),
        ({"@id": "https://elsewhere.example/storms"}, "inScheme"),
    ],
)
def test_a_term_that_would_confuse_is_refused_by_name_and_the_others_are_stored(
    said: dict[str, Any], field: str
) -> None:
    report = brought(node("floods"), node("storms", **said))
    assert {field} == {each for _record, each in told(report)}
    assert all("storms" in record for record, _field in told(report))
    assert report.added == ["threat/floods"]
    assert not Concept.objects.filter(code="storms").exists()


@pytest.mark.django_db
def test_circles_and_what_hangs_on_them_are_refused() -> None:
    report = brought(
        node("a", broader=at("b")), node("b", broader=at("a")), node("c", broader=at("b")), node("d", related=at("c"))
    )
    assert told(report) == [
        (f"threat/{code}", field) for code, field in zip("abcd", ["broader"] * 3 + ["related"], strict=True)
    ]
    stored = a_term("upper", "threat", en="Upper"), a_term("lower", "threat", broader="upper", en="Lower")
    assert told(brought(node("upper", broader=at("lower")))) == [("threat/upper", "broader")]
    assert Concept.objects.get(pk=stored[0].pk).broader is None
    deep = [node(f"n{n}", **({"broader": at(f"n{n - 1}")} if n else {})) for n in range(20)]
    report = brought(*deep)
    assert len(report.added) == 13
    assert told(report)[0] == ("threat/n13", "broader")


@pytest.mark.django_db
def test_a_file_changes_what_it_speaks_of_and_leaves_the_rest() -> None:
    term = a_term("storms", "threat", en="Storms", fr="Tempêtes")
    Label.objects.create(concept=term, language="en", kind="synonym", text="Gales")
    changed = node("storms", prefLabel={"en": "Gales"}, altLabel={"en": "Storms", "es": "Vientos"})
    assert brought(changed, rehearsal=True).changed == ["threat/storms"]
    assert Label.objects.get(concept=term, language="en", kind="preferred").text == "Storms"
    assert brought(changed).changed == ["threat/storms"]
    assert {*term.labels.values_list("language", "kind", "text")} == {
        ("en", "preferred", "Gales"),
        ("en", "synonym", "Storms"),
        ("es", "synonym", "Vientos"),
        ("fr", "preferred", "Tempêtes"),
    }
    assert brought(changed).same == ["threat/storms"]


@pytest.mark.django_db
def test_a_term_that_was_merged_here_stays_merged() -> None:
    old, new = a_term("drones", "threat", en="Drones"), a_term("aircraft", "threat", en="Aircraft")
    merge(old, new, None)
    report = brought(node("drones"), node("kites", broader=at("drones")))
    assert (report.same, report.added, report.faults) == (["threat/drones"], ["threat/kites"], [])
    assert Concept.objects.get(code="kites").broader == new
    assert told(brought(node("aircraft", isReplacedBy=at("kites")))) == [("threat/aircraft", "isReplacedBy")]


@pytest.mark.django_db
def test_the_commands_write_and_read_files_and_say_what_was_refused(tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("export_vocabulary", "--format", "skos-turtle", "--scheme", "level", "format", stdout=out)
    assert out.getvalue().count("a skos:ConceptScheme") <= 2
    assert "#topic/" not in out.getvalue()
    file = tmp_path / "terms.jsonld"
    file.write_text(json.dumps({"@graph": [node("floods"), node("storms", broader=at("nowhere"))]}))
    said = io.StringIO()
    with pytest.raises(CommandError, match="1 terms were refused"):
        call_command("import_vocabulary", file, "--dry-run", stdout=said)
    assert "added threat/floods" in said.getvalue()
    assert "refused threat/storms: broader: There is no such term: nowhere" in said.getvalue()
    assert not Concept.objects.filter(code="floods").exists()
    with pytest.raises(CommandError, match="1 terms were refused"):
        call_command("import_vocabulary", file, stdout=said)
    assert Concept.objects.filter(code="floods").exists()


@pytest.mark.django_db
def test_an_editor_sees_what_would_happen_and_imports(client: Client) -> None:
    client.force_login(member(EDITOR))
    address = reverse("wagtailsnippets_vocabulary_concept:import")
    body = json.dumps([node("floods"), node("storms", broader=at("nowhere"))]).encode()
    page = client.post(address, {"file": SimpleUploadedFile("terms.jsonld", body), "scheme": ""})
    assert "1 term is refused" in page.content.decode()
    assert not Concept.objects.filter(code="floods").exists()
    assert client.post(address, filled(page.content)).status_code == 302
    assert Concept.objects.filter(code="floods").exists()
    lost = client.post(address, {"packed": "not packed", "scheme": "threat"}).content.decode()
    assert "got lost on the way" in lost
    taken = client.get(reverse("wagtailsnippets_vocabulary_concept:export", args=["turtle"]))
    assert taken["Content-Disposition"] == 'attachment; filename="vocabulary.ttl"'
    assert b"#threat/floods" in taken.content
    client.force_login(member(TRANSLATOR))
    assert client.post(address, {"packed": "x"}).status_code in (302, 403)


@pytest.mark.django_db
def test_the_public_terms_are_kept_and_hold_nothing_hidden(
    client: Client, rich: Concept, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(8):
        answer = client.get("/-/vocabulary.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert "Set-Cookie" not in answer
    graph = {each["@id"].partition("#")[2]: each for each in json.loads(answer.content)["@graph"]}
    assert "threat/quad-copters" not in graph
    assert graph["threat/drones"]["isReplacedBy"].endswith("#threat/aircraft")
    assert not any("hiddenLabel" in each for each in graph.values())
    assert "related" not in graph["topic/phishing"]
    again = client.get("/-/vocabulary.jsonld", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert SKOS in answer.content.decode()
