"""A trainer opens their own profile with a one-time link, changes it and closes it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.roles import DESK
from hub.typed import FORM
from tests.factories.accounts import member
from tests.factories.forms import filled
from tests.factories.trainers import a_trainer, tiers
from trainers import records, store
from trainers.models import Pause, ProfileLink, ProfileSitting, Trainer, Wish
from trainers.own import links

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
LONG_AHEAD = (timezone.localdate() + dt.timedelta(days=200)).isoformat()
HERE = "/en/profile/"
OPEN = "/en/profile/open/"


def listed(**changes: Any) -> Trainer:
    return a_trainer(**{"vetted_until": LONG_AHEAD, "last_review": "2026-01-01", **changes})


def a_link(trainer: Trainer) -> str:
    return links.make(trainer, member(DESK), timezone.now())


@pytest.fixture
def open_profile(client: Client) -> Client:
    """A browser in which the only trainer's profile is open."""
    answer = post(client, HERE, {"key": a_link(Trainer.objects.get() if Trainer.objects.exists() else listed())})
    assert answer.status_code == 303
    return client


def post(client: Client, address: str, sent: dict[str, Any], **more: Any) -> Any:
    """As browsers send a form without files."""
    return client.post(address, urlencode(sent, doseq=True), content_type=FORM, **more)


def whole() -> dict[str, Any]:
    return records.trainer(Trainer.objects.whole().get())


def send(client: Client, part: str, **changes: Any) -> Any:
    address = f"{OPEN}{part}/"
    sent = {**filled(client.get(address).content), **changes}
    return post(client, address, {key: value for key, value in sent.items() if value is not None})


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_looking_at_a_link_uses_nothing_up_and_shows_a_button_only(client: Client) -> None:
    trainer = listed(display_name="Canary Kadidia")
    address = f"{HERE}?key={a_link(trainer)}"
    for _again in range(3):
        page = client.get(address)
    client.head(address)
    assert "Canary" not in text(page)
    assert page["Cache-Control"] == "no-store"
    assert "script-src 'none'" in page["Content-Security-Policy"]
    assert not page.cookies
    assert ProfileLink.objects.get().used_on is None
    assert not ProfileSitting.objects.exists()


def test_the_button_opens_it_once_in_one_browser(client: Client) -> None:
    key = a_link(listed(display_name="Kadidia"))
    answer = post(client, HERE, {"key": key})
    assert (answer.status_code, answer["Location"]) == (303, OPEN)
    cookie = answer.cookies["profile"]
    assert (cookie["samesite"], cookie["httponly"], cookie["max-age"]) == ("Strict", True, "")
    assert "Kadidia" in text(client.get(OPEN))
    assert "Kadidia" not in text(Client().get(OPEN))


def test_whatever_opens_nothing_is_answered_alike_and_changes_nothing(client: Client) -> None:
    trainer = listed()
    used, replaced = a_link(trainer), None
    post(client, HERE, {"key": used})
    replaced = a_link(trainer)
    ended = a_link(trainer)
    ProfileLink.objects.filter(withdrawn_on=None, used_on=None).update(ends_at=timezone.now())
    answers = [
        post(Client(), HERE, {"key": key}) for key in (used, replaced, ended, "", "x", "é" * 50, "k" * 5000, "\x00")
    ]
    assert {(each.status_code, each.content) for each in answers} == {(200, answers[0].content)}
    assert not any(each.cookies for each in answers)
    assert "opens no profile" in text(answers[0])
    assert not ProfileSitting.objects.exists()


