"""Who may do what with rows that others point at."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from wagtail.permission_policies import ModelPermissionPolicy


class NeverDeletes(ModelPermissionPolicy):
    """Terms, organisations and desks are archived or unpublished: nothing that is pointed at vanishes."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse to delete; ask Django for the rest."""
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """The same for one row."""
        return action != "delete" and super().user_has_permission_for_instance(user, action, instance)
