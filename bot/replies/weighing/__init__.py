"""Weighs the readings of a message by their evidence, and holds the result, `Understood`."""
