"""Who is asked too often, who never, and what nobody offers."""

from __future__ import annotations

import pytest

from tests.factories.matching import a_trainer, at_a_desk
from trainers.matching.fairness import Gap, Spread, gaps, spread
from trainers.matching.matrix.trainers import Matrix
from trainers.matching.values import SpokenLanguage


def test_who_is_never_asked_and_who_often() -> None:
    found = spread({"a": 9, "b": 1, "c": 0, "d": 2})
    assert (found.never, found.often) == (("c",), ("a",))
    assert spread({"a": 2, "b": 0}).often == ()
    assert spread({}) == Spread((), (), 0.0)


@pytest.mark.parametrize(("asked", "gini"), [((1, 1, 1), 0.0), ((0, 0, 9), 2 / 3), ((0, 0), 0.0), ((1, 3), 0.25)])
def test_unevenness_is_the_gini_coefficient(asked: tuple[int, ...], gini: float) -> None:
    assert spread({f"t{n}": times for n, times in enumerate(asked)}).gini == pytest.approx(gini)


def test_a_gap_is_what_no_listed_trainer_covers() -> None:
    crowd = Matrix(
        [
            a_trainer(id="a", topics={"malware": 2}),
            a_trainer(id="b", base_country="SE", languages=(SpokenLanguage("sv", "native", True),)),
            a_trainer(id="gone", base_country="SE", topics={"malware": 3}, vetted_until=None),
        ]
    )
    found = set(gaps(crowd, ("digital-security", "risk-analysis"), ("es", "sv"), ("013", "154"), at_a_desk()))
    everything = {
        Gap(topic, language, region)
        for topic in ("digital-security", "risk-analysis")
        for language in ("es", "sv")
        for region in ("013", "154")
    }
    assert everything - found == {Gap("digital-security", "es", "013"), Gap("risk-analysis", "sv", "154")}
