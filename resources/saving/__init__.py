"""Texts that readers keep on their own device: what one needs, and the worker that hands it out without a network."""
