"""The parts of the search that store and match; all else is shared and knows no engine."""
