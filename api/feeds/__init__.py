"""What is new in the library as Atom feeds: one for each language, and one for each kind of text in it."""
