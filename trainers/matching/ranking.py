"""Which trainers fit a request, why, and what would change the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from . import concerns, factors, reasons, unknowns
from .fit import Fit
from .gates import Verdicts, judge
from .hints import blur, hints
from .lineup import Lineup, Scored, in_order
from .matrix import bits, scoring
from .matrix.columns import bringing_a_main_topic
from .matrix.excluded import Excluded
from .matrix.open_gates import Gatekeeper
from .matrix.trainers import Matrix
from .outcome import Match, Outcome
from .rounding import TENTHS, tenths
from .values import Candidate, Need, Situation
from .weights import DEFAULTS, check


def rank(
    need: Need,
    candidates: Matrix | Iterable[Candidate],
    situation: Situation,
    weights: Mapping[str, int] = DEFAULTS,
    seed: int = 0,
) -> Outcome:
    """Answer one request: gates, score, words made of its numbers; raises ValueError for weights that are not whole."""
    check(weights)
    keeper = Gatekeeper(Matrix.of(candidates), situation)
    seen, eligible, shown = sifted(keeper, need)
    off_topic = tuple(sorted(keeper.matrix.candidates[place].id for place in bits.places(eligible & ~shown)))
    excluded = Excluded(keeper, need, seen & ~eligible)
    singles, pairs = hints(keeper, need, seen, shown, weights)
    return Outcome(
        matches=lineup(keeper, need, shown, weights, seed),
        excluded=excluded if situation.at_desk else {},
        excluded_count=blur(len(excluded), situation),
        off_topic=off_topic if situation.at_desk else (),
        off_topic_count=blur(len(off_topic), situation),
        hints=singles,
        pairs=pairs,
        unchecked=left_to_the_desk(need, situation),
        weights=weights,
        seed=seed,
    )


def sifted(keeper: Gatekeeper, need: Need) -> tuple[int, int, int]:
    """Those who take part, those of them who pass every gate, and those of them who bring a main topic."""
    seen = keeper.seen(need)
    eligible = keeper.eligible(need) & seen
    return seen, eligible, eligible & bringing_a_main_topic(keeper, need)


def lineup(keeper: Gatekeeper, need: Need, shown: int, weights: Mapping[str, int], seed: int) -> Lineup:
    """Those shown in order; words are found when they are asked for."""
    places = bits.places(shown)
    totals = scoring.totals(keeper, places, need, weights)
    candidates = keeper.matrix.candidates
    scored = [Scored(candidates[place], tenths(total)) for place, total in zip(places, totals, strict=True)]
    return Lineup(in_order(scored, seed), seed, lambda one: match(one, need, keeper.situation, weights))


def match(candidate: Candidate, need: Need, situation: Situation, weights: Mapping[str, int]) -> Match:
    """One trainer who passes every gate, with the score, its bars and the words."""
    bars = factors.bars(candidate, need, situation, weights)
    verdicts = Verdicts(unknown=judge(candidate, need, situation).unknown)
    fit = Fit(candidate, need, situation, verdicts, {bar.factor: bar for bar in bars}, weights)
    return Match(
        candidate=candidate,
        score=sum(round(TENTHS * bar.points) for bar in bars) / TENTHS,
        bars=bars,
        reasons=reasons.of(fit),
        concerns=concerns.of(fit),
        unknowns=unknowns.of(fit),
    )


def left_to_the_desk(need: Need, situation: Situation) -> tuple[str, ...]:
    """What was asked and not applied, because nobody knows who asks; nothing at a desk."""
    if situation.at_desk:
        return ()
    asked = {
        "facilitator": bool(need.facilitator.must or need.facilitator.prefer),
        "requesting_organisation": need.requesting_organisation is not None,
        "declined": bool(need.declined),
        "memberships": bool(need.exclusions.organisations or need.exclusions.countries),
    }
    return ("own_exclusions", *(code for code, present in asked.items() if present))
