"""The closed lists of the directory's format, with the words people see."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tier(models.TextChoices):
    """Who may see a field."""

    PUBLIC = "public", _("Everyone")
    VETTED = "vetted", _("Vetted organisations")
    DESK = "desk", _("Protection desk only")


class OrganisationKind(models.TextChoices):
    """What an organisation is in the first place."""

    TRAINING_PROVIDER = "training_provider", _("Training provider")
    SUPPORT_ORGANISATION = "support_organisation", _("Support organisation")
    NETWORK = "network", _("Network")
    EMERGENCY_FUND = "emergency_fund", _("Emergency fund")
    DIGITAL_HELPDESK = "digital_helpdesk", _("Digital help desk")
    LEGAL_AID = "legal_aid", _("Legal aid")
    PSYCHOSOCIAL_CENTRE = "psychosocial_centre", _("Psychosocial centre")
    SHELTER = "shelter", _("Shelter")
    RESEARCH = "research", _("Research")


class OrganisationStatus(models.TextChoices):
    """Whether an organisation works at present."""

    ACTIVE = "active", _("Active")
    INACTIVE = "inactive", _("Inactive")
    TEMPORARILY_CLOSED = "temporarily_closed", _("Temporarily closed")
    DEFUNCT = "defunct", _("No longer exists")


class LanguageLevel(models.TextChoices):
    """How well a language is spoken, the least first."""

    BASIC = "basic", _("basic")
    WORKING = "working", _("working level")
    FLUENT = "fluent", _("fluent")
    NATIVE = "native", _("native")


class TopicLevel(models.IntegerChoices):
    """How far a trainer goes in a topic."""

    SUPPORTS = 1, _("Can support a training")
    LEADS = 2, _("Can lead a training")
    LEADS_HARD = 3, _("Can lead in hard conditions")


class Experience(models.IntegerChoices):
    """How much a trainer has worked with a group."""

    SOME = 1, _("Some experience")
    MUCH = 2, _("Much experience")
    LONG = 3, _("Long experience")


class Risk(models.TextChoices):
    """The highest risk a trainer is cleared for."""

    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")


class Accepts(models.TextChoices):
    """The kinds of request a trainer agreed to."""

    TRAINING = "training", _("Training")
    COACHING = "coaching", _("Coaching")
    ACCOMPANIMENT = "accompaniment", _("Accompaniment")
    URGENT = "urgent", _("Urgent requests")


class FacilitatorAttribute(models.TextChoices):
    """What a trainer may opt in to be matched by."""

    WOMAN = "woman", _("Woman")
    NON_BINARY = "non-binary", _("Non-binary person")
    LGBTQIA_PEER = "lgbtqia-peer", _("LGBTQIA+ peer")
    INDIGENOUS_PEER = "indigenous-peer", _("Indigenous peer")
    JOURNALIST_PEER = "journalist-peer", _("Journalist peer")
    DISABILITY_PEER = "disability-peer", _("Peer with a disability")


class VouchedFor(models.TextChoices):
    """What a desk stands for when it vouches."""

    IDENTITY = "identity", _("who they are")
    SKILLS = "skills", _("what they can teach")
    CONDUCT = "conduct", _("how they deal with people at risk")


class Standing(models.TextChoices):
    """How a vouching stands, whatever its day."""

    VOUCHED = "vouched", _("vouched for")
    SUSPENDED = "suspended", _("suspended")
    WITHDRAWN = "withdrawn", _("withdrawn")


class VouchingState(models.TextChoices):
    """How a vouching is on a day."""

    NEVER = "never", _("Never vouched for")
    VOUCHED = "vouched", _("Vouched for")
    SOON = "soon", _("Vouched for, ends soon")
    ENDED = "ended", _("Ended")
    SUSPENDED = "suspended", _("Suspended")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class VouchingAct(models.TextChoices):
    """What changes a vouching."""

    VOUCH = "vouch", _("Vouched")
    RENEW = "renew", _("Renewed")
    SUSPEND = "suspend", _("Suspended")
    RESUME = "resume", _("In force again")
    WITHDRAW = "withdraw", _("Withdrawn")
    IMPORT = "import", _("Came with a file")


class WishState(models.TextChoices):
    """What became of a wished change."""

    WAITING = "waiting", _("Waits for the desk")
    DONE = "done", _("Changed at once")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Not accepted")


class Day(models.IntegerChoices):
    """Days of the week, Monday first."""

    MON = 0, _("Monday")
    TUE = 1, _("Tuesday")
    WED = 2, _("Wednesday")
    THU = 3, _("Thursday")
    FRI = 4, _("Friday")
    SAT = 5, _("Saturday")
    SUN = 6, _("Sunday")


DAY_CODES = tuple(day.name.lower() for day in Day)

# The fields of a trainer's record that carry a tier, in the order of the format.
TIERED = (
    "display_name",
    "organisation",
    "base_country",
    "lived_in",
    "worked_in",
    "languages",
    "topics",
    "travel",
    "formats",
    "at_risk_groups",
    "max_group_size",
    "risk_clearance",
    "availability",
    "capacity",
    "accompaniment_hours_per_month",
    "accepts",
    "exclusions",
    "facilitator_attributes",
    "email",
    "summary",
)
ORGANISATION_TIERED = ("name", "email", "website")
