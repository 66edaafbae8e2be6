"""When advice must be checked again, and the word that it was."""
