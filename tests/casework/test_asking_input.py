"""Whatever is typed into the steps of asking: told at its place, in the language, and kept."""

from __future__ import annotations

import html as markup
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from casework import clocks, needs, travelling
from casework.forms import questions
from casework.forms.steps import STEPS
from casework.models import Case
from casework.states import Urgency
from casework.travelling import Luggage
from tests.casework import walking
from tests.casework.walking import ANSWERS, ASK, MATCHES, Requester, title, words, wrong
from tests.factories import trainers as directory
from tests.factories.casework import three_desks
from tests.security.hostile import HOSTILE, MARKER
from tests.security.test_hostile import posted

pytestmark = [pytest.mark.any_database, pytest.mark.django_db, pytest.mark.slow]
LONG = ("happened", "worries", "days_note", "logistics", "address", "never")
WRONG = (
    (1, "country", ("", "Atlantis", "Africa", "a\x00b", "\u202eayneK", "x" * 201)),
    (1, "group_kind", ("", "gang")),
    (1, "participants", ("", "many", "0", "1001", "-3", "9" * 5000, "1e3", "\x00")),
    (1, "at_risk_groups", ("nobody",)),
    (1, "called", ("x" * 201, "a\x00b", "\u202egnorw", "\x1b[31m")),
    (2, "situation", ("", "boredom")),
    (2, "happened", ("x" * 5001, "a\x00b", "\u202dturned", "\x07")),
    (2, "worries", ("كلمة " * 1001, "\x01")),
    (2, "risk_level", ("", "none")),
    (3, "topics", ([], ["cooking"], ["phishing", "passwords", "email", "malware", "stress", "travel"])),
    (3, "language", ("", "Klingonish", "x" * 201, "\x00")),
    (3, "other_language", ("Klingonish",)),
    (3, "format", ("", "phone")),
    (3, "length", ("", "99")),
    (3, "start_by", ("soon", "2026-11-30", "2028-01-01", "31.02.2027", "2027-13-01", "\x00", "9" * 400)),
    (3, "weeks", ("some", "0", "53", "1.5")),
    (3, "care", (["pony"],)),
    (3, "facilitator_prefer", (["tall"],)),
    (3, "days_note", ("x" * 5001,)),
    (3, "logistics", ("x" * 5001,)),
    (4, "tell", ("", "pigeon")),
    (4, "address", ("", "x" * 5001, "a\x00b")),
    (4, "never", ("x" * 5001,)),
)


@pytest.fixture(autouse=True)
def a_site(db: None, time_machine: Any) -> None:
    """A site with three desks, on the day from which the factories' dates count."""
    time_machine.move_to("2026-12-01T10:00:00Z")
    walking.a_site()
    three_desks()


@pytest.fixture
def tab() -> Requester:
    """A tab with the first step."""
    return Requester()


def shown(html: str, name: str) -> str:
    """What stands in a written field."""
    area = re.search(rf'<textarea id="f-{name}"[^>]*>\n(.*?)</textarea>', html, re.DOTALL)
    line = re.search(rf'<input id="f-{name}"[^>]* value="([^"]*)"', html)
    found = area or line
    assert found, name
    return markup.unescape(found[1])


@pytest.mark.parametrize(("step", "field", "values"), WRONG, ids=lambda value: value if isinstance(value, str) else "")
def test_a_fault_stands_at_its_place_and_in_the_summary(tab: Requester, step: int, field: str, values: Any) -> None:
    tab.as_far_as(step)
    for value in values:
        tab.press("next", **{**ANSWERS[step], field: value})
        assert tab.step == step, value
        assert title(tab.html) == "Error – Protection Hub"
        assert wrong(tab.html) == [field], value


@pytest.mark.parametrize("step", ANSWERS)
def test_an_empty_step_says_all_that_is_missing(tab: Requester, step: int) -> None:
    tab.as_far_as(step).press("next")
    needed = [name for name, field in STEPS[step].base_fields.items() if field.required]
    assert wrong(tab.html) == needed
    assert "optional" not in " ".join(needed)


@pytest.mark.parametrize("step", ANSWERS)
def test_a_fault_loses_nothing_that_was_typed(tab: Requester, step: int) -> None:
    tab.as_far_as(step).press(
        "next", **{**ANSWERS[step], **dict.fromkeys(("participants", "weeks"), "many"), "risk_level": "", "tell": ""}
    )
    for name, value in ANSWERS[step].items():
        if name in ("participants", "weeks", "risk_level", "tell"):
            continue
        for each in value if isinstance(value, list) else [value]:
            typed = markup.escape(each)
            assert f'value="{typed}" checked' in tab.html or typed in (
                shown(tab.html, name),
                markup.escape(shown(tab.html, name)),
            )


