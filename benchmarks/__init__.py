"""Commands that measure and print a table; never part of the tests."""
