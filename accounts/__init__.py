"""Accounts of staff: the user model, roles, sign-in, the second factor and the audit log."""
