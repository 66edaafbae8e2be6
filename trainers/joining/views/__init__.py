"""The pages of asking to be listed, and the desk’s screens for it."""
