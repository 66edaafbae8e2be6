"""What is found besides texts: entries of other apps (see hub.findable), in a part of the index of their own."""
