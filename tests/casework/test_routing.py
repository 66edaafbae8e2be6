"""Routing and opening hours: every country has a desk, in order, and clocks may jump."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from casework import desks, health
from casework.routing import DeskFacts, Hours, NoDesk, Open, Opening, Opens, Unknown, opening, route, unserved
from hub.health import NotWell
from tests.factories.trainers import bring_in, desk_record
from trainers.models import Desk
from vocabulary import places

CENTRAL = DeskFacts("central", "Central unit", central=True, serves=frozenset({"KE"}))
EAST = DeskFacts(
    "east", "East", serves=frozenset(places.countries_in("014")), fallbacks=("south", "gone", "central", "east")
)
SOUTH = DeskFacts("south", "South", serves=frozenset(places.countries_in("018")), fallbacks=("east",))
KENYA = DeskFacts("kenya", "Kenya", serves=frozenset({"KE", "UG"}))
DESKS = (CENTRAL, EAST, SOUTH)


def ids(country: str, known: tuple[DeskFacts, ...]) -> list[str]:
    found = route(country, known)
    return [found.desk.id, *(desk.id for desk in found.then)]


@pytest.mark.parametrize("country", [*places.countries(), *places.regions(), "", "XX", "ke", "\x00", "unknown" * 999])
def test_every_country_has_a_desk_and_the_central_unit_behind_it(country: str) -> None:
    found = ids(country, DESKS)
    assert found[-1] == "central"
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("KE", ["east", "south", "central"]),
        ("ZA", ["south", "east", "central"]),
        ("FR", ["central"]),
        ("XX", ["central"]),
        ("", ["central"]),
    ],
)
def test_the_serving_desk_then_its_fallbacks_then_the_central_unit(country: str, expected: list[str]) -> None:
    assert ids(country, DESKS) == expected


def test_of_several_desks_the_nearest_answers() -> None:
    assert ids("KE", (*DESKS, KENYA)) == ["kenya", "central"]
    assert ids("TZ", (*DESKS, KENYA)) == ["east", "south", "central"]


def test_the_order_of_the_desks_does_not_matter() -> None:
    twin = DeskFacts("kenya-2", "Kenya again", serves=frozenset({"KE", "UG"}))
    assert ids("KE", (twin, KENYA)) == ids("KE", (KENYA, twin)) == ["kenya"]


def test_without_a_central_unit_only_the_served_countries_have_a_desk() -> None:
    assert ids("KE", (EAST, SOUTH)) == ["east", "south"]
    with pytest.raises(NoDesk):
        route("FR", (EAST, SOUTH))
    with pytest.raises(NoDesk):
        route("KE", ())


def test_the_countries_that_nobody_serves_are_known() -> None:
    assert unserved(places.countries(), DESKS) == ()
    left = unserved(places.countries(), (EAST, SOUTH))
    assert set(left) == set(places.countries()) - EAST.serves - SOUTH.serves
    assert unserved(["KE"], ()) == ("KE",)


@given(
    st.lists(
        st.builds(
            DeskFacts,
            id=st.sampled_from("abcdef"),
            name=st.just("Desk"),
            central=st.booleans(),
            serves=st.frozensets(st.sampled_from(["KE", "UG", "FR"])),
            fallbacks=st.lists(st.sampled_from("abcdef")).map(tuple),
        )
    ),
    st.sampled_from(["KE", "UG", "FR", "XX"]),
)
def test_nobody_is_asked_twice_whatever_the_desks_say(known: list[DeskFacts], country: str) -> None:
    try:
        found = route(country, known)
    except NoDesk:
        served = {each.id: each for each in known}.values()
        assert not any(desk.central or country in desk.serves for desk in served)
        return
    everyone = [found.desk, *found.then]
    assert len({desk.id for desk in everyone}) == len(everyone)
    assert found.desk.central or country in found.desk.serves


# ---- when a desk is open -------------------------------------------------------------------------


def desk(*hours: tuple[int, str, str], timezone: str = "Africa/Nairobi") -> DeskFacts:
    spans = tuple(Hours(day, dt.time.fromisoformat(a), dt.time.fromisoformat(b)) for day, a, b in hours)
    return DeskFacts("desk", "Desk", timezone=timezone, hours=spans)


def state(facts: DeskFacts, utc: str) -> str:
    """In short: `open 17:00+03:00`, `opens …`, `always`, `unknown`."""
    found: Opening = opening(facts, dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC))
    match found:
        case Open(None):
            return "always"
        case Open(until):
            return f"open {until:%a %d %H:%M%z}"
        case Opens(at):
            return f"opens {at:%a %d %H:%M%z}"
    return "unknown"


WEEKDAYS = tuple((day, "08:00", "17:00") for day in range(5))


# 2026-11-23 is a Monday.
@pytest.mark.parametrize(
    ("utc", "expected"),
    [
        ("2026-11-23T04:59:59", "opens Mon 23 08:00+0300"),
        ("2026-11-23T05:00", "open Mon 23 17:00+0300"),
        ("2026-11-23T13:59:59", "open Mon 23 17:00+0300"),
        ("2026-11-23T14:00", "opens Tue 24 08:00+0300"),
        ("2026-11-27T14:00", "opens Mon 30 08:00+0300"),
        ("2026-11-22T21:30", "opens Mon 23 08:00+0300"),
    ],
)
def test_office_hours_by_the_clock_of_the_desk(utc: str, expected: str) -> None:
    assert state(desk(*WEEKDAYS), utc) == expected


@pytest.mark.parametrize(
    ("hours", "utc", "expected"),
    [
        # Two spans a day, with a break.
        ([(0, "08:00", "12:00"), (0, "13:00", "17:00")], "2026-11-23T12:30", "opens Mon 23 13:00+0000"),
        # Spans that touch or overlap are one.
        ([(0, "08:00", "12:00"), (0, "12:00", "17:00")], "2026-11-23T11:00", "open Mon 23 17:00+0000"),
        ([(0, "08:00", "14:00"), (0, "09:00", "12:00")], "2026-11-23T11:00", "open Mon 23 14:00+0000"),
        # Over midnight, written as two days or as one span.
        ([(0, "22:00", "23:59"), (1, "00:00", "06:00")], "2026-11-23T23:30", "open Tue 24 06:00+0000"),
        ([(0, "22:00", "23:59"), (1, "00:00", "06:00")], "2026-11-23T23:59:30", "open Tue 24 06:00+0000"),
        ([(0, "22:00", "06:00")], "2026-11-24T05:00", "open Tue 24 06:00+0000"),
        ([(6, "22:00", "06:00")], "2026-11-23T05:00", "open Mon 23 06:00+0000"),
        # Until midnight.
        ([(0, "08:00", "23:59")], "2026-11-23T10:00", "open Tue 24 00:00+0000"),
        ([(0, "08:00", "00:00")], "2026-11-23T10:00", "open Tue 24 00:00+0000"),
        # Several days at a stretch.
        ([(day, "00:00", "23:59") for day in range(3)], "2026-11-23T10:00", "open Thu 26 00:00+0000"),
        # One day a week, from the moment it closed.
        ([(0, "08:00", "17:00")], "2026-11-23T17:00", "opens Mon 30 08:00+0000"),
        # Round the clock.
        ([(day, "00:00", "23:59") for day in range(7)], "2026-11-25T10:00", "always"),
        ([(day, "00:00", "00:00") for day in range(7)], "2026-11-25T10:00", "always"),
    ],
)
def test_spans(hours: list[tuple[int, str, str]], utc: str, expected: str) -> None:
    assert state(desk(*hours, timezone="UTC"), utc) == expected


def test_a_desk_without_hours_or_with_an_unknown_clock_says_nothing() -> None:
    assert state(desk(), "2026-11-23T10:00") == "unknown"
    for name in ("", "Moon/Base", "../../etc/passwd", "America", "\x00"):
        assert state(desk(*WEEKDAYS, timezone=name), "2026-11-23T10:00") == "unknown"


# Berlin: 2026-03-29 jumps 02:00 → 03:00, 2026-10-25 falls back 03:00 → 02:00.
@pytest.mark.parametrize(
    ("hours", "utc", "expected"),
    [
        # The same hour by the wall, an hour sooner by the sun.
        ([(0, "08:00", "17:00")], "2026-03-28T12:00", "opens Mon 30 08:00+0200"),
        ([(0, "08:00", "17:00")], "2026-10-24T12:00", "opens Mon 26 08:00+0100"),
        # Across the jump.
        ([(6, "00:00", "06:00")], "2026-03-29T00:30", "open Sun 29 06:00+0200"),
        ([(6, "00:00", "06:00")], "2026-03-29T04:00", "opens Sun 05 00:00+0200"),
        ([(6, "00:00", "06:00")], "2026-10-25T04:30", "open Sun 25 06:00+0100"),
        # A time that the clock jumps over is the one after it.
        ([(6, "02:30", "06:00")], "2026-03-29T00:30", "opens Sun 29 03:30+0200"),
        ([(6, "02:45", "03:15")], "2026-03-29T00:30", "opens Sun 05 02:45+0200"),
        # An hour that comes twice: the first of the two.
        ([(6, "02:30", "06:00")], "2026-10-25T00:00", "opens Sun 25 02:30+0200"),
        ([(6, "02:30", "06:00")], "2026-10-25T01:15", "open Sun 25 06:00+0100"),
    ],
)
def test_where_clocks_jump(hours: list[tuple[int, str, str]], utc: str, expected: str) -> None:
    assert state(desk(*hours, timezone="Europe/Berlin"), utc) == expected


TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))
HOURS = st.lists(st.builds(Hours, st.integers(0, 6), TIMES, TIMES), max_size=6).map(tuple)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia", "America/St_Johns", "Africa/Cairo"])
MOMENTS = st.integers(0, 15 * 365 * 24 * 3600).map(
    lambda seconds: dt.datetime(2020, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)
)
AN_INSTANT = dt.timedelta(microseconds=1)


@given(HOURS, ZONES, MOMENTS)
def test_what_is_said_comes_true(hours: tuple[Hours, ...], zone: str, now: dt.datetime) -> None:
    facts = DeskFacts("desk", "Desk", timezone=zone, hours=hours)
    match opening(facts, now):
        case Open(until) if until:
            assert now < until
            assert isinstance(opening(facts, until - AN_INSTANT), Open)
            assert not isinstance(opening(facts, until), Open)
        case Opens(at):
            assert now < at
            assert isinstance(opening(facts, at), Open)
            assert not isinstance(opening(facts, at - AN_INSTANT), Open)
        case Unknown():
            assert not hours


@given(HOURS, ZONES, MOMENTS, st.sampled_from(["Asia/Tokyo", "America/Lima"]))
def test_the_clock_of_the_asker_does_not_matter(
    hours: tuple[Hours, ...], zone: str, now: dt.datetime, other: str
) -> None:
    facts = DeskFacts("desk", "Desk", timezone=zone, hours=hours)
    assert opening(facts, now) == opening(facts, now.astimezone(ZoneInfo(other)))


# ---- the desks of the site ------------------------------------------------------------------------


@pytest.mark.django_db
def test_desks_are_read_with_their_regions_spelled_out() -> None:
    bring_in(
        desks=[
            desk_record(id="central", central=True, regions=[], countries=[], fallback=[]),
            desk_record(id="east", central=False, regions=["014"], countries=["ZA"], fallback=["central"]),
        ]
    )
    found = {each.id: each for each in desks.facts()}
    assert found["east"].serves == {*places.countries_in("014"), "ZA"}
    assert (found["east"].central, found["central"].central) == (False, True)
    assert [each.id for each in desks.route_for("KE")[1]] == ["central"]
    assert desks.route_for("FR").desk.id == "central"


@pytest.mark.django_db
def test_only_published_desks_answer() -> None:
    bring_in(
        desks=[
            desk_record(id="central", central=True, regions=[], countries=[], fallback=[]),
            desk_record(id="east", central=False, regions=["014"], countries=[], fallback=["central"]),
        ]
    )
    Desk.objects.filter(public_id="central").update(live=False)
    assert desks.route_for("KE").then == ()
    Desk.objects.filter(public_id="east").update(live=False)
    with pytest.raises(NoDesk):
        desks.route_for("KE")


@pytest.mark.django_db
def test_the_operator_is_told_of_countries_without_a_desk() -> None:
    with pytest.raises(NotWell, match=f"no desk answers for {len(places.countries())} countries"):
        health.coverage()
    bring_in(desks=[desk_record(regions=[], countries=[])])
    assert health.coverage() == "every country has a desk"
    assert "casework.health.coverage" in {path for _name, path in settings.HUB_HEALTH}
