"""Requests for training and all that follows: what is asked, who may read it, how it is answered, when it goes."""