def test_another_site_cannot_press_the_button(client: Client) -> None:
    key = a_link(listed())
    assert post(client, HERE, {"key": key}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert ProfileLink.objects.get().used_on is None


def test_tokens_and_cookies_lie_hashed(client: Client) -> None:
    key = a_link(listed())
    cookie = post(client, HERE, {"key": key}).cookies["profile"].value
    with connection.cursor() as cursor:
        cursor.execute("SELECT token_hash FROM trainers_profilelink")
        stored = str(cursor.fetchall())
        cursor.execute("SELECT key_hash FROM trainers_profilesitting")
        stored += str(cursor.fetchall())
    assert len(key) * 6 >= 128
    assert key not in stored
    assert cookie not in stored


def test_it_closes_after_two_hours_whatever_is_done_meanwhile(open_profile: Client) -> None:
    assert "Close and clear" in text(open_profile.get(OPEN))
    ProfileSitting.objects.update(ends_at=timezone.now())
    page = open_profile.get(OPEN)
    assert "opens no profile" in text(page)
    assert page.cookies["profile"]["max-age"] == 0


def test_closing_leaving_and_a_new_link_end_it(client: Client) -> None:
    trainer = listed()
    post(client, HERE, {"key": a_link(trainer)})
    answer = post(client, OPEN, {**filled(client.get(OPEN).content), "act": "close"})
    assert "cookies" in answer["Clear-Site-Data"]
    assert not ProfileSitting.objects.exists()
    post(client, HERE, {"key": a_link(trainer)})
    client.get("/-/leave/")
    assert not ProfileSitting.objects.exists()
    post(client, HERE, {"key": a_link(trainer)})
    a_link(trainer)
    assert not ProfileSitting.objects.exists()


def test_a_form_without_its_proof_changes_nothing(open_profile: Client) -> None:
    assert post(open_profile, OPEN, {"act": "pause", "back_on": LONG_AHEAD}).status_code == 403
    assert not Pause.objects.exists()


def test_who_pauses_is_gone_at_once_and_back_by_themselves(open_profile: Client) -> None:
    trainer, today = Trainer.objects.get(), timezone.localdate()
    page = f"/en/trainers/{trainer.public_id}/"
    assert open_profile.get(page).status_code == 200
    sent = {**filled(open_profile.get(OPEN).content), "act": "pause", "back_on": LONG_AHEAD}
    assert post(open_profile, OPEN, {**sent, "back_on": today.isoformat()}).status_code == 200
    assert post(open_profile, OPEN, sent).status_code == 303
    assert open_profile.get(page).status_code == 404
    assert store.public_candidates(today) == ()
    assert Trainer.objects.listed(dt.date.fromisoformat(LONG_AHEAD)).exists()
    post(open_profile, OPEN, {**filled(open_profile.get(OPEN).content), "act": "back"})
    assert open_profile.get(page).status_code == 200


@pytest.mark.parametrize("part", ["words", "work", "places", "time", "reach", "consents", "seen"])
def test_a_part_sent_back_as_it_was_changes_nothing(client: Client, part: str) -> None:
    listed(
        availability={
            "timezone": "Africa/Nairobi",
            "weekly": [{"day": "mon", "from": "09:00", "to": "12:00"}],
            "periods": [{"from": "2026-01-01", "to": "2029-12-31"}],
            "closed": [{"from": "2027-01-01", "to": "2027-01-31"}],
        },
        exclusions={"countries": ["UG"], "organisations": [], "people": ["Somebody"]},
        facilitator_attributes=[{"code": "woman", "consented": "2026-01-01", "expires": LONG_AHEAD}],
        languages=[
            {"code": "sw", "level": "native", "can_train": True},
            {"code": "quc", "level": "basic", "can_train": False},
        ],
        summary={"en": "I train.", "sw": "Ninafundisha."},
    )
    post(client, HERE, {"key": a_link(Trainer.objects.get())})
    before = whole()
    answer = send(client, part)
    assert (answer.status_code, answer.get("Location")) == (303, f"{OPEN}?same=1"), text(answer)
    assert whole() == before
    assert not Wish.objects.exists()


def test_what_is_theirs_alone_holds_at_once(open_profile: Client) -> None:
    send(open_profile, "places", travels="Uganda; Western Africa", max_days_per_trip="9", cannot_enter="RW")
    send(open_profile, "time", hours_per_quarter="12", accepts=["coaching"], accompaniment="4")
    send(open_profile, "reach", email="new@trainers.example", people="Canary Person\nAnother")
    send(open_profile, "consents", woman=LONG_AHEAD)
    after = whole()
    assert (after["travel"]["countries"], after["travel"]["regions"]) == (["UG"], ["011"])
    assert (after["travel"]["max_days_per_trip"], after["travel"]["cannot_enter"]) == (9, ["RW"])
    assert (after["capacity"]["hours_per_quarter"], after["accepts"]) == (12, ["coaching"])
    assert (after["email"], after["exclusions"]["people"]) == ("new@trainers.example", ["Canary Person", "Another"])
    assert [each["code"] for each in after["facilitator_attributes"]] == ["woman"]
    assert not Wish.objects.filter(state="waiting").exists()
    send(open_profile, "consents", woman="")
    assert whole()["facilitator_attributes"] == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT wished, before FROM trainers_wish")
        assert "Canary" not in str(cursor.fetchall())


def test_who_and_what_they_are_waits_and_the_public_sees_what_stood(open_profile: Client) -> None:
    before, page = whole(), f"/en/trainers/{Trainer.objects.get().public_id}/"
    shown = open_profile.get(page).content
    answer = send(open_profile, "words", display_name="Anew", **{"summaries-0-text": "Another text."})
    assert answer["Location"] == f"{OPEN}?waits=1"
    send(open_profile, "work", **{"languages-1-code": "Hausa", "languages-1-level": "fluent"})
    assert whole() == before
    assert open_profile.get(page).content == shown
    assert set(Wish.objects.values_list("field", flat=True)) == {"display_name", "summary", "languages"}
    part = text(open_profile.get(f"{OPEN}words/"))
    assert "Waits for your desk" in part
    assert before["display_name"] in part
    assert 'value="Anew"' in part
    # Sent again as it stands, the wish stays one; sent as it was before, it is taken back.
    send(open_profile, "words")
    assert Wish.objects.filter(field="display_name", state="waiting").count() == 1
    send(open_profile, "words", display_name=before["display_name"])
    assert not Wish.objects.filter(field="display_name", state="waiting").exists()


def test_closing_a_field_holds_at_once_and_opening_one_waits(client: Client) -> None:
    listed(tiers=tiers(topics="public", travel="desk"))
    post(client, HERE, {"key": a_link(Trainer.objects.get())})
    send(client, "seen", topics="desk", travel="public")
    after = whole()["tiers"]
    assert (after["topics"], after["travel"]) == ("desk", "desk")
    assert [(row.field, row.state) for row in Wish.objects.order_by("field")] == [
        ("tiers", "done"),
        ("tiers.travel", "waiting"),
    ]
    assert "public" not in re.findall(r'name="exclusions".*?</select>', text(client.get(f"{OPEN}seen/")))[0]


@pytest.mark.parametrize(
    ("part", "changed", "said"),
    [
        ("words", {"display_name": "<b>x</b>"}, "Write plain text"),
        ("words", {"base_country": "Atlantis"}, "no country of this name"),
        ("words", {"summaries-0-text": ""}, "At least one is needed"),
        ("work", {"languages-0-code": ""}, "At least one is needed"),
        ("work", {"languages-0-code": "Klingonese"}, "no language of this name"),
        ("work", {"languages-1-code": "fr", "languages-1-level": ""}, "This is missing"),
        ("places", {"travels": "Nowhere"}, "Not known here"),
        ("time", {"known": "on", "timezone": "Mars/Olympus"}, "no time zone"),
        ("time", {"slots-0-day": "mon", "slots-0-opens": "12:00", "slots-0-closes": "09:00"}, "before the beginning"),
        ("reach", {"organisations": "nobody-here"}, "Not known here"),
        ("consents", {"woman": "2020-01-01"}, "from today on"),
        ("seen", {"exclusions": "public"}, "not one of the available choices"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_kept(
    open_profile: Client, part: str, changed: dict[str, str], said: str
) -> None:
    before = whole()
    answer = send(open_profile, part, **changed)
    assert answer.status_code == 200
    assert said in text(answer)
    assert "<title>Error" in text(answer)
    assert whole() == before
