"""The vocabulary as SKOS, for other systems and back: JSON-LD and Turtle, read and written here."""
