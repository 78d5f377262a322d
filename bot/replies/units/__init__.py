"""Tells figures in the unit that is wished."""
