"""Tables of accounts: staff and their languages, invitations, the audit log, approvals, counters of attempts."""

from accounts.models.approval import ApprovalLock, ApprovalTask
from accounts.models.core import (
    AuditEvent,
    AuditHead,
    AuditQuerySet,
    OnlyAdded,
    ResetRequest,
    SignInAttempts,
    StaffManager,
    User,
)
from accounts.models.people import Invitation, StaffNotice, TranslatesInto

__all__ = [
    "ApprovalLock",
    "ApprovalTask",
    "AuditEvent",
    "AuditHead",
    "AuditQuerySet",
    "Invitation",
    "OnlyAdded",
    "ResetRequest",
    "SignInAttempts",
    "StaffManager",
    "StaffNotice",
    "TranslatesInto",
    "User",
]
