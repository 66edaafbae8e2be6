"""Who may do what with a case: one table, and what it does not name is refused."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from casework.verdicts import Verdict

__all__ = ["ALLOWED", "Act", "Standing", "Verdict", "may", "may_all"]


class Standing(StrEnum):
    """What somebody is to a case."""

    REQUESTER = "requester"
    MEMBER = "member"
    OTHER_DESK = "other_desk"
    OPERATOR = "operator"
    NOBODY = "nobody"


class Act(StrEnum):
    """What can be done with a case."""

    READ = "read"
    MESSAGE = "message"
    CONTACT = "contact"
    ERASE = "erase"
    QUEUE = "queue"
    ANSWER = "answer"
    MOVE = "move"
    TAKE = "take"
    HAND_OVER = "hand_over"
    VET = "vet"
    PROPOSE = "propose"
    WITHDRAW = "withdraw"
    RENEW = "renew"
    COUNT_NEED = "count_need"
    AGREE = "agree"


# The code of the reason why; every pair that is not here is refused.
ALLOWED: Final = {
    (Act.READ, Standing.REQUESTER): "own_case",
    (Act.MESSAGE, Standing.REQUESTER): "own_case",
    (Act.CONTACT, Standing.REQUESTER): "own_case",
    (Act.ERASE, Standing.REQUESTER): "own_case",
    (Act.AGREE, Standing.REQUESTER): "own_case",
    (Act.QUEUE, Standing.MEMBER): "own_desk",
    (Act.READ, Standing.MEMBER): "own_desk",
    (Act.ANSWER, Standing.MEMBER): "own_desk",
    (Act.MOVE, Standing.MEMBER): "own_desk",
    (Act.TAKE, Standing.MEMBER): "own_desk",
    (Act.HAND_OVER, Standing.MEMBER): "own_desk",
    (Act.VET, Standing.MEMBER): "own_desk",
    (Act.PROPOSE, Standing.MEMBER): "own_desk",
    (Act.WITHDRAW, Standing.MEMBER): "own_desk",
    (Act.RENEW, Standing.MEMBER): "own_desk",
    (Act.COUNT_NEED, Standing.MEMBER): "own_desk",
}
# Why not, for those who may do nothing of the kind.
REFUSED: Final = {
    Standing.REQUESTER: "desk_only",
    Standing.MEMBER: "requester_only",
    Standing.OTHER_DESK: "other_desk",
    Standing.OPERATOR: "operators_read_no_cases",
    Standing.NOBODY: "no_desk",
}


def may(act: Act, by: Standing) -> Verdict:
    """Whether somebody may do this, and why."""
    reason = ALLOWED.get((act, by))
    return Verdict(False, REFUSED[by]) if reason is None else Verdict(True, reason)


def may_all(by: Standing) -> frozenset[Act]:
    """Everything that somebody may do."""
    return frozenset(act for act in Act if may(act, by))
