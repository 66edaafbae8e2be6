"""Cases and what hangs on them: no index, no revision, no log, and dates without times."""

from casework.models.case import Case, CaseHead
from casework.models.content import Contact, Message, NeedsAssessment
from casework.models.counter import Counter
from casework.models.keys import CaseKey, OpenedCase

__all__ = ["Case", "CaseHead", "CaseKey", "Contact", "Counter", "Message", "NeedsAssessment", "OpenedCase"]
