"""The directory in memory answers as a plain look at each trainer would, and never a moment longer than it is true."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.factories.trainers import a_trainer, bring_in, hidden_trainers, tiers, trainer_record
from trainers import shelving
from trainers.choices import Tier
from trainers.filters import Sort, TrainerFilter
from trainers.models import Trainer, TrainerTiers, Vouching
from trainers.offers import Offers, Spoken
from trainers.shelf import Shelf, Shelved, distance
from vocabulary import places
from vocabulary.tree import above

TODAY = dt.date(2026, 12, 1)
BROADER = {"digital-security": None, "phishing": "digital-security", "email": "digital-security", "legal": None}
VALUES = {
    "places": ("KE", "UG", "CD", "BI", "GT", "014", "202", "013"),
    "topics": tuple(BROADER),
    "languages": ("en", "sw", "fr"),
    "formats": ("online", "in_person"),
    "at_risk_groups": ("journalists", "lawyers"),
    "available": ("four-weeks", "urgent"),
}

HELD = ("topics", "languages", "formats", "at_risk_groups", "worked_in", "based_in")


def some(chance: random.Random, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(chance.sample(values, chance.randint(0, len(values))))


def shelved(number: int, chance: random.Random) -> Shelved:
    hidden = [chance.random() < 0.2 for _ in range(7)]
    offers = Offers(
        worked_in=None if hidden[0] else some(chance, ("KE", "UG", "GT")),
        languages=None
        if hidden[1]
        else tuple(Spoken(code, "fluent", chance.random() < 0.7) for code in some(chance, VALUES["languages"])),
        topics=None if hidden[2] else dict.fromkeys(some(chance, VALUES["topics"]), 2),
        formats=None if hidden[3] else some(chance, VALUES["formats"]),
        at_risk_groups=None if hidden[4] else dict.fromkeys(some(chance, VALUES["at_risk_groups"]), 1),
    )
    available = None if hidden[6] else some(chance, VALUES["available"])
    country = "" if hidden[5] else chance.choice(("KE", "UG", "CD", "BI", "GT"))
    return person(f"Name {number}", country, chance.randint(0, 9), offers, available)


def person(name: str, country: str, days: int, offers: Offers, available: tuple[str, ...] | None = None) -> Shelved:
    return Shelved(name, name, country, TODAY - dt.timedelta(days), TODAY, None, available, lambda: offers)


def on_shelf(people: list[Shelved]) -> Shelf:
    """Told of each code who has it, as it is read from the tables."""
    held: dict[str, dict[str, list[int]]] = {field: {} for field in HELD}
    for place, each in enumerate(people):
        spoken = [language.code for language in each.offers.languages or () if language.can_train]
        codes = {field: getattr(each.offers, field) or () for field in HELD if hasattr(each.offers, field)}
        based = [each.base_country] if each.base_country else []
        for field, own in {**codes, "languages": spoken, "based_in": based}.items():
            for code in own:
                held[field].setdefault(code, []).append(place)
    return Shelf(people, held, BROADER, TODAY)


def has(each: Shelved, field: str, code: str) -> bool:
    offers = each.offers
    if field == "topics":
        return any(code in (topic, *above(topic, BROADER)) for topic in offers.topics or ())
    if field == "languages":
        return any(spoken.code == code and spoken.can_train for spoken in offers.languages or ())
    if field == "places":
        where = [*(offers.worked_in or ()), *([each.base_country] if each.base_country else [])]
        return any(places.within(country, code) for country in where)
    if field == "available":
        return code in (each.available or ())
    return code in (getattr(offers, field) or ())


def fits(each: Shelved, wanted: TrainerFilter, but: str = "") -> bool:
    return all(
        any(has(each, field, code) for code in getattr(wanted, field))
        for field in VALUES
        if field != but and getattr(wanted, field)
    )


def test_filters_and_counts_are_those_of_a_plain_look() -> None:
    chance = random.Random(7)
    shelf = on_shelf([shelved(number, chance) for number in range(120)])
    for _ in range(150):
        asked: Any = {field: some(chance, codes)[: chance.randint(0, 2)] for field, codes in VALUES.items()}
        wanted = TrainerFilter(**asked)
        found = shelf.in_order(shelf.matching(wanted), wanted)
        assert {each.id for each in found} == {each.id for each in shelf.entries if fits(each, wanted)}
        counts = shelf.counts(wanted)
        for field in VALUES:
            over = [each for each in shelf.entries if fits(each, wanted, but=field)]
            plain = Counter({code: sum(has(each, field, code) for each in over) for code in VALUES[field]})
            found_counts = {code: number for code, number in getattr(counts, field).items() if code in VALUES[field]}
            assert found_counts == +plain, (field, wanted)
        silent = [each for each in shelf.entries if fits(each, wanted, "available") and each.available is None]
        assert counts.silent == len(silent)


def test_orders() -> None:
    people = [
        person("Zoë", "GT", 3, Offers()),
        person("émile", "BI", 1, Offers(worked_in=())),
        person("Ольга", "KE", 2, Offers()),
        person("آمال", "", 5, Offers()),
        person("Bo", "UG", 4, Offers(worked_in=("KE",))),
    ]
    shelf = on_shelf(people)

    def names(**wanted: Any) -> list[str]:
        return [each.name for each in shelf.in_order(shelf.all, TrainerFilter(**wanted))]

    assert names(sort=Sort.NAME) == ["آمال", "Bo", "émile", "Ольга", "Zoë"]
    assert names(sort=Sort.FRESH) == ["émile", "Ольга", "Zoë", "Bo", "آمال"]
    near = TrainerFilter(sort=Sort.NEAR, places=("KE",))
    assert shelf.matching(near) == shelf.all, "who is farther comes later, and is not left out"
    by_nearness = [each.name for each in shelf.in_order(shelf.all, near)]
    assert by_nearness[:3] == ["Ольга", "Bo", "émile"]
    assert set(by_nearness[3:]) == {"Zoë", "آمال"}
    assert sorted(names()) == sorted(each.name for each in people)


@pytest.mark.parametrize(
    ("base", "place", "steps"),
    [
        ("KE", "KE", 0),
        ("KE", "014", 0),
        ("CD", "BI", 2),
        ("MG", "KE", 3),
        ("SN", "KE", 4),
        ("GT", "KE", 5),
        ("", "KE", 5),
    ],
)
def test_distances(base: str, place: str, steps: int) -> None:
    assert distance(base, place) == steps


def test_who_has_worked_there_comes_after_who_is_based_there_and_before_the_neighbours() -> None:
    people = [
        person("next to it", "UG", 0, Offers()),
        person("worked there", "GT", 0, Offers(worked_in=("KE", "GT"))),
        person("worked there, based nowhere", "", 0, Offers(worked_in=("KE",))),
        person("based and worked there", "KE", 0, Offers(worked_in=("KE",))),
        person("far away", "GT", 0, Offers()),
    ]
    shelf = on_shelf(people)
    names = [each.name for each in shelf.in_order(shelf.all, TrainerFilter(sort=Sort.NEAR, places=("KE",)))]
    assert names[0] == "based and worked there"
    assert set(names[1:3]) == {"worked there", "worked there, based nowhere"}
    assert names[3:] == ["next to it", "far away"]
    in_region = [each.name for each in shelf.in_order(shelf.all, TrainerFilter(sort=Sort.NEAR, places=("014",)))]
    assert set(in_region[:2]) == {"based and worked there", "next to it"}


LEAVE: dict[str, Callable[[Trainer], object]] = {
    "unpublished": lambda trainer: trainer.unpublish(),
    "no longer vouched for": lambda trainer: Vouching.objects.filter(trainer=trainer).delete(),
    "name for the desk": lambda trainer: TrainerTiers.objects.filter(trainer=trainer).update(display_name=Tier.DESK),
    "gone": lambda trainer: trainer.delete(),
}


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC), tick=False) as clock:
        yield clock


@pytest.mark.django_db
@pytest.mark.any_database
@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("leave", LEAVE.values(), ids=LEAVE)
def test_who_leaves_is_gone_from_list_and_counts_at_once(client: Client, leave: Callable[[Trainer], object]) -> None:
    a_trainer()
    leaves = a_trainer(topics=[{"code": "legal", "level": 2}])
    assert leaves.display_name.encode() in client.get("/en/trainers/").content
    leave(leaves)
    page = client.get("/en/trainers/").content
    assert leaves.display_name.encode() not in page
    assert b'value="legal"' not in page
    assert b"<b>1 trainer.</b>" in page


@pytest.mark.django_db
@pytest.mark.any_database
@pytest.mark.usefixtures("clock")
def test_a_field_that_is_closed_is_gone_from_row_and_counts_at_once(client: Client) -> None:
    trainer = a_trainer()
    assert b"Kenya" in client.get("/en/trainers/").content
    open_still = dict.fromkeys(("worked_in", "base_country", "topics"), Tier.DESK)
    TrainerTiers.objects.filter(trainer=trainer).update(**open_still)
    page = client.get("/en/trainers/").content
    assert trainer.display_name.encode() in page
    assert b"Kenya" not in page
    assert b"phishing" not in page


@pytest.mark.django_db
def test_the_clock_alone_takes_people_out(client: Client, clock: Any) -> None:
    a_trainer(vetted_until="2026-12-01", display_name="Until today")
    expiring = a_trainer(display_name="Until noon")
    Trainer.objects.filter(pk=expiring.pk).update(expire_at=timezone.now() + dt.timedelta(hours=2))
    assert b"Until noon" in client.get("/en/trainers/").content
    clock.shift(dt.timedelta(hours=3))
    page = client.get("/en/trainers/").content
    assert b"Until noon" not in page
    assert b"Until today" in page
    clock.shift(dt.timedelta(days=1))
    assert b"Until today" not in client.get("/en/trainers/").content


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_only_what_is_public_is_in_memory() -> None:
    bring_in(trainer_record(tiers=tiers(topics="vetted", base_country="desk")), *hidden_trainers())
    shelf = shelving.shelf(TODAY)
    (only,) = shelf.entries
    assert only.offers.topics is None
    assert only.base_country == ""
    assert only.offers.formats == ("in_person", "online")
