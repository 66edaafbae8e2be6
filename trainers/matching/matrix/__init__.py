"""Many trainers made ready to be asked about at once: bits for the gates, columns for the score.

What it answers is what `gates` and `factors` say of one trainer at a time; tests hold the two together.
"""
