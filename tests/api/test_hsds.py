"""The feed: as HSDS 3.2 wants it, public fields only, and nothing of anybody who is hidden."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from jsonschema import Draft202012Validator

from api.hsds import profile
from tests.api.hsds_rules import FOLDER, Rules, merged, of_files, of_table, unlike
from tests.factories.trainers import PUBLIC, bring_in, hidden_trainers, organisation_record, trainer_record

pytestmark = pytest.mark.django_db
CANARY = "canary-9c1"
WAYS = [
    {"kind": "signal", "value": "ana.42", "tier": "public"},
    {"kind": "email", "value": f"{CANARY}@trainers.example", "tier": "vetted"},
    {"kind": "web", "value": f"https://{CANARY}.example/", "tier": "desk"},
]
HOW = {"tier": "public", "texts": {"en": "I listen first."}}
LISTS = {
    "organizations": "organization",
    "services": "service",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


@pytest.fixture(autouse=True)
def at_the_directorys_day() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def directory(at_the_directorys_day: None) -> None:
    one = trainer_record(
        id="ana",
        display_name="Ana",
        email=f"{CANARY}@mail.example",
        channels=WAYS,
        how_they_work=HOW,
        questions={"tier": "vetted", "texts": {"en": [CANARY]}},
        languages=[{"code": "zh-Hant", "level": "fluent", "can_train": True}],
    )
    shy = trainer_record(id="ben", display_name="Ben", tiers={"display_name": "public"}, summary={"en": CANARY})
    home = trainer_record(id="eve", display_name="Eve", organisation="open-harbour")
    bring_in(one, shy, home, organisations=[organisation_record(channels=WAYS)])


def every_answer(client: Client) -> dict[str, Any]:
    found = {}
    for name in LISTS:
        found[name] = client.get(f"/api/hsds/{name}?full=true&per_page=50").json()
    for thing in (*found["organizations"]["contents"], *found["services"]["contents"]):
        kind = "services" if "status" in thing else "organizations"
        found[thing["id"]] = client.get(f"/api/hsds/{kind}/{thing['id']}").json()
    return found


def rules(source: str) -> Rules:
    if source == "table":
        return Rules(of_table())
    if not FOLDER:
        pytest.skip("HSDS_SCHEMA names no folder with the published schemas (CONTRIBUTING.md)")
    return Rules(of_files(Path(FOLDER)))


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize("source", ["table", "published files"])
def test_every_answer_is_as_hsds_and_the_profile_want_it(client: Client, source: str) -> None:
    bare = rules(source)
    whole = Rules({name: merged(each, profile.PATCHES.get(name, {})) for name, each in bare.schemas.items()})
    for name, patch in profile.PATCHES.items():
        # Only new fields: what the profile finds right, HSDS alone finds right too.
        assert patch.keys() == {"properties"}
        assert not patch["properties"].keys() & bare.schemas[name]["properties"].keys()
        Draft202012Validator.check_schema(whole.schemas[name])
    for name, kind in LISTS.items():
        full, flat = (client.get(f"/api/hsds/{name}{query}").json() for query in ("?full=true&per_page=50", ""))
        assert full["contents"], name
        assert [*whole.faults(full, "page"), *whole.faults(flat, "page")] == []
        one = client.get(f"/api/hsds/{name}/{full['contents'][0]['id']}").json()
        things = (*full["contents"], *flat["contents"], one)
        assert [fault for each in things for fault in whole.faults(each, kind)] == []
    assert sorted(whole.faults({"id": "x", "name": 1, "status": "open", "safe_contacts": [{}]}, "service")) == [
        "service.id: 'x' is not a 'uuid'",
        "service.name: 1 is not of type 'string'",
        "service.safe_contacts[0]: 'type' is a required property",
        "service.safe_contacts[0]: 'value' is a required property",
        "service.status: 'open' is not one of ['active', 'inactive', 'defunct', 'temporarily closed']",
    ]


PUBLISHED = ("organization", "service", "service_at_location")


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize("kind", PUBLISHED)
def test_every_answer_is_as_the_published_schemas_of_hsds_3_want_it(
    client: Client, shared_data: Path, kind: str
) -> None:
    """The compiled schemas of May 2024: one for an entry of a list, one for an entry with all that belongs to it."""
    folder = shared_data / "schemas" / "hsds-3"
    if not folder.is_dir():
        pytest.skip(f"SKIPPED LOUDLY: no published schemas at {folder}")
    listed, alone = (json.loads((folder / f"{kind}{which}.json").read_text("utf-8")) for which in ("_list", ""))
    formats = Draft202012Validator.FORMAT_CHECKER
    full, flat = (client.get(f"/api/hsds/{kind}s{query}").json()["contents"] for query in ("?full=true", ""))
    ones = [client.get(f"/api/hsds/{kind}s/{each['id']}").json() for each in flat]
    assert full
    for schema, things in ((listed, flat), (alone, [*full, *ones])):
        judge = Draft202012Validator(schema, format_checker=formats)
        assert [(fault.json_path, fault.message) for each in things for fault in judge.iter_errors(each)] == []
        spoilt = {**things[0], "id": 7}
        assert not judge.is_valid(spoilt)


def test_the_table_says_what_the_published_files_say() -> None:
    if not FOLDER:
        pytest.skip("HSDS_SCHEMA names no folder with the published schemas (CONTRIBUTING.md)")
    assert list(unlike(of_files(Path(FOLDER)))) == []


@pytest.mark.usefixtures("directory")
def test_a_trainer_is_said_with_what_the_profile_adds(client: Client) -> None:
    answers = every_answer(client)
    ana = next(each for each in answers["services"]["contents"] if each["name"] == "Ana")
    assert answers[ana["id"]] == ana
    assert ana["safe_contacts"] == [{"type": "signal", "value": "ana.42"}]
    assert ana["how_they_work"] == {"en": "I listen first."}
    assert ana["languages"][0] | {"id": ""} == {
        "id": "",
        "service_id": ana["id"],
        "name": "Traditional Chinese",
        "code": "zh",
        "note": "fluent, trains in it",
        "tag": "zh-Hant",
    }
    ben = next(each for each in answers["services"]["contents"] if each["name"] == "Ben")
    assert set(ben["confidentiality"]["withheld"]) == set(PUBLIC) - {
        *("display_name", "organisation", "max_group_size", "summary"),
    }


@pytest.mark.usefixtures("directory")
def test_the_feed_its_profile_and_its_addresses_name_one_version(client: Client) -> None:
    about = client.get("/api/hsds/").json()
    described = client.get(about["profile"]).json()
    addresses = client.get(about["openapi_url"]).json()
    assert (about["version"], described["extends"], described["uri"]) == ("3.2", "HSDS 3.2", about["profile"])
    assert {name: client.get(url).json() for name, url in described["modifications"].items()} == described["schema"]
    assert client.get(f"{about['profile']}phone.json").status_code == 404
    assert "/services/{id}" in addresses["paths"]
    assert set(re.findall(r"specification/([^/]+)/", json.dumps([described, addresses]))) == {"3.2"}
    desk = next(each for each in client.get("/api/hsds/services?full=true").json()["contents"] if "schedules" in each)
    assert re.fullmatch(r"\d\d:\d\d[+-]\d\d:\d\d", desk["schedules"][0]["opens_at"])


@pytest.mark.usefixtures("directory")
def test_nothing_that_is_not_public_leaves_in_open_forms(client: Client, tmp_path: Path) -> None:
    pages = [json.dumps(every_answer(client))]
    forms = [(name, form) for name in ("ana", "ben") for form in ("", "card.vcf")]
    pages += [client.get(f"/en/trainers/{name}/{form}").content.decode() for name, form in forms]
    pages.append(client.get("/en/organisations/open-harbour/").content.decode())
    call_command("export_directory", str(tmp_path / "feed.json"), format="hsds", verbosity=0)
    pages.append((tmp_path / "feed.json").read_text())
    assert [page.count("ana.42") > 0 for page in pages] == [True, True, True, False, False, True, True]
    assert not [page for page in pages if CANARY in page]


@pytest.mark.usefixtures("directory")
def test_a_hidden_trainer_changes_no_byte(client: Client) -> None:
    def all_bytes() -> str:
        papers = [client.get(f"/en/trainers/ana/{form}").content.decode() for form in ("", "card.vcf")]
        return json.dumps([every_answer(client), papers])

    before = all_bytes()
    bring_in(*hidden_trainers(organisation="open-harbour", channels=[{**WAYS[0], "value": f"{CANARY[:6]}.99"}]))
    assert all_bytes() == before
    for form in ("", "card.vcf", "card.pdf"):
        assert client.get(f"/en/trainers/hidden-unpublished/{form}").status_code == 404


@pytest.mark.usefixtures("directory")
def test_lists_come_in_pages_and_can_be_narrowed(client: Client) -> None:
    whole = client.get("/api/hsds/services?minimal=true&per_page=50").json()
    assert whole["contents"][-1].keys() == {"id", "modified_date"}
    pages = [client.get(f"/api/hsds/services/?minimal=true&per_page=3&page={page}").json() for page in (1, 2)]
    assert [each for page in pages for each in page["contents"]] == whole["contents"]
    assert (pages[0]["first_page"], pages[0]["last_page"], pages[1]["last_page"]) == (True, False, True)
    assert client.get("/api/hsds/services?page=9").json()["empty"]
    assert [each["name"] for each in client.get("/api/hsds/services?search=AN").json()["contents"]] == ["Ana"]
    home = client.get("/api/hsds/organizations?search=harbour").json()["contents"][0]["id"]
    of_home = client.get(f"/api/hsds/services?organization_id={home}").json()["contents"]
    assert {each["name"] for each in of_home} > {"Eve"}
    term = next(
        each["id"]
        for each in client.get("/api/hsds/taxonomy_terms?search=phish&per_page=50").json()["contents"]
        if each["code"] == "phishing"
    )
    assert {each["name"] for each in client.get(f"/api/hsds/services?taxonomy_term_id={term}").json()["contents"]} == {
        *("Ana", "Eve"),
    }
    assert client.get("/api/hsds/services?modified_after=2026-10-01").json()["total_items"] == 2
    assert client.get("/api/hsds/services/00000000-0000-0000-0000-000000000000").status_code == 404
    for wrong in ("page=0", "per_page=51", "page=x", "full=1", "modified_after=never", "format=xml", "other=1"):
        answer = client.get(f"/api/hsds/services?{wrong}")
        assert (answer.status_code, list(answer.json()["problems"])) == (400, [wrong.split("=")[0]])


@pytest.mark.usefixtures("directory")
def test_more_entries_cost_no_more_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    bring_in(*[trainer_record() for _ in range(30)])
    client.get("/api/hsds/services?full=true&per_page=50")
    with django_assert_max_num_queries(34):
        assert client.get("/api/hsds/services?full=true&per_page=50").json()["size"] > 30
