"""What else is worth reading after a text, and why."""
