"""Why a trainer is proposed: for the group, from what anyone may see; for the trainer, from what the desk sees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from casework.envelopes import Key
from casework.models import Case
from casework.needs import Answers, as_request
from casework.proposals import boxes
from casework.proposals.reading import declined
from casework.proposals.values import Body, written
from hub import languages
from trainers import answers
from trainers.matching.lineup import Lineup
from trainers.matching.outcome import Match
from trainers.sentences.readers import TRAINER

LANGUAGES: Final = tuple(language.code for language in languages.TABLE if language.catalogue)


def of(case: Case, key: Key, need: Answers, chosen: Collection[str], today: dt.date) -> dict[str, Body]:
    """Whoever of these trainers fits a case today, with the reasons. Raises hub.sealing.CannotBeOpened."""
    request = {**as_request(need, today), "declined": sorted(declined(case, key))}
    wanted = answers.asked(request, today).need
    if wanted is None:
        return {}
    seen = dict(_among(answers.public_outcome(wanted, today).matches, chosen))
    return {
        trainer: _body(match, seen.get(trainer))
        for trainer, match in _among(answers.desk_outcome(wanted, today).matches, chosen)
    }


def _among(matches: Sequence[Match], chosen: Collection[str]) -> Iterator[tuple[str, Match]]:
    """Those that were chosen; the words about the others are not looked for."""
    if not isinstance(matches, Lineup):
        raise TypeError("only a ranked answer is looked through without telling all of it")
    places = (place for place, one in enumerate(matches.ordered) if one.candidate.id in chosen)
    return ((matches[place].candidate.id, matches[place]) for place in places)


def _body(match: Match, seen: Match | None) -> Body:
    return Body(
        trainer=match.candidate.id,
        name=match.candidate.name,
        box=boxes.new().private,
        language=_language(match),
        reasons=written(seen.reasons if seen else ()),
        concerns=written(seen.concerns if seen else ()),
        unknowns=written(seen.unknowns if seen else ()),
        for_trainer=tuple(
            (code, {name: value for name, value in parameters.items() if name != "country"})
            for code, parameters in written(each for each in match.reasons if each.code in TRAINER)
        ),
    )


def _language(match: Match) -> str:
    """The language of the page that asks them: the first of theirs that the interface has."""
    own = (spoken.code.split("-")[0] for spoken in match.candidate.languages if spoken.can_train)
    return next((code for code in own if code in LANGUAGES), languages.DEFAULT.code)
