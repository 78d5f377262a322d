"""Reads questions about figures, and binds them to the measures of a series."""
