"""Settings by profile: dev (and the demo), test, production; base is what they share."""
