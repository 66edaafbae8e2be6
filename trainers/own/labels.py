"""The names of a record's fields, as their owner and the desk read them."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

LABELS: Final = {
    "display_name": _("Name shown"),
    "is_alias": _("This name is an alias"),
    "organisation": _("Organisation"),
    "base_country": _("Country of base"),
    "lived_in": _("Has lived in"),
    "worked_in": _("Has worked in"),
    "languages": _("Languages"),
    "topics": _("Topics"),
    "travel": _("Travel"),
    "formats": _("Forms of work"),
    "at_risk_groups": _("At-risk groups"),
    "max_group_size": _("Largest group"),
    "risk_clearance": _("Cleared for risk up to"),
    "availability": _("When they can work"),
    "capacity": _("Capacity"),
    "accompaniment_hours_per_month": _("Accompaniment, hours a month"),
    "accepts": _("Kinds of request"),
    "exclusions": _("Exclusions"),
    "facilitator_attributes": _("Attributes to be found by"),
    "email": _("E-mail"),
    "summary": _("Summary"),
    "tiers": _("Who may see what"),
}


def label(field: str) -> str:
    """The name of a field; of a tier, that of the field whose tier it is."""
    whole, _dot, part = field.partition(".")
    if part:
        return _("Who may see: %(field)s") % {"field": LABELS[part]}
    return str(LABELS[whole])
