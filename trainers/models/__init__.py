"""Desks, organisations, trainers; what may be public apart from what never is."""

from trainers.models.availability import Availability, AvailabilityPeriod, AvailabilitySlot
from trainers.models.desk import Desk, DeskFallback, DeskHours, DeskLanguage, DeskPlace
from trainers.models.importing import ImportRecord
from trainers.models.member import DeskMember
from trainers.models.organisation import (
    Organisation,
    OrganisationContact,
    OrganisationLanguage,
    OrganisationPlace,
    OrganisationSummary,
)
from trainers.models.private import (
    Consent,
    Exclusions,
    LivedIn,
    TrainerContact,
    TrainerTiers,
    Travels,
    Vouching,
    WorkTerms,
)
from trainers.models.trainer import (
    Trainer,
    TrainerGroup,
    TrainerLanguage,
    TrainerSummary,
    TrainerTopic,
    WorkedIn,
)

__all__ = [
    "Availability",
    "AvailabilityPeriod",
    "AvailabilitySlot",
    "Consent",
    "Desk",
    "DeskFallback",
    "DeskHours",
    "DeskLanguage",
    "DeskMember",
    "DeskPlace",
    "Exclusions",
    "ImportRecord",
    "LivedIn",
    "Organisation",
    "OrganisationContact",
    "OrganisationLanguage",
    "OrganisationPlace",
    "OrganisationSummary",
    "Trainer",
    "TrainerContact",
    "TrainerGroup",
    "TrainerLanguage",
    "TrainerSummary",
    "TrainerTiers",
    "TrainerTopic",
    "Travels",
    "Vouching",
    "WorkTerms",
    "WorkedIn",
]
