"""Desks, organisations and trainers: the directory, and who fits a request."""
