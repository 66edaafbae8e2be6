"""What operators are told of each engine: when it was last brought up to date, when it last failed readers."""

from __future__ import annotations

import logging

from django.db import DatabaseError, transaction
from django.utils import timezone

from search.models import EngineRecord

logger = logging.getLogger("hub.search")


def updated(engine: str) -> None:
    """An engine holds everything that was noted for it until now."""
    EngineRecord.objects.update_or_create(engine=engine, defaults={"updated_at": timezone.now()})


def fell_back(engine: str, reason: str) -> None:
    """Readers were answered by another engine; a database that cannot be written to keeps nobody from an answer."""
    try:
        with transaction.atomic():
            EngineRecord.objects.update_or_create(
                engine=engine, defaults={"failed_at": timezone.now(), "reason": reason[:200]}
            )
    except DatabaseError:
        logger.warning("It could not be recorded that %s does not answer.", engine)


def compared(engine: str, missing: int, extra: int, older: int) -> None:
    """An engine was compared with the database, and what differed was put right."""
    found = {"compared_at": timezone.now(), "missing": missing, "extra": extra, "older": older}
    EngineRecord.objects.update_or_create(engine=engine, defaults=found)


def known(engine: str) -> EngineRecord | None:
    """What is recorded of an engine."""
    return EngineRecord.objects.filter(engine=engine).first()


def forget_all_but(engines: list[str]) -> None:
    """An engine that is not kept up to date any more has to be built anew when it comes back."""
    EngineRecord.objects.exclude(engine__in=engines).delete()
