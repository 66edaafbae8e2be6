"""What a language holds, said wherever somebody would take it off the site."""
