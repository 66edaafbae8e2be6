"""Cases and what hangs on them: no index, no revision, no log, and dates without times."""

from casework.models.case import Case, CaseHead
from casework.models.content import Contact, Message, NeedsAssessment
from casework.models.counter import Counter
from casework.models.keys import CaseKey, OpenedCase
from casework.models.needs import CountedNeed, NeedPicture, NeedTally
from casework.models.proposal import Proposal
from casework.models.run import MatchRun
from casework.models.vetting import VettedMark, VettedOpening

__all__ = [
    "Case",
    "CaseHead",
    "CaseKey",
    "Contact",
    "CountedNeed",
    "Counter",
    "MatchRun",
    "Message",
    "NeedPicture",
    "NeedTally",
    "NeedsAssessment",
    "OpenedCase",
    "Proposal",
    "VettedMark",
    "VettedOpening",
]
