"""Why a result ranks where it does, in parts that add up to its score."""
