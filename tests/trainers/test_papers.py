"""A profile in other forms: what machines, address books and paper get of it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from hub import printing
from tests.factories import openpgp
from tests.factories.trainers import PUBLIC, bring_in, organisation_record, tiers, trainer_record
from trainers.papers import vcard

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
HOSTILE = "Ana </script><script>alert(1)</script>"
TERMS = {
    "travel": {"regions": [], "countries": ["IS"], "max_days_per_trip": 5, "notice_weeks": 2, "cannot_enter": ["MN"]},
    "capacity": {"hours_per_quarter": 80, "committed_hours": 57, "last_quarter_hours": 11},
    "accompaniment_hours_per_month": 12,
    "availability": {
        "timezone": "Pacific/Chatham",
        "weekly": [],
        "periods": [{"from": "2026-11-01", "to": "2027-06-30"}],
        "closed": [{"from": "2019-03-03", "to": "2019-03-05"}],
    },
}
WIDER = ("travel", "accepts", "capacity", "accompaniment_hours_per_month", "availability")


@pytest.fixture(autouse=True)
def at_the_directorys_day() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC), tick=False):
        yield


def profile(client: Client, form: str = "", language: str = "en") -> str:
    answer = client.get(f"/{language}/trainers/ana/{form}")
    assert answer.status_code == 200
    return answer.content.decode()


def main(page: str) -> str:
    return page[page.find("<main") :]


def test_a_page_carries_its_profile_for_machines(client: Client) -> None:
    bring_in(
        trainer_record(id="ana", display_name="Ana", organisation="open-harbour"), organisations=[organisation_record()]
    )
    for path, kind, name in (
        ("trainers/ana", "Person", "Ana"),
        ("organisations/open-harbour", "NGO", "Open Harbour"),
        ("desks/central-unit", "Service", "Central Unit"),
    ):
        page = client.get(f"/en/{path}/").content.decode()
        found = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
        assert (found["@type"], found["name"], found["@id"]) == (kind, name, f"http://testserver/en/{path}/")
    person = json.loads(re.findall(r'ld\+json">(.*?)</script>', profile(client))[0])
    assert person["knowsLanguage"] == ["en"]
    assert person["homeLocation"] == {"@type": "Country", "identifier": "KE", "name": "Kenya"}
    assert person["worksFor"]["url"].endswith("/en/organisations/open-harbour/")
    assert "email" not in json.dumps(person)


def test_nothing_in_a_profile_can_end_the_block_it_stands_in() -> None:
    from hub.jsonld import as_script

    made = as_script({"name": HOSTILE, "text": "a\u2028b & c"})
    assert not re.search("[<>&\u2028]", made)
    assert json.loads(made) == {"name": HOSTILE, "text": "a\u2028b & c"}


def test_an_address_book_reads_the_card(client: Client) -> None:
    long = "Ich höre zu; dann, erst dann, üben wir. " * 5
    key = openpgp.a_key()
    ways = [
        {"kind": "signal", "value": "ana.42", "tier": "public"},
        {"kind": "email", "value": "ana@trainers.example", "tier": "desk"},
        {"kind": "pgp", "value": key, "tier": "public"},
    ]
    bring_in(trainer_record(id="ana", display_name="Ana; the, 1st", summary={"de": long.strip()}, channels=ways))
    answer = client.get("/en/trainers/ana/card.vcf")
    assert answer["Content-Type"] == "text/vcard; charset=utf-8"
    lines = answer.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    whole = answer.content.decode().replace("\r\n ", "").split("\r\n")
    assert whole[:3] == ["BEGIN:VCARD", "VERSION:4.0", "KIND:individual"]
    assert whole[-2:] == ["END:VCARD", ""]
    assert r"FN:Ana\; the\, 1st" in whole
    assert "NOTE;LANGUAGE=de:" + long.strip().replace(",", r"\,").replace(";", r"\;") in whole
    assert {"X-SIGNAL:ana.42", "ADR:;;;;;;Kenya", "LANG;PREF=1:en"} <= set(whole)
    assert any(line.startswith("KEY;MEDIATYPE=application/pgp-keys:data:") for line in whole)
    assert "ana@trainers.example" not in answer.content.decode()


@pytest.mark.parametrize("text", ["a" * 74 + "é", "é" * 100, "短" * 60, "", "a" * 75])
def test_a_long_line_is_folded_between_characters(text: str) -> None:
    pieces = vcard.folded(text).split("\r\n ")
    assert "".join(pieces) == text
    assert all(len(piece.encode()) <= 75 - (place > 0) for place, piece in enumerate(pieces))


@pytest.mark.skipif(not printing.available(), reason="Pango is not here")
def test_a_profile_on_paper_is_kept_until_it_changes(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    real = printing.printed

    def watched(html: str, style: Path) -> bytes:
        drawn.append(html)
        return real(html, style)

    monkeypatch.setattr(printing, "printed", watched)
    record = trainer_record(id="ana", display_name="آنا", summary={"fa": "گوش می‌دهم، سپس تمرین می‌کنیم."})
    bring_in(record)
    for _again in range(2):
        answer = client.get("/ar/trainers/ana/card.pdf")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF-")
    assert len(drawn) == 1
    assert 'dir="rtl"' in drawn[0]
    bring_in({**record, "max_group_size": 7}, take_theirs=True)
    client.get("/ar/trainers/ana/card.pdf")
    assert len(drawn) == 2
    assert record["email"] not in "".join(drawn)


def test_where_the_press_fails_a_page_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_html: str, _style: Path) -> bytes:
        raise printing.CannotPrint("no memory left")

    monkeypatch.setattr(printing, "available", lambda: True)
    monkeypatch.setattr(printing, "printed", broken)
    bring_in(trainer_record(id="ana"))
    answer = client.get("/en/trainers/ana/card.pdf")
    assert answer.status_code == 503
    assert "no memory left" not in answer.content.decode()


def test_without_pango_a_page_says_so_and_the_link_is_absent(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "available", lambda: False)
    bring_in(trainer_record(id="ana"))
    assert "card.pdf" not in profile(client)
    answer = client.get("/en/trainers/ana/card.pdf")
    assert answer.status_code == 503
    assert "cannot make a PDF" in answer.content.decode()


@pytest.mark.parametrize("field", WIDER)
def test_terms_of_work_are_shown_where_their_tier_says_so(client: Client, field: str) -> None:
    said = {
        "travel": "Iceland",
        "accepts": "Coaching",
        "capacity": "23 hours left",
        "accompaniment_hours_per_month": "Up to 12 hours a month",
        "availability": "until 30 June 2027",
    }
    bring_in(
        trainer_record(
            id="ana", display_name="Ana", **TERMS, accepts=["coaching"], formats=[], tiers=tiers(**{field: "public"})
        )
    )
    page = main(profile(client))
    assert {name for name, text in said.items() if text in page} == {field}
    assert not [trace for trace in ("Mongolia", "Chatham", "2019", "57", "Contact details, dates") if trace in page]


def test_contacts_and_own_words_are_shown_by_their_own_tier(client: Client) -> None:
    key = openpgp.a_key(400)
    ways = [
        {"kind": "signal", "value": "ana.42", "tier": "public"},
        {"kind": "signal", "value": "ana.43", "tier": "vetted"},
        {
            "kind": "onion",
            "value": "http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion/",
            "tier": "public",
        },
        {"kind": "pgp", "value": key, "tier": "public"},
    ]
    texts = {"en": ["Who reads your notes?"], "ar": ["من يقرأ ملاحظاتك؟"]}
    bring_in(
        trainer_record(
            id="ana",
            channels=ways,
            questions={"tier": "public", "texts": texts},
            how_they_work={"tier": "desk", "texts": {"en": "Secretly."}},
            tiers=dict.fromkeys(PUBLIC, "public"),
        )
    )
    page = main(profile(client))
    shown = openpgp.fingerprint(key)
    assert "ana.42" in page
    assert shown[:4] in page
    assert "Valid until" in page
    assert 'href="http://2gzy' not in page
    assert "Who reads your notes?" in page
    assert not [trace for trace in ("ana.43", "Secretly", "Who else will know") if trace in page]
    assert "من يقرأ ملاحظاتك؟" in main(profile(client, language="ar"))
    with time_machine.travel(dt.datetime(2028, 12, 1, tzinfo=dt.UTC), tick=False):
        bring_in(trainer_record(id="ana", channels=ways, vetted_until="2029-01-01"), take_theirs=True)
        page = main(profile(client))
        assert "Do not use it" in page
        assert "BEGIN PGP" not in page
