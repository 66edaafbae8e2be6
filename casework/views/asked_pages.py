"""The pages of asking for training: a step, the matches, the code, and what to do when it was not kept."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clocks, desks, needs, passphrases, travelling
from casework.forms import drawing
from casework.forms.journey import WISHES, Journey
from casework.forms.steps import LAST, STEPS
from casework.routing import DeskFacts, NoDesk, Route
from casework.sending import Sent
from casework.states import State, Urgency
from casework.travelling import Luggage, TooMuch
from casework.who_reads import Readers
from trainers import answers as matching
from trainers import public
from trainers.matching.outcome import Outcome
from trainers.models import Trainer
from trainers.views import fitting
from vocabulary import store
from vocabulary.models import Scheme

STAGES: Final[dict[int, Promise]] = {
    1: gettext_lazy("Who and where"),
    2: gettext_lazy("What happened"),
    3: gettext_lazy("What you need"),
    4: gettext_lazy("How you are told"),
}
TITLES: Final[dict[int, Promise]] = {
    1: gettext_lazy("Who are you, and where?"),
    2: gettext_lazy("What happened, and what worries you?"),
    3: gettext_lazy("What do you need?"),
    4: gettext_lazy("How do you want the answer?"),
}
# A phone should come to the button without a long way.
AT_ONCE: Final = 5
# The form that carries the answers, to another language too.
FORM: Final = "asking"
Context = dict[str, Any]


def step(
    request: HttpRequest,
    journey: Journey,
    number: int,
    *,
    with_faults: bool = False,
    instead: int | None = None,
    lost: str = "",
) -> HttpResponse:
    """A step; when a page holds more than can travel on, that page (`instead`) once more, with what is wrong."""
    try:
        travel = travelling.packed(_rest(journey, tuple(STEPS[number].base_fields)))
    except TooMuch:
        if instead is None:
            raise
        return step(request, journey, instead, with_faults=True)
    about = _about(journey, number)
    context = {
        **about,
        "travel": travel,
        "step": number,
        "last": number == LAST,
        "title": TITLES[number],
        **_questions(journey, number, _readers(about), with_faults=with_faults),
        "lost": lost,
    }
    return render(request, "pages/casework/step.html", context)


def _questions(journey: Journey, number: int, readers: Readers, *, with_faults: bool) -> Context:
    form = journey.step(number, with_faults=with_faults)
    drawn = drawing.fields(form, store.broader(Scheme.TOPIC), readers, with_faults=with_faults)
    return {
        "fields": [field for field in drawn if field["name"] not in form.folded],
        "folded": [field for field in drawn if field["name"] in form.folded],
        "errors": form.faults() if with_faults else [],
    }


def matches(request: HttpRequest, journey: Journey, *, busy: int = 0) -> HttpResponse:
    """Who fits, and why, before anything is sent."""
    answers, words = journey.answers(), journey.asking.words
    asked = matching.asked(needs.as_request(answers, journey.asking.today), journey.asking.today)
    if asked.need is None:
        raise ValueError("the steps let through what a request may not say")
    outcome = matching.public_outcome(asked.need, journey.asking.today)
    wishes, about = _wishes(journey), _about(journey, LAST + 1)
    found = fitting.context(outcome, asked.need, words)
    rows = found["matches"]
    _offer_wishes(rows, outcome, wishes)
    context = {
        **found,
        **about,
        "travel": travelling.packed(_rest(journey, (WISHES,))),
        "step": LAST + 1,
        "stages": [{"label": label, "current": False} for label in STAGES.values()],
        "matches": rows[:AT_ONCE],
        "more": rows[AT_ONCE:],
        "shown_count": len(rows),
        "changes": [{"to": f"step-{number}", "label": label} for number, label in STAGES.items()],
        "others": _others(rows, wishes),
        "undecided": not answers.topics,
        "answer_by": clocks.answer_by(Urgency(needs.urgency(answers)), journey.asking.today),
        "errors": _wrong_on_matches(about["desk"], unknown=len(wishes) < len(journey.wishes)),
        "busy": busy,
    }
    return render(request, "pages/casework/matches.html", context)


def code(request: HttpRequest, journey: Journey, sent: Sent, language: str) -> HttpResponse:
    """The code and the passphrase, this once; in another language they would be others, so that none is offered."""
    context = {
        "languages": [],
        "action": reverse("casework:ask"),
        "travel": travelling.packed(journey.luggage),
        "code": sent.code,
        "words": sent.passphrase,
        "digits": not passphrases.has_words(language),
        "lang": language,
        "receipt": sent.receipt,
        "step": LAST + 1,
        "wishes": journey.wishes,
        "desk": {"name": sent.desk.name, "lang": public.language_of_name(sent.desk)},
        "answer_by": sent.answer_by,
        "purge_on": sent.purge_on,
    }
    return render(request, "pages/casework/code.html", context)


def not_kept(request: HttpRequest, journey: Journey, receipt: str, *, shut: bool) -> HttpResponse:
    """The box was not ticked, or (`shut`) this code opens nothing any more; the answers are still here."""
    unticked = _("Tick the box when you have written them down")
    context = {
        "action": reverse("casework:ask"),
        "travel": travelling.packed(journey.luggage),
        "receipt": receipt,
        "languages": [],
        "step": LAST + 1,
        "wishes": journey.wishes,
        "shut": shut,
        "errors": [] if shut else [{"id": "f-kept", "label": "", "text": unticked}],
    }
    return render(request, "pages/casework/not_kept.html", context)


def unknown_wishes(journey: Journey) -> bool:
    """Whether a trainer was ticked whom the directory does not show."""
    return len(_wishes(journey)) < len(journey.wishes)


def _rest(journey: Journey, here: tuple[str, ...]) -> Luggage:
    """What travels beside the fields that a page shows: these hold what was typed themselves."""
    given = {name: values for name, values in journey.luggage.given.items() if name not in here}
    return Luggage(journey.luggage.token, given)


def _about(journey: Journey, number: int) -> Context:
    """What stands beside every page: how far it is, who will read it, until when."""
    route, today = _route(journey.country), journey.asking.today
    return {
        "action": reverse("casework:ask"),
        "switch": {"form": FORM, "name": "to", "value": f"step-{number}" if number <= LAST else "next"},
        "stages": [{"label": label, "current": each == number} for each, label in STAGES.items()],
        "country_known": bool(journey.country),
        "desk": _named(route.desk) if route else None,
        "then": [_named(desk) for desk in route.then] if route else [],
        "erase_on": clocks.purge_on(State.NEW, today, None),
    }


def _readers(about: Context) -> Readers:
    desk = about["desk"]
    return Readers(desk["name"] if desk else "", about["erase_on"], nobody=about["country_known"] and not desk)


def _route(country: str) -> Route | None:
    try:
        return desks.route_for(country) if country else None
    except NoDesk:
        return None


def _named(desk: DeskFacts) -> Context:
    return {"name": desk.name, "lang": desk.languages[0] if desk.languages else ""}


def _wishes(journey: Journey) -> dict[str, str]:
    """The trainers they would like, those whom the directory shows."""
    if not journey.wishes:
        return {}
    rows = Trainer.objects.listed(journey.asking.today).filter(public_id__in=journey.wishes)
    return dict(rows.values_list("public_id", "display_name"))


def _offer_wishes(rows: list[Context], outcome: Outcome, wishes: dict[str, str]) -> None:
    """A tick beside each trainer who is named; who is not named cannot be asked for by name."""
    for row, match in zip(rows, outcome.matches, strict=False):
        if row["url"]:
            trainer = match.candidate.id
            row["wish"] = {"name": WISHES, "value": trainer, "checked": trainer in wishes}


def _others(rows: list[Context], wishes: dict[str, str]) -> list[Context]:
    """Trainers who were asked for and do not fit: they may be asked for all the same."""
    shown = {row["wish"]["value"] for row in rows if "wish" in row}
    return [{"value": code, "label": name, "checked": True} for code, name in wishes.items() if code not in shown]


def _wrong_on_matches(desk: Context | None, *, unknown: bool) -> list[Context]:
    found = []
    if unknown:
        found.append(_("Somebody whom you ticked is not in the directory any more. Look at your choice again"))
    if desk is None:
        found.append(_("No desk answers for this country yet, so that nothing can be sent"))
    return [{"id": "f-wishes", "label": "", "text": text} for text in found]
