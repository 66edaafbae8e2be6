"""The first screen after sign-in: what waits for this person, and nothing else."""
