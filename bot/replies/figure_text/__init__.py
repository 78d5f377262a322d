"""Puts results of figures into words: the result, its working, its bounds."""
