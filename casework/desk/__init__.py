"""The desks' screens in Wagtail's admin: the queue, a case, and what is done there."""
