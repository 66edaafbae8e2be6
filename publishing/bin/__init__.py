"""The bin: deleted pages wait here for 30 days. Why it is made this way: docs/decisions/0020."""
