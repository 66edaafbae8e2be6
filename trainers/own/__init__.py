"""Trainers keep their own profile, without a password: a one-time link, a sitting, and what waits for a desk."""
