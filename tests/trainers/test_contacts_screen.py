"""The desk's screen of contacts, and what files and the database have of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.roles import DESK, EDITOR
from tests.factories import openpgp
from tests.factories.accounts import member
from tests.factories.forms import filled
from tests.factories.trainers import TODAY, a_trainer, bring_in, organisation_record, trainer_record
from trainers.exporting import document
from trainers.models import Channel, Trainer

pytestmark = pytest.mark.django_db
WAYS = [{"kind": "signal", "value": "canary_ana.42", "tier": "vetted"}]
EXTRAS: dict[str, Any] = {
    "channels": WAYS,
    "how_they_work": {"tier": "public", "texts": {"en": "I listen first.", "es": "Primero escucho."}},
    "questions": {"tier": "desk", "texts": {"en": ["Who reads your notes?", "Who pays you?"]}},
}


def test_the_desk_writes_contacts_and_texts(client: Client) -> None:
    client.force_login(member(DESK))
    trainer = a_trainer()
    address = reverse("directory_trainer_contacts", args=[trainer.pk])
    form = filled(client.get(address).content.decode())
    key = openpgp.a_key(400)
    new = {"channels-0-kind": "pgp", "channels-0-value": key, "channels-0-tier": "public"}
    texts = {"sayings-0-kind": "questions", "sayings-0-language": "es", "sayings-0-text": "¿Quién lee?\n¿Quién paga?"}
    page = client.post(address, {**form, **new, **texts, "tiers-questions": "vetted"}, follow=True)
    assert "It holds from now on" in page.content.decode()
    [row] = Channel.objects.all()
    assert (row.kind, row.tier, row.facts["fingerprint"]) == ("pgp", "public", openpgp.fingerprint(key))
    [record] = document(TODAY, "")["trainers"]
    assert record["questions"] == {"tier": "vetted", "texts": {"es": ["¿Quién lee?", "¿Quién paga?"]}}
    again = filled(client.get(address).content.decode())
    client.post(address, again)
    assert document(TODAY, "")["trainers"] == [record]
    acts = set(AuditEvent.objects.values_list("act", flat=True))
    assert {"directory.channels-read", "directory.channels-change"} <= acts


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("value", "not a name", "Signal username"),
        ("value", str(openpgp.secret()), "private key"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(client: Client, field: str, value: str, complaint: str) -> None:
    client.force_login(member(DESK))
    address = reverse("directory_trainer_contacts", args=[a_trainer().pk])
    kind = "pgp" if "PGP" in value else "signal"
    form = filled(client.get(address).content.decode())
    page = client.post(address, {**form, "channels-0-kind": kind, f"channels-0-{field}": value})
    assert complaint in page.content.decode()
    assert not Channel.objects.exists()


def test_contacts_are_sealed_and_for_the_desk_alone(client: Client) -> None:
    trainer = a_trainer(**EXTRAS)
    with connection.cursor() as cursor:
        for table in ("trainers_channel", "trainers_saying"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            rows = str(cursor.fetchall())
            assert not [trace for trace in ("canary", "listen", "notes") if trace in rows]
    client.force_login(member(EDITOR))
    answer = client.get(reverse("directory_trainer_contacts", args=[trainer.pk]))
    assert answer.status_code in {302, 403}
    assert AuditEvent.objects.filter(act="directory.channels", outcome="refused").exists()


def test_import_export_import_changes_nothing() -> None:
    record = trainer_record(id="ana", **EXTRAS)
    home = organisation_record(channels=WAYS)
    assert bring_in(record, organisations=[home]).total("failed") == 0
    first = document(TODAY, "")
    assert first["trainers"][0]["channels"] == WAYS
    assert first["organisations"][0]["channels"] == WAYS
    report = bring_in(*first["trainers"], organisations=first["organisations"], desks=first["desks"])
    assert report.total("unchanged") == 3
    assert document(TODAY, "") == first


def test_a_file_that_says_nothing_of_contacts_takes_none_away() -> None:
    record = trainer_record(id="ana", display_name="Ana", email="a@b.example")
    bring_in(record)
    bring_in({**record, **EXTRAS})
    assert bring_in(record).counts["trainers"] == {"unchanged": 1}
    assert bring_in({**record, "max_group_size": 3}).counts["trainers"] == {"updated": 1}
    assert Channel.objects.count() == 1
    assert bring_in({**record, "max_group_size": 3, "channels": []}).counts["trainers"] == {"conflict": 1}
    bring_in({**record, "max_group_size": 3, "channels": []}, take_theirs=True)
    assert not Channel.objects.exists()
    assert Trainer.objects.get().sayings.count() == 2
