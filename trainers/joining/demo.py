"""Invented people of the demo who ask to be listed, in each state, and what readers say is wrong with others."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone, translation

from hub.keys import keyed_hash
from hub.travelling import Luggage
from trainers.joining import deciding, remarking, returning, sending
from trainers.joining.choices import OPEN, Refusal, WrongHere, WrongWith
from trainers.joining.desks import NoDesk
from trainers.joining.journey import Journey
from trainers.joining.questions import TRAINER_SEEN
from trainers.joining.steps import Asking
from trainers.models import Application, Trainer
from trainers.sentences.filling import words_now
from vocabulary import store
from vocabulary.models import Scheme

if TYPE_CHECKING:
    from accounts.models import User

OPENED: Final = ("display_name", "base_country", "languages", "topics", "formats", "summary")
PERSON: Final[dict[str, Any]] = {
    "kind": "trainer",
    "name_is": "real",
    "country": "GT",
    "topics": ["phishing", "passwords"],
    "formats": ["online"],
    "at_risk_groups": ["journalists"],
    "languages": "es\nen",
    "topic-phishing": "2",
    "topic-passwords": "1",
    "at-risk-group-journalists": "1",
    "language-es": "native",
    "language-en": "working",
    "train_in": ["es"],
    "max_group_size": "15",
    "travels": "GT\nHN",
    "accepts": ["training", "coaching"],
    "hours": "40",
    "free_on": ["tue", "thu"],
    "free_from": "9:00",
    "free_to": "13:00",
    "zone": "Guatemala",
    "summary_1": "Acompaño a redacciones pequeñas.",
    "language_1": "es",
    "attributes_for": "12",
    **{f"see-{field}": "public" if field in OPENED else "desk" for field in TRAINER_SEEN},
}
OFFICE: Final[dict[str, Any]] = {
    "kind": "organisation",
    "name_is": "real",
    "name": "Casa Ceiba",
    "country": "GT",
    "organisation_kind": "network",
    "services": ["capacity-building"],
    "serves": ["journalists"],
    "speaks": "es",
    "works_in": "013",
    "website": "https://ceiba.example/",
    "summary_1": "Red de apoyo mutuo.",
    "language_1": "es",
    "email": "hola@ceiba.example",
    "see-name": "public",
    "see-website": "public",
    "see-email": "desk",
}
# How many days ago each came, who it is and what became of it; the code of the first is shown.
ASKED: Final = (
    (19, {**PERSON, "name": "Rosalinda Ixcot", "email": "rosalinda@mail.example"}, "ask"),
    (12, {**PERSON, "name": "Colibrí Azul", "name_is": "alias", "email": "colibri@mail.example"}, "answer"),
    (9, {**PERSON, "name": "Anselmo Quej", "email": "anselmo@mail.example"}, "refuse"),
    (5, OFFICE, ""),
    (2, {**PERSON, "name": "", "email": "somebody@mail.example"}, ""),
)


def seed(user: User) -> str:
    """Make them at the desk of a member of staff, and say the code of one whom the desk has asked something.

    Who was made before is left as they are, but for that one, whose code nobody could tell any more.
    """
    today = timezone.localdate()
    first = Trainer.objects.listed(today).filter(vouching__desk__members__user=user).order_by("public_id").first()
    codes = []
    with translation.override("en"):
        for place, (ago, answers, then) in enumerate(ASKED):
            # Somebody who gives the name of a person who is listed: the desk is warned.
            named = {**answers, "name": answers["name"] or (first.display_name if first else "Nadia Coj")}
            codes.append(_ask(user, place, named, then, today - dt.timedelta(days=ago)))
    if first is not None:
        for number, (what, text) in enumerate(((WrongHere.OLD, "Ya no vive allí."), (WrongHere.CONTACT, ""))):
            token = keyed_hash("trainers.correcting.demo", str(number))
            remarking.send(WrongWith.TRAINER, first.public_id, what=what, text=text, token=token, today=today)
    return codes[0]


def _ask(user: User, place: int, answers: dict[str, Any], then: str, day: dt.date) -> str:
    """Ask to be listed as people do; the code, nothing where it was sent before."""
    token = keyed_hash("trainers.joining.demo", str(place))
    if not place:
        Application.objects.filter(token_hash=sending.token_hash(token)).delete()
    given = {name: tuple(value) if isinstance(value, list) else (value,) for name, value in answers.items()}
    schemes = (Scheme.TOPIC, Scheme.AT_RISK_GROUP, Scheme.SERVICE)
    codes = {str(scheme): store.codes(scheme) for scheme in schemes}
    try:
        sent = sending.send(Journey(Luggage(token, given), Asking(words_now(), codes, day)), language="es", today=day)
    except (sending.AlreadySent, NoDesk):
        return ""
    row = Application.objects.filter(token_hash=sending.token_hash(token), state__in=OPEN).first()
    if row is not None and then:
        _decide(user, row, then, day + dt.timedelta(days=1))
    return sent.code


def _decide(user: User, row: Application, then: str, later: dt.date) -> None:
    if then == "refuse":
        deciding.refuse(user, row, row.version, Refusal.UNKNOWN, "Vuelva a escribir cuando alguien la conozca.", later)
        return
    deciding.ask(user, row, row.version, "¿Quién conoce su trabajo?", later)
    if then == "answer":
        returning.answer(row, "Pregunten en la redacción de Radio Ceiba.", later)
