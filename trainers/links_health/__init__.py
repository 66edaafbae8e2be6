"""Whether the links and keys of listings still hold: asked on a schedule, told to the desk alone."""
