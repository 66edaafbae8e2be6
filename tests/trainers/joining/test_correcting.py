"""“Something is wrong here”: what reaches the desk, and that nothing else follows from it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.roles import DESK
from hub import remarks
from tests.factories.casework import coordinator
from tests.factories.trainers import a_trainer, an_organisation
from tests.trainers.joining.asker import CANARY, Asker, a_site, title
from trainers.joining import purging
from trainers.models import Remark

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]

# Wagtail leads a person elsewhere where it refuses a script with 403.
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture(autouse=True)
def site() -> None:
    a_site()
    far = timezone.localdate() + dt.timedelta(days=90)
    a_trainer(id="amina", display_name="Amina", vetted_by="south", vetted_until=far.isoformat())
    a_trainer(id="hidden", display_name="Hidden", published=False)


def tell(address: str, text: str = f"It says {CANARY}") -> Asker:
    asker = Asker()
    asker.get(address)
    asker.post(address, what="old", text=text)
    return asker


def test_it_reaches_the_desk_that_vouches_sealed_and_with_a_day_only() -> None:
    asker = tell("/en/correct/trainer/amina/")
    assert title(asker.page) == "Thank you. The desk will look at it"
    row = Remark.objects.get()
    assert (row.desk.public_id, row.what, row.text) == ("south", "old", f"It says {CANARY}")
    assert row.came_on == timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM trainers_remark")
        assert CANARY not in repr(cursor.fetchall())
    assert not AuditEvent.objects.filter(act__startswith="joining").exists()


def test_nothing_public_changes_and_what_is_not_public_takes_none() -> None:
    pages = ("/en/trainers/amina/", "/en/trainers/", "/api/v1/trainers")
    before = [Client().get(page).content for page in pages]
    tell("/en/correct/trainer/amina/")
    assert [Client().get(page).content for page in pages] == before
    for address in ("/en/correct/trainer/hidden/", "/en/correct/trainer/nobody/", "/en/correct/page/amina/"):
        assert Client().get(address).status_code == 404
    assert Remark.objects.count() == 1


def test_an_organisation_goes_to_the_desk_of_its_region_and_a_desk_to_the_central_unit() -> None:
    an_organisation(id="open-harbour", base_country="SN")
    tell("/en/correct/organisation/open-harbour/")
    tell("/en/correct/desk/north/")
    assert {row.kind: row.desk.public_id for row in Remark.objects.all()} == {
        "organisation": "north",
        "desk": "central-unit",
    }


def test_sent_twice_is_once_and_a_flood_about_one_entry_ends() -> None:
    asker = tell("/en/correct/trainer/amina/")
    form = Asker()
    page = form.get("/en/correct/trainer/amina/")
    for _each in range(3):
        form.page = page
        form.post("/en/correct/trainer/amina/", what="danger", text="")
    assert Remark.objects.count() == 2
    row = Remark.objects.first()
    assert row is not None
    for number in range(remarks.MOST_OF_ONE):
        Remark.objects.create(
            token_hash=str(number),
            kind="trainer",
            entry="amina",
            desk=row.desk,
            what="old",
            came_on=row.came_on,
            purge_on=row.purge_on,
        )
    asker.get("/en/correct/trainer/amina/")
    asker.post("/en/correct/trainer/amina/", what="old", text="One too many")
    assert asker.answer.status_code == 503
    assert "One too many" in asker.page


@pytest.mark.parametrize("text", ["<b>bad</b>", "turned \u202e round", "x" * 1001])
def test_markup_and_letters_that_turn_text_around_are_refused(text: str) -> None:
    asker = tell("/en/correct/trainer/amina/", text)
    assert 'href="#f-text"' in asker.page
    assert not Remark.objects.exists()


def test_it_warns_not_to_write_about_ones_own_case() -> None:
    page = Asker().get("/en/correct/trainer/amina/")
    assert "Do not write about your own case here." in page
    assert re.search(r'href="/en/request/"', page)


def test_the_desk_sees_to_it_and_it_goes_a_month_later() -> None:
    tell("/en/correct/trainer/amina/")
    row = Remark.objects.get()
    client, neighbour = Client(), Client()
    client.force_login(coordinator("south", role=DESK), backend="accounts.backends.StaffBackend")
    neighbour.force_login(coordinator("north", role=DESK), backend="accounts.backends.StaffBackend")
    address = f"/admin/directory/wrong/{row.pk}/"
    assert neighbour.get(address, headers=SCRIPT).status_code == 403
    listed = client.get("/admin/directory/asking/").content.decode()
    assert address in listed
    assert CANARY not in listed
    assert CANARY in client.get(address).content.decode()
    client.post(address, {"done": "1"})
    row.refresh_from_db()
    assert row.done
    assert (row.purge_on - timezone.localdate()).days == 30
    client.post(address, {"done": "0"})
    row.refresh_from_db()
    assert (row.purge_on - timezone.localdate()).days == 180
    events = AuditEvent.objects.filter(act__startswith="joining", outcome="done").order_by("number")
    assert [each.removeprefix("joining.remark-") for each in events.values_list("act", flat=True)] == [
        "read",
        "read",
        "done",
        "read",
        "again",
    ]
    assert purging.tick(dt.datetime.combine(row.purge_on, dt.time(), dt.UTC)) == {"remarks": 1}
