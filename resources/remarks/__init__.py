"""“Something is wrong or out of date here”: what readers say of a text, for whoever looks after it."""