def test_a_text_that_is_too_long_is_shown_whole_and_none_of_it_is_lost_on_the_way_back(tab: Requester) -> None:
    tab.as_far_as(2)
    huge = "word " * 20_000
    assert shown(tab.press("next", **{**ANSWERS[2], "happened": huge}).html, "happened") == huge
    tab.press("back", **{**ANSWERS[2], "happened": huge})
    assert tab.step == 1
    assert shown(tab.press("next", **ANSWERS[1]).html, "happened") == huge
    enormous = "\U0001f600" * 50_000
    tab.press("back", **{**ANSWERS[2], "happened": enormous})
    assert (tab.step, wrong(tab.html)) == (2, ["happened"])
    assert shown(tab.html, "happened") == enormous


def test_the_limit_counts_what_people_see(tab: Requester) -> None:
    text = "\r\n".join(["x" * 99] * 50)
    assert len(text) > needs.LONGEST_TEXT
    tab.as_far_as(2).press("next", **{**ANSWERS[2], "happened": text})
    assert tab.step == 3


def test_first_lines_that_are_empty_stay(tab: Requester) -> None:
    tab.as_far_as(2).press("back", **{**ANSWERS[2], "happened": "\nsecond line"})
    assert shown(tab.press("next", **ANSWERS[1]).html, "happened") == "\nsecond line"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_names_and_digits_of_the_reader_are_read(language: str) -> None:
    tab = Requester(address=f"/{language}/request/")
    tab.press("next", **{**ANSWERS[1], "country": "كينيا" if language == "ar" else "kenya ", "participants": "١٢"})
    assert tab.step == 2
    tab.as_far_as(3)
    tab.press("next", **{**ANSWERS[3], "language": "sw", "weeks": "۶", "start_by": "15/01/2027"})
    assert tab.step == 4


@pytest.mark.parametrize("step", ANSWERS)
def test_hostile_strings_are_only_wrong_or_harmless_answers(tab: Requester, step: int) -> None:
    tab.as_far_as(step)
    hidden = tab.hidden
    for number, text in enumerate(HOSTILE):
        to = "back" if number % 5 == 0 else "next"
        tab.post(**hidden, to=to, **dict.fromkeys(STEPS[step].base_fields, posted(text)))
        assert tab.answer.status_code == 200, text[:40]
        assert MARKER not in tab.html
        assert "<script>alert" not in tab.html


@pytest.mark.parametrize("name", ["travel", "step", "to", "trainer", "wishes", "receipt", "kept", "country"])
def test_hostile_strings_in_what_people_do_not_type(tab: Requester, name: str) -> None:
    tab.as_far_as(MATCHES)
    hidden = tab.hidden
    for number, text in enumerate(HOSTILE[::3]):
        tab.post(**{**(hidden if number % 2 else {}), name: posted(text)})
        assert tab.answer.status_code == 200, (name, text[:40])
        assert MARKER not in tab.html
    assert Case.objects.count() == 0


def changed(travel: str) -> str:
    """The same field with one sign changed."""
    return travel[:40] + ("A" if travel[40] != "A" else "B") + travel[41:]


def test_a_changed_field_is_said_and_the_page_is_kept(tab: Requester) -> None:
    tab.as_far_as(3)
    tab.press("next", **{**ANSWERS[3], "travel": changed(tab.hidden["travel"]), "logistics": "no stairs"})
    assert (tab.step, title(tab.html)) == (3, "Error – Protection Hub")
    assert "Your earlier answers cannot be read." in words(tab.html)
    assert shown(tab.html, "logistics") == "no stairs"
    tab.press("next", **ANSWERS[3]).press("next", **ANSWERS[4])
    assert (tab.step, title(tab.html)) == (1, "Error – Protection Hub")
    tab.press("next", **ANSWERS[1]).press("next", **ANSWERS[2])
    assert tab.step == 3
    assert "Phishing" in words(tab.press("next", **ANSWERS[3]).press("next", **ANSWERS[4]).html)


def test_an_old_field_is_said_and_the_page_is_kept(tab: Requester, time_machine: Any) -> None:
    tab.as_far_as(2)
    time_machine.move_to("2026-12-02T11:00:00Z")
    tab.press("next", **ANSWERS[2])
    assert (tab.step, title(tab.html)) == (2, "Error – Protection Hub")
    assert "Your earlier answers are gone." in words(tab.html)
    assert shown(tab.html, "happened") == ANSWERS[2]["happened"]


