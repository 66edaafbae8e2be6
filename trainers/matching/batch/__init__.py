"""Many requests and trainers with capacity at once: proposals only, which a coordinator confirms."""
