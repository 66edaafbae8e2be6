"""System checks of the house."""