@pytest.mark.parametrize("to", ["send", "next", ""])
def test_an_old_field_at_the_end_sends_nothing(tab: Requester, to: str, time_machine: Any) -> None:
    tab.as_far_as(MATCHES)
    time_machine.move_to("2026-12-02T11:00:00Z")
    tab.press(to)
    assert (tab.step, title(tab.html)) == (1, "Error – Protection Hub")
    assert Case.objects.count() == 0


def test_a_field_of_100_kb_and_an_upload_are_refused_calmly(tab: Requester) -> None:
    assert "cannot be read" in words(tab.press("next", travel="A" * 100_000).html)
    upload = {"travel": SimpleUploadedFile("travel", b"x"), "country": "Kenya"}
    answer = Client().post(ASK, upload)
    assert answer.status_code == 200
    assert "Kenya" not in re.findall(r'<input id="f-country"[^>]*>', answer.content.decode())[0]


def test_a_trainer_from_whose_page_somebody_comes_is_among_the_wishes(tab: Requester) -> None:
    directory.bring_in(
        directory.trainer_record(id="amina", display_name="Amina"),
        directory.trainer_record(id="berta", display_name="Berta", formats=["in_person"]),
        desks=[],
    )
    tab.post(trainer="berta")
    assert (tab.step, title(tab.html)) == (1, "Protection Hub")
    tab.as_far_as(MATCHES)
    assert 'value="amina">' in tab.html
    assert 'value="berta" checked' in tab.html
    assert "You asked for them; they do not meet every must" in words(tab.html)
    tab.press("send", wishes=["berta", "nobody"])
    assert title(tab.html) == "Error – Protection Hub"
    assert '<a href="#f-wishes">' in tab.html
    assert Case.objects.count() == 0
    assert tab.press("send", wishes=["amina", "berta"]).secrets()


def test_answers_of_who_fits_come_along(tab: Requester) -> None:
    asked = {"country": "Kenya", "language": "English", "topics": ["email"], "risk": "high", "participants": "7"}
    tab.post(**asked, when="soon", happened="x" * 500)
    assert (tab.step, title(tab.html)) == (1, "Protection Hub")
    assert (shown(tab.html, "country"), shown(tab.html, "participants")) == ("Kenya", "7")
    assert 'value="high" checked' in tab.press("next", **ANSWERS[1]).html
    assert 'value="email" checked' in tab.press("next", **{**ANSWERS[2], "risk_level": "high"}).html


def test_who_does_not_know_the_topics_is_shown_people_who_begin_with_the_risks(tab: Requester) -> None:
    tab.as_far_as(MATCHES, topics=["unknown"])
    assert "people who begin with the risks" in words(tab.html)


def test_a_country_that_nobody_answers_for_is_said_and_nothing_is_sent(tab: Requester, monkeypatch: Any) -> None:
    monkeypatch.setattr("casework.desks.facts", tuple)
    tab.as_far_as(MATCHES)
    assert "No desk answers for this country yet" in words(tab.html)
    assert title(tab.press("send").html) == "Error – Protection Hub"
    assert Case.objects.count() == 0


def test_the_longest_answers_of_every_field_travel_to_the_end(tab: Requester) -> None:
    longest = dict.fromkeys(LONG, "\U0001f600" * needs.LONGEST_TEXT) | {"called": "\U0001f600" * 200}
    tab.as_far_as(MATCHES, **longest)
    assert tab.press("send").secrets()


def test_what_is_promised_is_what_the_clocks_say() -> None:
    for choice in questions.SITUATIONS:
        urgency = Urgency(needs.SITUATIONS[choice.value])
        assert f"within {clocks.ANSWER_WITHIN[urgency]} day" in str(choice.hint)


def test_every_answer_to_choose_is_one_that_is_kept() -> None:
    asked = {name: tuple(choice.value for choice in choices) for name, choices in questions.CHOICES.items()}
    assert asked["group_kind"] == needs.GROUP_KINDS
    assert asked["situation"] == tuple(needs.SITUATIONS)
    assert asked["risk_level"] == needs.RISK_LEVELS
    assert asked["format"] == needs.FORMATS
    assert asked["care"] == needs.CARE
    assert asked["tell"] == needs.TELLS
    assert questions.label("care", "meals") == "Meals, and respect for what people do not eat"
    assert questions.label("care", "of another release") == "of another release"


def test_a_field_made_for_one_request_carries_no_name_of_ours() -> None:
    # Words long enough that no ciphertext spells them by chance.
    assert not re.search("casework|request|protection|luggage", travelling.packed(Luggage()), re.IGNORECASE)
