"""Proposals: a desk asks trainers for a case, they answer by a one-time link, and the group that asked decides."""

from casework.proposals.reading import Asked, asked, declined

__all__ = ["Asked", "asked", "declined"]
