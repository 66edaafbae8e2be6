"""Tags that draw pictures."""
