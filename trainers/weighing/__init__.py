"""How much each factor counts, in the hands of the central unit: versions, ready-made ones, and what a change does."""
