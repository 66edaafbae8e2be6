"""What readers say is wrong with texts, as those see it who look after them."""
