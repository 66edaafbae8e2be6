"""What leaves the site: an exact list of fields, each by its own tier."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test import Client
from modelcluster.fields import ParentalKey
from wagtail.models import ReferenceIndex, Revision
from wagtail.search.index import get_indexed_models

from tests.factories.trainers import PUBLIC, a_trainer, bring_in, organisation_record, tiers, trainer_record
from trainers.channels.shown import ALLOWED as ON_PROFILES
from trainers.choices import TIERED
from trainers.models import Trainer
from trainers.public import ALLOWED

pytestmark = pytest.mark.django_db
CANARY = "canary-7f3"
# The whole of a trainer in the API. A change here is a change of what leaves the site.
FIELDS = {
    "id",
    "name",
    "url",
    "organisation",
    "base_country",
    "worked_in",
    "languages",
    "topics",
    "formats",
    "at_risk_groups",
    "max_group_size",
    "available",
    "summary",
    "vouched_until",
    "vouched_by",
    "last_review",
}
# The columns of the spreadsheet, in their order.
COLUMNS = (
    "id,name,url,organisation,base_country,worked_in,trains_in,topics,formats,at_risk_groups,max_group_size,"
    "available,vouched_by,vouched_until,last_review"
)
OF_TIER = {field: field for field in ALLOWED if field != "display_name"}
PRIVATE: dict[str, Any] = {
    "email": f"{CANARY}@trainers.example",
    "exclusions": {"countries": ["RW"], "organisations": ["canary-org"], "people": [CANARY]},
    "facilitator_attributes": [{"code": "woman", "consented": "2026-01-01", "expires": "2029-01-01"}],
    "lived_in": ["GL"],
    "travel": {
        "regions": [],
        "countries": ["IS"],
        "max_days_per_trip": 59,
        "notice_weeks": 25,
        "cannot_enter": ["MN"],
    },
    "capacity": {"hours_per_quarter": 517, "committed_hours": 511, "last_quarter_hours": 509},
    "accompaniment_hours_per_month": 157,
    "last_offered": "2019-07-13",
    "availability": {
        "timezone": "Pacific/Chatham",
        "weekly": [{"day": "sun", "from": "03:07", "to": "03:11"}],
        "periods": [],
        "closed": [{"from": "2019-03-03", "to": "2019-03-05"}],
    },
}
TRACES = (
    CANARY,
    "canary-org",
    "woman",
    "Woman",
    "Greenland",
    "Iceland",
    "Mongolia",
    "Rwanda",
    "Chatham",
    "03:07",
    "2019",
)
# Where a revision holds the keys of rows: numbers too, which grow as a run makes rows.
ROW_KEYS = r"'(pk|latest_revision|live_revision|trainer|organisation|concept|formats)': (\d+|\[[\d, ]*\])"
TRACES_OF_CODES = ('"GL"', '"IS"', '"MN"', '"RW"', "517", "511", "509", "157")


@pytest.fixture(autouse=True)
def at_the_directorys_day() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC), tick=False):
        yield


LISTS = ("/en/trainers/coverage/", "/en/trainers/list.csv", "/en/trainers/list.json", "/en/trainers/feed.xml")
ATOM = "{http://www.w3.org/2005/Atom}"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.getvalue().decode().removeprefix("\ufeff")


def api(client: Client) -> dict[str, Any]:
    [found] = client.get("/api/v1/trainers").json()["results"]
    return found


def test_the_api_has_exactly_these_fields(client: Client) -> None:
    a_trainer()
    assert api(client).keys() == FIELDS
    assert set(ALLOWED) == set(PUBLIC) < set(TIERED)


@pytest.mark.parametrize("field", sorted(OF_TIER))
@pytest.mark.parametrize("tier", ["vetted", "desk"])
def test_a_field_that_is_not_public_is_null(client: Client, field: str, tier: str) -> None:
    record = trainer_record(organisation="open-harbour", tiers=tiers(**{field: tier}))
    bring_in(record, organisations=[organisation_record()])
    found = api(client)
    assert found[field] is None
    assert {name for name, value in found.items() if value is None} == {field, "available"}
    [line] = list(csv.DictReader(io.StringIO(text(client, "/en/trainers/list.csv"))))
    column = {"languages": "trains_in", "summary": ""}.get(field, field)
    assert not line.get(column)
    assert not [name for name, value in line.items() if not value and name not in (column, "available")]


def test_every_outlet_has_exactly_the_allowed_fields(client: Client) -> None:
    bring_in(trainer_record(organisation="open-harbour"), organisations=[organisation_record()])
    assert text(client, "/en/trainers/list.csv").splitlines()[0] == COLUMNS
    whole = json.loads(text(client, "/en/trainers/list.json"))
    assert whole.keys() == {"filter", "count", "results"}
    assert [each.keys() for each in whole["results"]] == [FIELDS]
    assert whole["results"] == client.get("/api/v1/trainers").json()["results"]
    feed = ElementTree.fromstring(text(client, "/en/trainers/feed.xml"))  # noqa: S314
    [entry] = feed.findall(f"{ATOM}entry")
    assert [part.tag.removeprefix(ATOM) for part in entry] == ["id", "title", "updated", "link", "category", "summary"]
    row = text(client, "/en/trainers/").split('<ul class="rows rows-side">')[1].split("</ul>")[0]
    said = re.findall(r"<dt>([^<]+)</dt>", row)
    assert said == ["Works in", "Trains in", "How", "Availability", "With", "Vouched for until"]


@pytest.mark.parametrize("everything", ["public", "desk"])
def test_nothing_private_leaves_whatever_its_tier_says(client: Client, everything: str) -> None:
    # Terms of work have a tier of their own on a profile: tests/trainers/test_papers.py.
    shown = {field: "public" if field in PUBLIC else everything for field in TIERED if field not in ON_PROFILES}
    trainer = a_trainer(id="ana", display_name="Ana", tiers=shown, **PRIVATE)
    for address in (
        f"/en/trainers/{trainer.public_id}/",
        "/en/trainers/",
        "/api/v1/trainers",
        "/en/desks/central-unit/",
        *LISTS,
    ):
        page = text(client, address)
        main = page[page.find("<main") :]
        assert not [trace for trace in TRACES if trace in main], address
    assert not [trace for trace in TRACES_OF_CODES if trace in client.get("/api/v1/trainers").content.decode()]


@pytest.mark.parametrize(
    ("field", "query"),
    [
        ("languages", "language=en"),
        ("topics", "topic=phishing"),
        ("topics", "topic=digital-security"),
        ("formats", "format=online"),
        ("at_risk_groups", "at_risk_group=journalists"),
        ("topics", "q=phishing"),
    ],
)
def test_a_filter_never_finds_by_a_field_that_is_not_public(client: Client, field: str, query: str) -> None:
    a_trainer(tiers=tiers(**{field: "vetted"}))
    assert client.get(f"/api/v1/trainers?{query}").json()["count"] == 0
    a_trainer()
    assert client.get(f"/api/v1/trainers?{query}").json()["count"] == 1


def test_a_place_is_found_by_the_public_one_of_base_and_work_only(client: Client) -> None:
    a_trainer(base_country="KE", worked_in=["UG"], tiers=tiers(base_country="vetted"))
    a_trainer(base_country="KE", worked_in=["UG"], tiers=tiers(worked_in="desk"))
    counts = {place: client.get(f"/api/v1/trainers?{place}").json()["count"] for place in ("country=KE", "country=UG")}
    assert counts == {"country=KE": 1, "country=UG": 1}


def test_facets_count_only_what_is_public(client: Client) -> None:
    hidden = {"languages": "desk", "topics": "vetted", "formats": "desk", "at_risk_groups": "vetted"}
    a_trainer(tiers=tiers(**hidden, base_country="desk", worked_in="desk"))
    page = client.get("/en/trainers/").content.decode()
    assert 'type="checkbox"' not in page
    assert "Kenya" not in page


def test_private_rows_are_in_no_revision_index_or_search() -> None:
    trainer = a_trainer(id="ana", display_name="Ana", **PRIVATE)
    content = re.sub(ROW_KEYS, "", str(Revision.objects.for_instance(trainer).get().content))
    assert not [trace for trace in (*TRACES, *TRACES_OF_CODES) if trace in content]
    ours = set(apps.get_app_config("trainers").get_models())
    assert not ours & set(get_indexed_models())
    assert not any(ReferenceIndex.model_is_indexable(model) for model in ours)


def test_private_tables_hang_on_by_plain_keys() -> None:
    copied = {
        field.model.__name__
        for model in apps.get_app_config("trainers").get_models()
        for field in model._meta.fields
        if isinstance(field, ParentalKey) and field.related_model is Trainer
    }
    assert copied == {"TrainerLanguage", "TrainerTopic", "TrainerGroup", "WorkedIn", "TrainerSummary"}


def test_contacts_exclusions_and_consents_are_sealed_in_the_database() -> None:
    a_trainer(**PRIVATE)
    with connection.cursor() as cursor:
        for table in ("trainers_trainercontact", "trainers_exclusions", "trainers_consent"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            rows = str(cursor.fetchall())
            # Two letters stand in any ciphertext by chance, but not between quotation marks.
            codes = [f"{mark}{code}{mark}" for code in ("RW", "MN") for mark in "\"'"]
            assert not [trace for trace in (CANARY, "canary-org", "woman", *codes) if trace in rows]
