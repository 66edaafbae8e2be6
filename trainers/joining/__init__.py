"""Asking to be listed, what a desk decides about it, and saying that something is wrong with an entry."""
