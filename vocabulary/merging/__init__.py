"""Making one term of two: what would change, and changing it without losing anything."""
