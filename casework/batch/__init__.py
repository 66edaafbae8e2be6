"""Several cases planned at once, at a desk: proposals that a coordinator ticks; nothing is sent by itself."""
