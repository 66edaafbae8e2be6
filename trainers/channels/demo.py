"""Ways of contact, own words and a proposal for the demo: invented, and safe to bring in again."""

from __future__ import annotations

import datetime as dt
from importlib import import_module
from typing import Any, Final

from django.utils import timezone

from trainers.channels import keeping
from trainers.channels.kinds import SayingKind
from trainers.hsds import taking
from trainers.hsds.models import FeedEntry
from trainers.hsds.reading import Offered, Read
from trainers.models import Organisation, Trainer, TrainerTiers

SOURCE: Final = "Umbrella of the South (demo)"
HOW: Final = {
    "en": "We begin with what you already do to stay safe. I come with one colleague, and we stay two days at least.",
    "es": "Empezamos por lo que ya hacen para cuidarse. Voy con una colega y nos quedamos al menos dos días.",
    "fr": "Nous partons de ce que vous faites déjà pour vous protéger. Nous venons à deux, deux jours au moins.",
    "ar": "نبدأ بما تفعلونه أصلًا لحماية أنفسكم. آتي مع زميلة ونبقى يومين على الأقل.",
}
QUESTIONS: Final = {
    "en": ["Do you take notes, and who reads them?", "Have you worked with people like us before?"],
    "es": ["¿Toma notas, y quién las lee?", "¿Ha trabajado antes con gente como nosotras?"],
    "fr": ["Prenez-vous des notes, et qui les lit ?", "Avez-vous déjà travaillé avec des gens comme nous ?"],
    "ar": ["هل تدوّنون ملاحظات، ومن يقرؤها؟", "هل عملتم من قبل مع أشخاص مثلنا؟"],
}
OFFERED: Final[dict[str, Any]] = {
    "name": "Red de Apoyo del Istmo",
    "summary": {"es": "Acompañamos a colectivos que defienden la tierra."},
    "website": "https://red-istmo.example/",
    "email": "hola@red-istmo.example",
    "languages": ["es"],
    "places": ["MX", "GT"],
    "services": [],
    "at_risk_groups": [],
    "unknown": ["shelter-network"],
    "offers": ["Accompaniment", "Shelter"],
    "active": True,
}
# One that was taken, and says something else since.
TAKEN: Final = {**OFFERED, "name": "Casa del Río", "website": "https://casa-rio.example/", "unknown": []}
SINCE: Final = {**TAKEN, "languages": ["es", "quc"], "places": ["GT"], "offers": ["Accompaniment"]}


def seed() -> None:
    """Give three listed trainers and an organisation contacts in every state; two proposals wait, one of a change."""
    today = timezone.localdate()
    listed = list(Trainer.objects.listed(today).filter(channels=None).order_by("public_id")[:3])
    if listed and not FeedEntry.objects.filter(source=SOURCE).exists():
        for row, days in zip(listed, (400, 20, None), strict=False):
            _open_up(row, days, today)
        organisation = Organisation.objects.listed().filter(channels=None).order_by("public_id").first()
        if organisation:
            keeping.put_channels(organisation, [{"kind": "signal", "value": "help_line.77", "tier": "public"}])
    taking.keep(Read((Offered("organisation", "istmo", OFFERED),), ()), SOURCE, today)
    if not FeedEntry.objects.filter(source=SOURCE, foreign_id="rio").exists():
        _offer("rio", TAKEN, today)
        taking.accept(FeedEntry.objects.get(source=SOURCE, foreign_id="rio").pk, today)
        _offer("rio", SINCE, today)


def _offer(foreign_id: str, content: dict[str, Any], today: dt.date) -> None:
    taking.keep(Read((Offered("organisation", foreign_id, content),), ()), SOURCE, today)


def _open_up(row: Trainer, days: int | None, today: dt.date) -> None:
    ways = [
        {"kind": "signal", "value": f"{row.public_id.replace('-', '_')[:20]}.42", "tier": "public"},
        {"kind": "pgp", "value": _key(row, days), "tier": "public"},
        {"kind": "email", "value": f"{row.public_id}@trainers.example", "tier": "vetted"},
    ]
    keeping.put_channels(row, ways, today)
    keeping.put_saying(row, SayingKind.HOW, "public", HOW)
    keeping.put_saying(row, SayingKind.ASK, "public", QUESTIONS)
    open_fields = ("travel", "accepts", "capacity", "accompaniment_hours_per_month", "availability")
    TrainerTiers.objects.filter(trainer=row).update(**dict.fromkeys(open_fields, "public"))


def _key(row: Trainer, days: int | None) -> str:
    # Only the demo makes keys; nobody has the other half of them.
    lasts = None if days is None else days * 24 * 3600
    whole = import_module("pysequoia").Tsk.generate(user_id=f"{row.public_id}@trainers.example", validity_seconds=lasts)
    return str(whole.extract_certificate())
