"""The translator's screen: an original and its translation side by side, without JavaScript too."""
