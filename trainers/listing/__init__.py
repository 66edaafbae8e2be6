"""A state of the directory's filters, and the lists that can be had of it: page, CSV, JSON, feed."""
