"""Addresses that readers ask for in vain: how often, and nothing about who."""
