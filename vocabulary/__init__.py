"""What everyone here talks about: concepts with their labels per language, countries and regions."""
