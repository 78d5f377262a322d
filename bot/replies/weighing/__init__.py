"""Weighs the readings of a message by their evidence; and the type in which what was understood travels."""
