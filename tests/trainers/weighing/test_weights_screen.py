"""The central unit changes how matches are weighed: tries, sees the effect, saves with a reason, goes back."""

from __future__ import annotations

import datetime as dt
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent, User
from accounts.roles import DESK, EDITOR, OPERATOR
from hub import versions
from tests.factories import casework as cases
from tests.factories import matching
from tests.factories.accounts import member
from tests.factories.trainers import bring_in, trainer_record
from trainers.matching.ranking import rank
from trainers.matching.weights import DEFAULTS
from trainers.weighing import current, preview, recent, saving, typed
from trainers.weighing.models import RecentRuns, WeightsVersion
from trainers.weighing.presets import BY_CODE

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
AT = "/admin/directory/weights/"
NEAR = dict(BY_CODE["near-first"].weights)


@pytest.fixture
def central() -> User:
    cases.three_desks()
    return cases.coordinator(cases.CENTRAL, role=DESK, display_name="Ana")


@pytest.fixture
def unit(client: Client, central: User) -> Client:
    client.force_login(central)
    return client


def form(weights: dict[str, int], **fields: str) -> dict[str, str]:
    """The form as a browser sends it after the numbers were typed over those that hold."""
    held = current.weights()
    drawn = {f"was-{code}": str(held[code]) for code in DEFAULTS} | {f"r-{code}": str(held[code]) for code in DEFAULTS}
    return {**drawn, **{f"w-{code}": str(weight) for code, weight in weights.items()}, **fields}


def to_save(weights: dict[str, int], **fields: str) -> dict[str, str]:
    """The same, with the effect seen, to be saved."""
    said = {"act": "save", "seen": typed.stamp(weights), "why": "No money for journeys", "after": str(current.number())}
    return form(weights, **{**said, **fields})


def said(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def typed_in(answer: Any, code: str) -> str:
    """The number that a page has in the field of a part."""
    field: Any = BeautifulSoup(answer.content, "html.parser").find(id=f"w-{code}")
    return str(field["value"])


def a_run() -> None:
    """A run in which whoever knows most lives far away."""
    near = matching.a_trainer(id="near", topics={"risk-analysis": 2, "security-planning": 2})
    far = matching.a_trainer(id="far", base_country="ES", worked_in=frozenset(), lived_in=frozenset())
    recent.keep(rank(matching.a_need(format="online"), [near, far], matching.at_a_desk()))


def test_tried_weights_show_their_effect_and_change_nothing(unit: Client) -> None:
    a_run()
    page = unit.post(AT, form(NEAR, act="effect"))
    text = said(page)
    assert page.status_code == 200
    assert "Looked at: 1 recent run." in text
    assert "Save for all desks" in text
    assert (current.number(), WeightsVersion.objects.count()) == (0, 0)


def test_saved_with_a_reason_they_hold_from_then_on_for_everybody(unit: Client, central: User) -> None:
    bring_in(trainer_record())
    before = unit.post("/api/v1/match", json.dumps(ASKED), "application/json").json()
    assert unit.post(AT, to_save(NEAR)).status_code == 302
    row = WeightsVersion.objects.get()
    assert (row.number, row.weights, row.why, row.who) == (1, NEAR, "No money for journeys", f"user:{central.pk}")
    after = unit.post("/api/v1/match", json.dumps(ASKED), "application/json").json()
    assert (before["weights"], after["weights"]) == (dict(DEFAULTS), NEAR)
    assert AuditEvent.objects.filter(act="weights.save", what="weights:1", who=row.who).count() == 1
    text = said(unit.get(AT))
    assert "Version 1 holds, for all desks." in text
    assert "No money for journeys" in text
    assert "Ana" in text


ASKED = {
    "country": "KE",
    "languages": [{"code": "en", "need": "must"}],
    "topics": [{"code": "phishing"}],
    "format": "online",
}


def test_going_back_is_a_new_version_that_says_so(unit: Client) -> None:
    unit.post(AT, to_save(NEAR))
    unit.post(AT, to_save(dict(DEFAULTS)))
    assert typed_in(unit.get(f"{AT}?version=1"), "nearness") == str(NEAR["nearness"])
    unit.post(AT, to_save(NEAR))
    rows = WeightsVersion.objects.order_by("number").values_list("number", "same_as")
    assert list(rows) == [(1, None), (2, None), (3, 1)]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"why": " "}, "Say in a few words why"),
        ({"why": "x" * 301}, "300 characters at most"),
        ({"seen": ""}, "Look at what these weights would change"),
        ({"seen": typed.stamp(DEFAULTS)}, "Look at what these weights would change"),
        ({"w-topics": "31"}, "Together the parts are 101"),
        ({"w-topics": "many"}, "a whole number from 0 to 100"),
        ({"after": "7"}, "Somebody else saved weights meanwhile"),
        ({"after": "x"}, "Somebody else saved weights meanwhile"),
        ({"why": "a\u202eb"}, "Write plain text"),
    ],
)
def test_what_is_not_whole_not_seen_or_not_explained_is_not_saved(
    unit: Client, fields: dict[str, str], sentence: str
) -> None:
    answer = unit.post(AT, to_save(NEAR, **fields))
    assert (answer.status_code, WeightsVersion.objects.count()) == (422, 0)
    assert sentence in said(answer)
    if "w-topics" not in fields:
        assert typed_in(answer, "nearness") == str(NEAR["nearness"])


