"""Desks, organisations, trainers; what may be public apart from what never is."""

from trainers.channels.models import Channel, Saying
from trainers.hsds.models import FeedEntry
from trainers.links_health.models import LinkCheck
from trainers.models.availability import Availability, AvailabilityPeriod, AvailabilitySlot
from trainers.models.desk import Desk, DeskFallback, DeskHours, DeskLanguage, DeskPlace
from trainers.models.importing import ImportRecord
from trainers.models.joining import Application, Remark
from trainers.models.member import DeskMember
from trainers.models.organisation import (
    Organisation,
    OrganisationContact,
    OrganisationLanguage,
    OrganisationPlace,
    OrganisationSummary,
)
from trainers.models.own import Pause, ProfileLink, ProfileSitting, Wish
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
from trainers.models.vouchings import VouchingChange
from trainers.weighing.models import RecentRuns, WeightsVersion

__all__ = [
    "Application",
    "Availability",
    "AvailabilityPeriod",
    "AvailabilitySlot",
    "Channel",
    "Consent",
    "Desk",
    "DeskFallback",
    "DeskHours",
    "DeskLanguage",
    "DeskMember",
    "DeskPlace",
    "Exclusions",
    "FeedEntry",
    "ImportRecord",
    "LinkCheck",
    "LivedIn",
    "Organisation",
    "OrganisationContact",
    "OrganisationLanguage",
    "OrganisationPlace",
    "OrganisationSummary",
    "Pause",
    "ProfileLink",
    "ProfileSitting",
    "RecentRuns",
    "Remark",
    "Saying",
    "Trainer",
    "TrainerContact",
    "TrainerGroup",
    "TrainerLanguage",
    "TrainerSummary",
    "TrainerTiers",
    "TrainerTopic",
    "Travels",
    "Vouching",
    "VouchingChange",
    "WeightsVersion",
    "Wish",
    "WorkTerms",
    "WorkedIn",
]
