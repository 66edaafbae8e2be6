"""Questions that find nothing, counted if the organisation wants it: see docs/decisions/0024."""