def test_two_who_save_at_once_do_not_overwrite_each_other(unit: Client) -> None:
    seen_before = to_save(BY_CODE["shared-work"].weights)  # type: ignore[arg-type]
    unit.post(AT, to_save(NEAR))
    assert unit.post(AT, seen_before).status_code == 422
    assert dict(current.weights()) == NEAR


def test_made_100_in_proportion(unit: Client) -> None:
    twice = {code: min(100, 2 * weight) for code, weight in DEFAULTS.items()}
    page = unit.post(AT, form(twice, act="balance"))
    assert {code: typed_in(page, code) for code in DEFAULTS} == {code: str(n) for code, n in DEFAULTS.items()}


@pytest.mark.parametrize(
    ("who", "looks"),
    [
        (lambda: cases.coordinator(cases.HERE, role=DESK), True),
        (lambda: member(DESK), True),
        (lambda: member(OPERATOR, is_superuser=True), True),
        (lambda: member(OPERATOR), False),
        (lambda: member(EDITOR), False),
    ],
    ids=["another desk", "no desk", "superuser", "operator", "editor"],
)
def test_only_the_central_unit_saves(client: Client, who: Any, looks: bool) -> None:
    cases.three_desks()
    client.force_login(who())
    page = client.get(AT)
    assert (page.status_code == 200) is looks
    assert "Save for all desks" not in said(page)
    answer = client.post(AT, to_save(NEAR))
    assert (answer.status_code, WeightsVersion.objects.count()) == (302, 0) if not looks else True
    assert WeightsVersion.objects.count() == 0
    refused = AuditEvent.objects.filter(act="weights.save", outcome="refused").count()
    assert refused == (1 if looks else 0)


def test_they_are_kept_in_memory_until_others_are_saved(central: User) -> None:
    current.weights()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        current.weights()
    assert len(asked) == 1
    saving.save(central, NEAR, "Near", after=0)
    assert (current.number(), dict(current.weights())) == (1, NEAR)


def test_neither_weights_nor_recent_runs_make_the_directory_anew(central: User) -> None:
    before = versions.of("directory")
    saving.save(central, NEAR, "Near", after=0)
    a_run()
    assert versions.of("directory") == before


def test_of_many_runs_fifty_are_kept_sealed_and_nameless() -> None:
    for _each in range(preview.MOST_RUNS + 3):
        a_run()
    assert len(recent.runs()) == preview.MOST_RUNS
    assert RecentRuns.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM trainers_recentruns")
        [row] = cursor.fetchall()
    assert "[" not in str(row[1])


def test_the_screen_asks_as_little_with_many_runs_and_versions(unit: Client, central: User) -> None:
    def queries() -> int:
        unit.get(AT)
        with CaptureQueriesContext(connection) as asked:
            unit.get(AT)
        return len(asked)

    few = queries()
    saving.save(central, NEAR, "Near", after=0)
    one = queries()
    saving.save(central, DEFAULTS, "As designed", after=1)
    a_run()
    assert few <= one == queries() <= 20


def test_the_command_takes_the_weights_that_hold_or_those_it_is_told(central: User, tmp_path: Path) -> None:
    bring_in(trainer_record())
    saving.save(central, NEAR, "Near", after=0)
    file = tmp_path / "need.json"
    file.write_text(json.dumps(ASKED))

    def used(*options: str) -> dict[str, int]:
        out = StringIO()
        call_command("match", str(file), "--today", str(dt.date(2026, 12, 1)), *options, stdout=out)
        weights: dict[str, int] = json.loads(out.getvalue())["weights"]
        return weights

    assert (used(), used("--weights", "as-designed"), used("--weights", "1")) == (NEAR, dict(DEFAULTS), NEAR)
    with pytest.raises(CommandError, match="as-designed"):
        used("--weights", "2")
